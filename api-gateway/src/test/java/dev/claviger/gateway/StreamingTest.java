package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Bodies and broken connections, both ways")
class StreamingTest {

    private static final int MIB = 1024 * 1024;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        // The JDK's client sets Host itself, so the gateway is known by the address it is reached at.
        gateway = new TestGateway(Map.of("claviger.upstream.response-timeout", "PT0.5S"));
        gateway.services.environment("local", "prod", List.of("localhost"), List.of(gateway.acme.url()), List.of());
        gateway.start();
        TestGateway.eventually(() -> gateway.parts.snapshots().isHeld() && gateway.parts.jwks().areHeld());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void answerInShort() {
        gateway.acme.answerWith(request -> request.response().end("short"));
    }

    private static String open(String... headers) {
        return TestGateway.request("POST", TestGateway.HOST, "/open", headers);
    }

    @Test
    void streams_large_bodies_both_ways_unchanged() throws Exception {
        AtomicLong arrived = new AtomicLong();
        gateway.acme.answerWith(request -> request.handler(part -> arrived.addAndGet(part.length())).endHandler(end -> sendMany(request.response().setChunked(true), 64)));
        byte[] body = new byte[64 * MIB];
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + "/open"))
                .header("X-Stream", "1").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(arrived).hasValue(64L * MIB);
        assertThat(answer.body()).hasSize(64 * MIB);
    }

    private static void sendMany(HttpServerResponse response, int left) {
        if (left == 0) {
            response.end();
        } else {
            response.write(Buffer.buffer(new byte[MIB])).onSuccess(written -> sendMany(response, left - 1));
        }
    }

    @Test
    void passes_chunked_requests_on() throws Exception {
        assertThat(Wire.exchange(gateway.port(), open("Transfer-Encoding: chunked") + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: dropped\r\n\r\n").status()).isEqualTo(200);
        assertThat(gateway.acme.last().body()).isEqualTo("abcde");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\nabc\r\n0\r\n\r\n", "3\r\nabc\n0\r\n\r\n", "3\r\nabc\r\n0\n\r\n", "3\r\nabc\r\n0\r\n\n", "0x3\r\nabc\r\n0\r\n\r\n", "+3\r\nabc\r\n0\r\n\r\n", "-3\r\nabc\r\n0\r\n\r\n",
            "3_0\r\nabc\r\n0\r\n\r\n", "\r\nabc\r\n0\r\n\r\n", "g\r\nabc\r\n0\r\n\r\n", "100000003\r\nabc\r\n0\r\n\r\n", "ffffffffffffffff3\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\r\nab\r\n0\r\n\r\n",
            "3;a=\"\r\nabc\r\n0\r\n\r\n", "3;a\rb\r\nabc\r\n0\r\n\r\n", "3\r\nabc0\r\n\r\n"})
    @DisplayName("RFC 9112 §7.1: chunks that can be read in two ways make no whole request, and end the connection with all that follows")
    void completes_no_request_of_odd_chunks(String chunks) throws Exception {
        int before = gateway.reached();
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(open("Transfer-Encoding: chunked") + chunks + open("Content-Length: 0"));
            assertThat(statusOrEnd(wire)).isIn(0, 400);
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(gateway.send("POST", TestGateway.HOST, "/open", "Content-Length: 0").status()).isEqualTo(200);
        assertThat(gateway.reached()).isEqualTo(before + 1);
    }

    private static int statusOrEnd(Wire wire) {
        try {
            return wire.read().status();
        } catch (IOException ended) {
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT", "PATCH"})
    @DisplayName("RFC 9110 §9.3: any method may have a body, and the next request begins behind it")
    void passes_bodies_of_all_methods_on(String method) throws Exception {
        String path = "/all-open/" + method;
        String body = "GET /open HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request(method, TestGateway.HOST, path, "Content-Length: " + body.length()) + body + TestGateway.request(method, TestGateway.HOST, path + "/next"));
            assertThat(wire.read().status()).isEqualTo(200);
            assertThat(wire.read().status()).isEqualTo(200);
        }
        assertThat(gateway.acme.last().uri()).isEqualTo(path + "/next");
        assertThat(gateway.acme.received().get(gateway.acme.received().size() - 2).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"204, ", "304, "})
    @DisplayName("RFC 9110 §6.4.1, §8.6: no body, and no length with a 204")
    void passes_answers_without_a_body_on(int status) throws Exception {
        gateway.acme.answerWith(request -> request.response().setStatusCode(status).end());
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(open("Content-Length: 0")).read().status()).isEqualTo(status);
            Wire.Answer again = wire.write(open("Content-Length: 0")).read();
            assertThat(again.status()).isEqualTo(status);
            assertThat(again.header("Content-Length")).isNull();
        }
    }

    @Test
    void passes_trailers_of_the_answer_on() throws Exception {
        gateway.acme.answerWith(request -> {
            request.response().setChunked(true).putTrailer("X-Checksum", "7").write("body");
            request.response().end();
        });
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(open("Content-Length: 0"));
            assertThat(wire.readRaw("X-Checksum", "\r\n\r\n")).contains("X-Checksum: 7");
        }
    }

    @Test
    @DisplayName("RFC 9110 §10.1.1: 100 comes after the decision, never before")
    void invites_the_body_only_when_it_is_wanted() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(open("Content-Length: 2", "Expect: 100-continue")).read().status()).isEqualTo(100);
            assertThat(wire.write("{}").read().status()).isEqualTo(200);
            assertThat(gateway.acme.last().headers().contains("Expect")).isFalse();
        }
        try (Wire wire = new Wire(gateway.port())) {
            Wire.Answer refused = wire.write(TestGateway.request("POST", TestGateway.HOST, "/items", "Content-Length: 2", "Expect: 100-continue")).read();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    @DisplayName("RFC 9110 §10.1.1: no invitation where there is no body, or nobody to take it; a body that comes uninvited is taken")
    void invites_nobody_in_vain() throws Exception {
        assertThat(Wire.exchange(gateway.port(), open("Expect: 100-continue", "Content-Length: 0")).status()).isEqualTo(200);
        assertThat(Wire.exchange(gateway.port(), TestGateway.request("POST", "dead.test", "/open", "Expect: 100-continue", "Content-Length: 2")).status()).isEqualTo(502);
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(open("Expect: 100-continue", "Content-Length: 2") + "{}" + open("Content-Length: 0"));
            assertThat(wire.read().status()).isEqualTo(100);
            assertThat(wire.read().status()).isEqualTo(200);
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expect: tea", "Expect: 100-continue, tea", "Expect: 100-continue\r\nExpect: tea", "Expect: tea\r\nExpect: 100-continue", "Expect: 100-continue\r\nExpect: 100-continue", "Expect:"})
    @DisplayName("RFC 9110 §10.1.1: any other expectation is 417, however many there are")
    void refuses_other_expectations(String lines) throws Exception {
        int reached = gateway.reached();
        assertThat(Wire.exchange(gateway.port(), open("Content-Length: 2", lines)).status()).isEqualTo(417);
        assertThat(gateway.reached()).isEqualTo(reached);
    }

    @Test
    void keeps_the_connection_after_a_refusal_with_a_small_body() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            String refused = TestGateway.request("POST", TestGateway.HOST, "/items", "Content-Length: 5") + "hello";
            assertThat(wire.write(refused + open("Content-Length: 0")).read().status()).isEqualTo(401);
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.3: a body that nobody reads ends the connection, so that it is never taken for a request")
    void ends_the_connection_after_a_refusal_with_an_unread_body() throws Exception {
        int reached = gateway.reached();
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("POST", TestGateway.HOST, "/items", "Transfer-Encoding: chunked") + "5\r\nhello\r\n");
            Wire.Answer answer = wire.read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(gateway.reached()).isEqualTo(reached);
    }

    @Test
    void serves_pipelined_requests_in_order() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(open("Content-Length: 0") + TestGateway.request("GET", TestGateway.HOST, "/nothing") + open("Content-Length: 1") + "x");
            assertThat(wire.read().status()).isEqualTo(200);
            assertThat(wire.read().status()).isEqualTo(404);
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }

    @Test
    void tells_an_upstream_that_never_answers_from_one_that_breaks_off() throws Exception {
        gateway.acme.answerWith(request -> { });
        Wire.Answer hung = Wire.exchange(gateway.port(), open("Content-Length: 2") + "{}");
        assertThat(hung.status()).isEqualTo(504);
        assertThat(hung.json().getString("title")).isEqualTo("Gateway Timeout");

        gateway.acme.answerWith(request -> request.connection().close());
        assertThat(Wire.exchange(gateway.port(), open("Content-Length: 0")).status()).isEqualTo(502);
    }

    @Test
    void gives_an_upstream_up_that_stops_taking_the_request_and_its_connection_too() throws Exception {
        try (TestGateway single = TestGateway.started(Map.of("claviger.upstream.response-timeout", "PT0.5S", "claviger.upstream.pool-size", "1"))) {
            single.acme.answerWith(HttpServerRequest::pause);
            try (Wire wire = new Wire(single.port())) {
                Thread upload = new Thread(() -> upload(wire, 64));
                upload.start();
                Wire.Answer answer = wire.read();
                assertThat(answer.status()).isEqualTo(504);
                assertThat(answer.header("Connection")).isEqualTo("close");
                upload.join(10_000);
            }
            single.acme.answerWith(request -> request.response().end("next"));
            assertThat(single.send("GET", TestGateway.HOST, "/open").body()).isEqualTo("next");
        }
    }

    @Test
    void leaves_an_upstream_that_stops_taking_the_request() throws Exception {
        CountDownLatch givenUp = new CountDownLatch(1);
        try (TestGateway hasty = TestGateway.started(Map.of("claviger.upstream.response-timeout", "PT0.5S")); RawUpstream upstream = new RawUpstream((request, connection) -> {
            awaitSilently(givenUp);
            while (true) {
                RawUpstream.write(connection, "is anybody there?");
                LockSupport.parkNanos(20_000_000);
            }
        }); Wire wire = new Wire(hasty.port())) {
            hasty.lead("stalled.test", upstream.url());
            Thread upload = new Thread(() -> uploadInChunks(wire));
            upload.start();
            assertThat(wire.read().status()).isEqualTo(504);
            givenUp.countDown();
            TestGateway.eventually(() -> upstream.left() == 1);
            upload.join(10_000);
        }
    }

    private static void awaitSilently(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void uploadInChunks(Wire wire) {
        try {
            wire.write(TestGateway.request("POST", "stalled.test", "/open", "Transfer-Encoding: chunked"));
            String part = "100000\r\n" + "x".repeat(MIB) + "\r\n";
            while (true) {
                wire.write(part);
            }
        } catch (IOException endedByTheGateway) {
            // then the answer says why
        }
    }

    @Test
    @DisplayName("Three response timeouts long, and never one without progress")
    void lets_a_slow_upload_live() throws Exception {
        AtomicLong arrived = new AtomicLong();
        AtomicLong allowed = new AtomicLong();
        gateway.acme.answerWith(request -> {
            long timer = gateway.vertx.setPeriodic(100, tick -> {
                allowed.addAndGet(3 * MIB);
                request.resume();
            });
            request.handler(part -> {
                if (arrived.addAndGet(part.length()) > allowed.get()) {
                    request.pause();
                }
            });
            request.endHandler(whole -> {
                gateway.vertx.cancelTimer(timer);
                request.response().end("slow");
            });
        });
        try (Wire wire = new Wire(gateway.port())) {
            upload(wire, 48);
            assertThat(wire.read().body()).isEqualTo("slow");
        }
        assertThat(arrived).hasValue(48L * MIB);
    }

    @Test
    void waits_longer_for_a_slow_caller_than_for_an_upstream() throws Exception {
        gateway.acme.answerWith(request -> request.endHandler(whole -> request.response().end("patient")));
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(open("Content-Length: 2", "X-Stream: 1") + "{");
            Thread.sleep(900);
            assertThat(wire.write("}").read().body()).isEqualTo("patient");
        }
    }

    private static void upload(Wire wire, int mebibytes) {
        try {
            wire.write(open("Content-Length: " + mebibytes * MIB, "X-Stream: 1"));
            String part = "x".repeat(MIB);
            for (int i = 0; i < mebibytes; i++) {
                wire.write(part);
            }
        } catch (IOException endedByTheGateway) {
            // then the answer says why
        }
    }

    @Test
    void cuts_the_answer_off_when_the_upstream_dies_in_the_middle_of_it() throws Exception {
        gateway.acme.answerWith(request -> {
            request.response().putHeader("Content-Length", "100").write("half");
            gateway.vertx.setTimer(50, later -> request.connection().close());
        });
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(open("Content-Length: 0")).read().body()).isEqualTo("half");
        }
        gateway.acme.answerWith(request -> {
            request.response().setChunked(true).write("half");
            gateway.vertx.setTimer(50, later -> request.connection().close());
        });
        try (Wire wire = new Wire(gateway.port())) {
            assertThatThrownBy(() -> wire.write(open("Content-Length: 0")).read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void lets_the_upstream_know_when_the_caller_is_gone() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        gateway.acme.answerWith(request -> {
            request.response().closeHandler(closed -> gone.set(true));
            request.response().setChunked(true).write("begun");
        });
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(open("Content-Length: 0")).readRaw("begun", "begun");
        }
        TestGateway.eventually(gone::get);
    }

    @Test
    @DisplayName("A request that was cut off never reaches the upstream as a whole one")
    void does_not_complete_a_request_that_was_not() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean failed = new AtomicBoolean();
        gateway.acme.answerWith(request -> request.exceptionHandler(cut -> failed.set(true)).endHandler(end -> ended.set(true)));
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(open("Transfer-Encoding: chunked", "X-Stream: 1") + "5\r\nhello\r\n");
            TestGateway.eventually(() -> gateway.acme.last().headers().contains("X-Stream"));
            Thread.sleep(50);
        }
        TestGateway.eventually(failed::get);
        assertThat(ended).isFalse();
    }

    @Test
    void passes_an_answer_on_that_comes_before_the_request_has_ended() throws Exception {
        gateway.acme.answerWith(request -> request.response().setStatusCode(413).end("too much"));
        try (Wire wire = new Wire(gateway.port())) {
            Wire.Answer answer = wire.write(open("Content-Length: 100000", "X-Stream: 1") + "only the beginning").read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo("too much");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void does_not_pass_on_an_upgrade_nobody_asked_for() throws Exception {
        NetServer odd = TestGateway.await(gateway.vertx.createNetServer().connectHandler(socket -> socket.handler(read -> socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")))
                .listen(0, "127.0.0.1"));
        gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId("odd"),
                new EnvironmentName("prod"), List.of("odd.test"), List.of("http://127.0.0.1:" + odd.actualPort()), "urn:x", List.of(), false, List.of(), EnvironmentLimits.NONE)));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == 2);
        assertThat(gateway.send("GET", "odd.test", "/open").status()).isEqualTo(502);
    }
}
