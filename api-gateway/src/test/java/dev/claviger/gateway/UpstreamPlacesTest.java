package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An environment whose upstream hangs holds its own places and nobody else's")
class UpstreamPlacesTest {

    private static final int PLACES = 2;
    private static final int ALL = PLACES + 4 * PLACES;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.upstream.pool-size", "" + PLACES, "claviger.upstream.response-timeout", "PT1S"));
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

    @Test
    void answers_503_when_all_places_are_taken_and_serves_its_neighbour_at_the_same_address() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, connection) -> {
            if (request.header("Claviger-Tenant").startsWith("hung")) {
                return;
            }
            RawUpstream.OK.answer(request, connection);
        })) {
            gateway.lead("hung.test", upstream.url());
            gateway.lead("neighbour.test", upstream.url());
            List<Wire> hung = askAtOnce(ALL, "hung.test");
            TestGateway.eventually(() -> upstream.requests().size() == PLACES);
            TestGateway.eventually(() -> status("hung.test") == 503);

            Wire.Answer refused = gateway.send("GET", "hung.test", "/open");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(status("neighbour.test")).isEqualTo(200);
            assertThat(upstream.requests()).filteredOn(request -> request.header("Claviger-Tenant").startsWith("hung")).hasSize(PLACES);
            for (Wire wire : hung) {
                assertThat(wire.read().status()).isIn(503, 504);
            }
            close(hung);
            upstream.behave(RawUpstream.OK);
            assertThat(status("hung.test")).isEqualTo(200);
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
            sleep(100);
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

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
