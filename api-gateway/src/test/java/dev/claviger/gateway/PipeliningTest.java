package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 9112 §9.6: behind the answer that announced the connection's end, nothing is executed")
class PipeliningTest {

    /** Whether a request behind it was read already is a race. */
    private static final int ROUNDS = 10;
    private static TestGateway plain;
    private static TestGateway both;

    @BeforeAll
    static void start() throws Exception {
        plain = TestGateway.started(Map.of());
        both = TestGateway.started(Map.of("claviger.gateway.h2c", "true"));
    }

    @AfterAll
    static void stop() throws Exception {
        plain.close();
        both.close();
    }

    private static String next() {
        return TestGateway.request("POST", TestGateway.HOST, "/open", "Content-Length: 0");
    }

    static Stream<Arguments> lastRequests() {
        String[] many = new String[120];
        java.util.Arrays.fill(many, "X-A: b");
        return Stream.of(last("a body that was not invited", 401, "POST", "/items", "abc", "Expect: 100-continue", "Content-Length: 3"),
                last("an expectation nobody knows", 417, "POST", "/open", "abc", "Expect: tea", "Content-Length: 3"),
                last("a body too large to be dropped", 401, "POST", "/items", "x".repeat(70_000), "Content-Length: 70000"),
                last("a body without a length", 401, "POST", "/items", "3\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
                last("too many headers", 431, "GET", "/open", "", many),
                last("a coding besides chunked", 400, "POST", "/open", "0\r\n\r\n", "Transfer-Encoding: gzip, chunked"),
                last("identity, chunked", 400, "POST", "/open", "0\r\n\r\n", "Transfer-Encoding: identity, chunked"),
                last("chunked twice", 400, "POST", "/open", "0\r\n\r\n", "Transfer-Encoding: chunked, chunked"),
                last("a continued line", 400, "POST", "/open", "", "X-A: b", " c"),
                last("no name", 400, "POST", "/open", "", ": b"),
                Arguments.of("another version", 400, "GET /open HTTP/1.2\r\nHost: acme.api.test\r\n\r\n"),
                Arguments.of("two blanks", 400, "GET  /open HTTP/1.1\r\nHost: acme.api.test\r\n\r\n"));
    }

    private static Arguments last(String what, int status, String method, String path, String body, String... headers) {
        return Arguments.of(what, status, TestGateway.request(method, TestGateway.HOST, path, headers) + body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lastRequests")
    void executes_nothing_behind_the_last_answer(String what, int status, String last) throws Exception {
        for (TestGateway gateway : new TestGateway[] {plain, both}) {
            int before = gateway.reached();
            for (int round = 0; round < ROUNDS; round++) {
                try (Wire wire = new Wire(gateway.port())) {
                    Wire.Answer answer = wire.write(last + next() + next()).read();
                    assertThat(answer.status()).isEqualTo(status);
                    assertThat(answer.header("Connection")).isEqualTo("close");
                    assertThat(wire.isClosed()).isTrue();
                }
            }
            assertThat(gateway.send("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
            assertThat(gateway.reached()).as("only the one sent for itself").isEqualTo(before + 1);
        }
    }

    @Test
    @DisplayName("Also where it was read while the answer before it was still awaited")
    void executes_nothing_that_waited_for_its_turn() throws Exception {
        plain.globex.answerWith(request -> plain.vertx.setTimer(100, later -> request.response().setStatusCode(413).end("too much")));
        int before = plain.reached();
        try (Wire wire = new Wire(plain.port())) {
            wire.write(TestGateway.request("GET", TestGateway.OTHER_HOST, "/open") + TestGateway.request("POST", TestGateway.HOST, "/items", "Expect: 100-continue", "Content-Length: 0") + next());
            assertThat(wire.read().status()).isEqualTo(413);
            assertThat(wire.read().status()).isEqualTo(401);
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(plain.send("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        assertThat(plain.reached()).isEqualTo(before + 2);
        plain.globex.answerWith(request -> request.response().end());
    }

    @ParameterizedTest
    @CsvSource({"65536, false", "65537, true"})
    @DisplayName("A refused body of up to 64 KiB is dropped and the next request served; a larger one ends the connection")
    void serves_the_next_request_behind_a_small_refused_body(int length, boolean ends) throws Exception {
        int before = plain.reached();
        try (Wire wire = new Wire(plain.port())) {
            Wire.Answer refused = wire.write(TestGateway.request("POST", TestGateway.HOST, "/items", "Content-Length: " + length) + "x".repeat(length) + next()).read();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Connection")).isEqualTo(ends ? "close" : null);
            assertThat(ends ? wire.isClosed() : wire.read().status() == 200).isTrue();
        }
        assertThat(plain.reached()).isEqualTo(before + (ends ? 0 : 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "h2c", "foo", "websocket, foo"})
    @DisplayName("RFC 9110 §7.8: behind a request to switch that is refused, the next is read as ever")
    void serves_the_next_request_behind_a_refused_upgrade(String protocol) throws Exception {
        for (TestGateway gateway : new TestGateway[] {plain, both}) {
            int before = gateway.reached();
            try (Wire wire = new Wire(gateway.port())) {
                wire.write(TestGateway.request("GET", TestGateway.HOST, "/any/chat", "Connection: Upgrade", "Upgrade: " + protocol, "Sec-WebSocket-Version: 13") + next());
                assertThat(wire.read().status()).isEqualTo(401);
                assertThat(wire.read().status()).isEqualTo(200);
            }
            assertThat(gateway.reached()).isEqualTo(before + 1);
        }
    }

    @Test
    @DisplayName("What comes behind a request that names two protocols to switch to is read once it is answered")
    void reads_on_behind_a_request_for_two_upgrades() throws Exception {
        for (TestGateway gateway : new TestGateway[] {plain, both}) {
            String upgrade = TestGateway.request("GET", TestGateway.HOST, "/open", "Upgrade: websocket", "Upgrade: h2c", "Connection: X-A");
            try (Wire wire = new Wire(gateway.port())) {
                wire.write(upgrade + next() + upgrade + next());
                for (int i = 0; i < 4; i++) {
                    assertThat(wire.read().status()).isEqualTo(200);
                }
            }
        }
    }

    @Test
    @DisplayName("60,000 requests behind one whose answer is awaited wait on their connection, and hold up nobody else")
    void holds_what_comes_behind_an_unanswered_request() throws Exception {
        Queue<HttpServerRequest> awaited = new ConcurrentLinkedQueue<>();
        plain.globex.answerWith(awaited::add);
        try (Wire wire = new Wire(plain.port())) {
            wire.write(TestGateway.request("GET", TestGateway.OTHER_HOST, "/open"));
            TestGateway.eventually(() -> awaited.size() == 1);
            Thread flood = new Thread(() -> flood(wire));
            flood.start();
            for (int i = 0; i < 50; i++) {
                assertThat(plain.send("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
            }
            awaited.forEach(request -> request.response().end());
            assertThat(wire.read().status()).isEqualTo(200);
            assertThat(wire.read().status()).as("of the first that waited").isEqualTo(421);
            wire.close();
            flood.join();
        }
    }

    private static void flood(Wire wire) {
        try {
            for (int i = 0; i < 60; i++) {
                wire.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000));
            }
        } catch (IOException isHeldBack) {
            // until the test is over
        }
    }

    @Test
    void answers_pipelined_requests_in_order_with_bodies_and_without() throws Exception {
        plain.globex.answerWith(request -> plain.vertx.setTimer("/open?1".equals(request.uri()) ? 50 : 1, later -> request.response().end(request.uri())));
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            all.append(i % 3 == 0 ? TestGateway.request("GET", TestGateway.OTHER_HOST, "/open?" + i) : i % 3 == 1 ? TestGateway.request("POST", TestGateway.OTHER_HOST, "/open?" + i, "Content-Length: 500") + "b".repeat(500)
                    : TestGateway.request("POST", TestGateway.OTHER_HOST, "/open?" + i, "Transfer-Encoding: chunked") + "3\r\nabc\r\n0\r\n\r\n");
        }
        try (Wire wire = new Wire(plain.port())) {
            wire.write(all.toString());
            for (int i = 0; i < 300; i++) {
                assertThat(wire.read().body()).isEqualTo("/open?" + i);
            }
        }
    }

    @Test
    @DisplayName("A caller who leaves while a further request, unfinished, is behind the one under way leaves nothing behind")
    void notices_a_caller_who_leaves_with_a_request_behind_another() throws Exception {
        plain.globex.answerWith(request -> request.response().setChunked(true).write("begun"));
        String[] behind = {"", "POST /open HTTP/1.1\r\nHost: globex.api.test\r\nContent-Length: 10\r\n\r\nabc", "GET /op", next()};
        for (String further : behind) {
            try (Wire wire = new Wire(plain.port())) {
                wire.write(TestGateway.request("GET", TestGateway.OTHER_HOST, "/open") + further);
                wire.readRaw("begun", "");
                TestGateway.eventually(plain.parts.exchanges()::areUnderWay);
            }
            TestGateway.eventually(() -> !plain.parts.exchanges().areUnderWay());
        }
    }
}
