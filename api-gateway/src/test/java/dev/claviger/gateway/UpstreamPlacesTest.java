package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An environment whose upstream hangs holds its own places and nobody else's")
class UpstreamPlacesTest {

    private static final int PLACES = 2;
    private static final int WAITING = 4 * PLACES;
    private static final int ALL = PLACES + WAITING;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.upstream.pool-size", "" + PLACES, "claviger.upstream.keep-alive", "PT1S"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static List<Wire> askAtOnce(int times, String host) throws Exception {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            wires.add(new Wire(gateway.port()).write(TestGateway.request("GET", host, "/open")));
        }
        return wires;
    }

    private static void close(List<Wire> wires) throws Exception {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    private static int count(String state) {
        return (int) gateway.registry.get("claviger.upstream.exchanges").tag("state", state).gauge().value();
    }

    /** As many as there are places are under way, and so many wait. */
    private static void eventuallyHeld(int waiting) throws Exception {
        TestGateway.eventually(() -> count("under_way") == PLACES && count("waiting") == waiting);
    }

    private static void eventuallyFree() throws Exception {
        TestGateway.eventually(() -> count("under_way") == 0 && count("waiting") == 0);
    }

    @Test
    void answers_503_when_all_places_are_taken_and_serves_its_neighbour_at_the_same_address() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, connection) -> {
            if (!request.header("Claviger-Tenant").startsWith("hung")) {
                RawUpstream.OK.answer(request, connection);
            }
        })) {
            gateway.lead("hung.test", upstream.url());
            gateway.lead("neighbour.test", upstream.url());
            List<Wire> hung = askAtOnce(ALL, "hung.test");
            eventuallyHeld(WAITING);
            TestGateway.eventually(() -> upstream.requests().size() == PLACES);

            Wire.Answer refused = gateway.send("GET", "hung.test", "/open");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(status("neighbour.test")).isEqualTo(200);
            assertThat(upstream.requests()).filteredOn(request -> request.header("Claviger-Tenant").startsWith("hung")).hasSize(PLACES);
            close(hung);
            eventuallyFree();
            upstream.behave(RawUpstream.OK);
            assertThat(status("hung.test")).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("60 callers that leave, waiting, asking or in the middle of the answer: each time the upstream is left and the place is free again")
    void frees_the_place_of_whoever_leaves() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawUpstream upstream = new RawUpstream((request, connection) -> RawUpstream.write(connection, asked.incrementAndGet() % 2 == 0 ? "" : "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun"))) {
            gateway.lead("left.test", upstream.url());
            for (int round = 0; round < 6; round++) {
                List<Wire> leaving = askAtOnce(ALL, "left.test");
                eventuallyHeld(WAITING);
                close(leaving);
                eventuallyFree();
                TestGateway.eventually(() -> upstream.left() == upstream.connections());
            }
            upstream.behave(RawUpstream.OK);
            List<Wire> wires = askAtOnce(ALL, "left.test");
            for (Wire wire : wires) {
                assertThat(wire.read().status()).isEqualTo(200);
            }
            close(wires);
        }
    }

    private static int status(String host) {
        try {
            return gateway.send("GET", host, "/open").status();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void lets_those_who_wait_follow_when_places_become_free() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, connection) -> {
            sleep(20);
            RawUpstream.OK.answer(request, connection);
        })) {
            gateway.lead("slow.test", upstream.url());
            List<Wire> wires = askAtOnce(ALL, "slow.test");
            for (Wire wire : wires) {
                assertThat(wire.read().status()).isEqualTo(200);
            }
            close(wires);
            assertThat(upstream.connections()).isEqualTo(PLACES);
        }
    }

    @Test
    @DisplayName("What was revoked while the request waited for a place is not forwarded")
    void decides_anew_about_whoever_had_to_wait() throws Exception {
        Queue<HttpServerRequest> hung = new ConcurrentLinkedQueue<>();
        gateway.acme.answerWith(hung::add);
        JsonObject claims = TestIssuer.claims("any");
        List<Wire> holding = askAtOnce(PLACES, TestGateway.HOST);
        TestGateway.eventually(() -> hung.size() == PLACES);
        try (Wire waiting = new Wire(gateway.port()); Wire unrevoked = new Wire(gateway.port())) {
            waiting.write(TestGateway.request("GET", TestGateway.HOST, "/any/revoked", "Authorization: Bearer " + gateway.issuer.token(claims)));
            unrevoked.write(TestGateway.request("GET", TestGateway.HOST, "/any/permitted", "Authorization: Bearer " + gateway.issuer.token(TestIssuer.claims("any"))));
            eventuallyHeld(2);
            long revoked = gateway.parts.snapshots().position() + 1;
            gateway.services.revoke(TestRevocations.ofToken(claims.getString("jti")));
            TestGateway.eventually(() -> gateway.parts.snapshots().position() == revoked);
            gateway.acme.answerWith(request -> request.response().end());
            hung.forEach(request -> request.response().end());

            assertThat(waiting.read().status()).isEqualTo(401);
            assertThat(unrevoked.read().status()).isEqualTo(200);
            assertThat(gateway.acme.received()).extracting(TestUpstream.Received::uri).contains("/any/permitted").doesNotContain("/any/revoked");
        }
        close(holding);
    }

    @Test
    void gives_up_who_waits_longer_than_an_upstream_may_take() throws Exception {
        try (TestGateway impatient = TestGateway.started(Map.of("claviger.upstream.pool-size", "1", "claviger.upstream.response-timeout", "PT0.2S"));
                Wire hung = new Wire(impatient.port()); Wire waiting = new Wire(impatient.port())) {
            impatient.acme.answerWith(request -> { });
            hung.write(TestGateway.request("GET", TestGateway.HOST, "/open"));
            waiting.write(TestGateway.request("GET", TestGateway.HOST, "/open"));
            assertThat(hung.read().status()).isIn(503, 504);
            assertThat(waiting.read().status()).isIn(503, 504);
            impatient.acme.answerWith(request -> request.response().end());
            assertThat(impatient.send("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        }
    }

    private static String keyed(TestGateway asked, String key) {
        JsonObject claims = TestIssuer.claims("items.read").put("pos", asked.parts.snapshots().position());
        return TestGateway.request("GET", TestGateway.HOST, "/keyed", "Authorization: Bearer " + asked.issuer.token(claims), "x-api-key: " + key);
    }

    @Test
    @DisplayName("What a request waits for behind the queue, before any of several upstreams was tried, is no upstream's fault and ends in time too")
    void gives_up_who_is_decided_anew_for_too_long() throws Exception {
        try (TestGateway impatient = TestGateway.started(Map.of("claviger.upstream.pool-size", "1", "claviger.upstream.response-timeout", "PT1.5S"));
                RawUpstream one = new RawUpstream(RawUpstream.OK); RawUpstream two = new RawUpstream(RawUpstream.OK);
                Wire hung = new Wire(impatient.port()); Wire waiting = new Wire(impatient.port())) {
            lead(impatient, one.url(), two.url());
            String key = impatient.services.apiKeys.issue("prod", TestIssuer.CLIENT).reveal();
            assertThat(Wire.exchange(impatient.port(), keyed(impatient, key)).status()).isEqualTo(200);
            one.behave((request, connection) -> { });
            two.behave((request, connection) -> { });
            hung.write(TestGateway.request("GET", TestGateway.HOST, "/open"));
            TestGateway.eventually(() -> one.requests().size() + two.requests().size() == 2);
            impatient.services.apiKeys.hold();
            waiting.write(keyed(impatient, key));
            TestGateway.eventually(() -> impatient.registry.get("claviger.upstream.exchanges").tag("state", "waiting").gauge().value() == 1);
            lead(impatient, one.url(), two.url());
            hung.close();
            assertThat(waiting.read().status()).isEqualTo(503);
            TestGateway.eventually(() -> impatient.registry.get("claviger.gateway.requests").tag("reason", "upstream_busy").counter().count() == 1);
        }
    }

    /** Once more, which makes what is known of API keys void. */
    private static void lead(TestGateway led, String... upstreams) throws Exception {
        long next = led.parts.snapshots().position() + 1;
        led.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of(TestGateway.HOST), List.of(upstreams), "urn:claviger:acme:prod",
                List.of(), false, List.of(), EnvironmentLimits.NONE)));
        TestGateway.eventually(() -> led.parts.snapshots().position() == next);
    }

    @Test
    @DisplayName("Who left while it was asked whose API key that is takes no place afterwards and reaches nobody, over HTTP/2 either")
    void forwards_nothing_of_who_left_while_it_was_decided() throws Exception {
        try (TestGateway asking = TestGateway.started(Map.of("claviger.gateway.h2c", "true")); Http2Wire streams = new Http2Wire(asking.port())) {
            String key = asking.services.apiKeys.issue("prod", TestIssuer.CLIENT).reveal();
            String other = asking.services.apiKeys.issue("prod", TestIssuer.CLIENT).reveal();
            String token = asking.issuer.token(TestIssuer.claims("items.read"));
            asking.services.apiKeys.hold();
            Wire leaving = new Wire(asking.port()).write(keyed(asking, key));
            int stream = streams.open(true, Http2Wire.request("GET", TestGateway.HOST, "/keyed", "authorization: Bearer " + token, "x-api-key: " + other));
            TestGateway.eventually(() -> asking.services.apiKeys.asked.size() == 2);
            streams.frame(Http2Wire.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            leaving.close();
            TestGateway.eventually(() -> !asking.parts.exchanges().areUnderWay());
            asking.services.apiKeys.release();
            assertThat(Wire.exchange(asking.port(), keyed(asking, key)).status()).isEqualTo(200);
            assertThat(Wire.exchange(asking.port(), keyed(asking, other)).status()).isEqualTo(200);
            assertThat(asking.acme.received()).hasSize(2);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
