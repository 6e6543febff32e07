package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Slow callers, floods and oversized input at the data port")
class PortLimitsTest {

    private static final long ENHANCE_YOUR_CALM = 11;
    private static final long REFUSED_STREAM = 7;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true", "claviger.gateway.limits.head-timeout", "PT0.5S", "claviger.gateway.limits.streams", "3",
                "claviger.gateway.limits.body-bytes", "1000", "claviger.gateway.limits.body-timeout", "PT0.3S"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static Wire.Answer get(String... headers) throws Exception {
        return gateway.send("GET", TestGateway.HOST, "/open", headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: b\r\n c", "X-A: b\r\n\tc", " X-A: b", "Transfer-Encoding:\r\n chunked"})
    @DisplayName("RFC 9112 §5.2: a header line that is continued is 400, whoever would join it how")
    void refuses_continued_header_lines(String lines) throws Exception {
        int before = gateway.reached();
        Wire.Answer answer = get(lines);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getInteger("status")).isEqualTo(400);
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @Test
    void refuses_a_continued_line_that_comes_in_pieces_on_a_used_connection() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(TestGateway.request("POST", TestGateway.HOST, "/open", "Content-Length: 5") + "\n a\n ").read().status()).isEqualTo(200);
            wire.write("GET /open HTTP/1.1\r\nHost: acme.api.test\r\nX-A: b\r\n");
            Thread.sleep(30);
            assertThat(wire.write(" c\r\n\r\n").read().status()).isEqualTo(400);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /open HTTP/1.2", "GET /open HTTP/2.0", "GET /open HTTP/0.9", "GET /open", "GET  /open HTTP/1.1 x", "GET /op en HTTP/1.1", "G\u0000T /open HTTP/1.1", "GET /open HTTP/1.1\rX",
            "GET /open HTTP/1.10", "GET /open http/1.1", "GET /open HTTP/1.1 ", " GET /open HTTP/1.1", "GET  /open HTTP/1.1", "GET /open  HTTP/1.1", "GET\t/open\tHTTP/1.1", "GET /open\u000bHTTP/1.1", "GET\f/open HTTP/1.1",
            "\u000bGET /open HTTP/1.1", "GET /open\tHTTP/1.1", "GET /open HTTP/1.1\t"})
    @DisplayName("RFC 9112 §2.3, §3: two single spaces and a version we speak, in which it is also answered")
    void refuses_other_request_lines(String line) throws Exception {
        Wire.Answer answer = Wire.exchange(gateway.port(), line + "\r\nHost: acme.api.test\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.head().get(0)).isIn("HTTP/1.1 400 Bad Request", "HTTP/1.0 400 Bad Request");
    }

    @Test
    @DisplayName("RFC 6585 §5: headers too many or too large are 431 over both versions, whatever stands in them")
    void bounds_headers() throws Exception {
        String[] many = new String[99];
        Arrays.fill(many, "X-A: b");
        assertThat(get(many).status()).isEqualTo(200);
        String[] tooMany = new String[100];
        Arrays.fill(tooMany, "X-A: b");
        assertThat(get(tooMany).status()).isEqualTo(431);
        assertThat(get("X-A: " + "b".repeat(8192)).status()).isEqualTo(431);
        for (int kibibytes : new int[] {8, 16, 64}) {
            assertThat(get("Authorization: Bearer " + "a".repeat(kibibytes * 1024)).status()).isEqualTo(431);
        }
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open", "x-a: " + "b".repeat(7000)).status()).isEqualTo(200);
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open", "x-a: " + "b".repeat(8200)).status()).isEqualTo(431);
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open").status()).as("the connection lives on").isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 64})
    @DisplayName("RFC 9113 §10.5.1: also in CONTINUATION frames, with 431 or the connection's end")
    void bounds_headers_that_come_in_many_frames(int kibibytes) throws Exception {
        int before = gateway.reached();
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            byte[] block = wire.block(Http2Wire.request("GET", TestGateway.HOST, "/open", "authorization: Bearer " + "~".repeat(kibibytes * 1024)));
            wire.frame(Http2Wire.HEADERS, Http2Wire.END_STREAM, 1, Arrays.copyOf(block, 1000));
            for (int at = 1000; at < block.length; at += 16_000) {
                wire.frame(Http2Wire.CONTINUATION, at + 16_000 < block.length ? 0 : Http2Wire.END_HEADERS, 1, Arrays.copyOfRange(block, at, Math.min(at + 16_000, block.length)));
            }
            assertThat(wire.read(1).status()).isIn(0, 431);
        } catch (IOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasMessageMatching("Broken pipe.*|Connection reset.*");
        }
        assertThat(get().status()).isEqualTo(200);
        assertThat(gateway.reached()).as("only the one sent for itself").isEqualTo(before + 1);
    }

    @Test
    @DisplayName("RFC 9113 §6.5.2: a field without a value counts too")
    void bounds_the_number_of_empty_fields() throws Exception {
        int before = gateway.reached();
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            assertThat(wire.read(wire.open(true, emptyFields(200))).status()).isEqualTo(200);
            assertThat(wire.read(wire.open(true, emptyFields(400))).status()).isEqualTo(431);
            assertThat(wire.read(wire.open(true, emptyFields(10_000))).status()).isIn(0, 431);
        }
        assertThat(gateway.reached()).isEqualTo(before + 1);
    }

    private static String[] emptyFields(int number) {
        List<String> fields = new ArrayList<>(List.of(Http2Wire.request("GET", TestGateway.HOST, "/open")));
        for (int i = 0; i < number; i++) {
            fields.addAll(List.of("x", ""));
        }
        return fields.toArray(String[]::new);
    }

    @Test
    @DisplayName("RFC 9113 §6.9: a caller that takes nothing yet gets the head, and the rest when it opens its window")
    void waits_for_a_window_and_serves_others_meanwhile() throws Exception {
        try (Http2Wire closed = new Http2Wire(gateway.port()); Http2Wire other = new Http2Wire(gateway.port())) {
            closed.frame(Http2Wire.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
            int stream = closed.open(true, Http2Wire.request("GET", TestGateway.HOST, "/open"));
            int second = closed.open(true, Http2Wire.request("HEAD", TestGateway.HOST, "/nothing"));
            Http2Wire.Answer refused = closed.read(second);
            assertThat(refused.status()).as("%s", refused).isEqualTo(404);
            assertThat(other.exchange("GET", TestGateway.HOST, "/open").body()).isEqualTo("answer of acme");
            assertThat(closed.readBody(stream, 0)).isEmpty();
            closed.frame(Http2Wire.WINDOW_UPDATE, 0, stream, new byte[] {0, 0, 0, 6});
            assertThat(closed.readBody(stream, 6)).isEqualTo("answer");
            closed.frame(Http2Wire.WINDOW_UPDATE, 0, stream, new byte[] {0, 0, 0, 100});
            assertThat(closed.read(stream).body()).isEqualTo("answer of acme");
        }
    }

    @Test
    @DisplayName("CVE-2016-6581: one large header, named again and again in few bytes")
    void bounds_what_compression_makes_of_a_few_bytes() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            List<String> fields = new ArrayList<>(List.of(Http2Wire.request("GET", TestGateway.HOST, "/open")));
            for (int i = 0; i < 200; i++) {
                fields.addAll(List.of("x-bomb", "b".repeat(2000)));
            }
            int before = gateway.reached();
            int stream = wire.open(true, fields.toArray(String[]::new));
            assertThat(wire.read(stream).status()).isIn(0, 431);
            assertThat(gateway.reached()).isEqualTo(before);
        }
    }

    @Test
    void answers_408_to_a_head_that_never_ends_and_nothing_to_silence() throws Exception {
        try (Wire slow = new Wire(gateway.port()); Wire silent = new Wire(gateway.port())) {
            slow.write("GET /open HTTP/1.1\r\nHost: ac");
            Thread.sleep(150);
            slow.write("me");
            Wire.Answer answer = slow.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(slow.isClosed()).isTrue();
            assertThat(silent.isClosed()).isTrue();
        }
    }

    @Test
    void gives_a_used_connection_time_between_requests_but_not_within_one() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            String request = TestGateway.request("GET", TestGateway.HOST, "/open");
            assertThat(wire.write(request).read().status()).isEqualTo(200);
            Thread.sleep(700);
            assertThat(wire.write(request).read().status()).isEqualTo(200);
            assertThat(wire.write("G").read().status()).isEqualTo(408);
        }
    }

    @Test
    void closes_connections_beyond_the_limit() throws Exception {
        try (TestGateway narrow = TestGateway.started(Map.of("claviger.gateway.limits.connections", "2"))) {
            String request = TestGateway.request("GET", TestGateway.HOST, "/open");
            try (Wire first = new Wire(narrow.port()); Wire second = new Wire(narrow.port())) {
                assertThat(first.write(request).read().status()).isEqualTo(200);
                assertThat(second.write(request).read().status()).isEqualTo(200);
                try (Wire third = new Wire(narrow.port())) {
                    assertThat(third.isClosed()).isTrue();
                }
                assertThat(narrow.registry.counter("claviger.gateway.connections.refused").count()).isEqualTo(1);
                assertThat(first.write(request).read().status()).isEqualTo(200);
            }
            TestGateway.eventually(() -> narrow.registry.get("claviger.gateway.connections").gauge().value() == 0);
            assertThat(Wire.exchange(narrow.port(), request).status()).isEqualTo(200);
        }
    }

    @Test
    void closes_idle_connections() throws Exception {
        try (TestGateway hasty = TestGateway.started(Map.of("claviger.gateway.limits.idle-timeout", "PT0.9S", "claviger.upstream.response-timeout", "PT0.6S", "claviger.upstream.idle-timeout", "PT0.6S",
                "claviger.gateway.h2c", "true")); Wire wire = new Wire(hasty.port()); Http2Wire headless = new Http2Wire(hasty.port())) {
            headless.frame(Http2Wire.HEADERS, 0, 1, headless.block(Http2Wire.request("GET", TestGateway.HOST, "/open")));
            assertThat(wire.write(TestGateway.request("GET", TestGateway.HOST, "/open")).read().status()).isEqualTo(200);
            assertThat(wire.isClosed()).isTrue();
            assertThat(headless.isClosed()).as("whose head never ends").isTrue();
        }
    }

    @Test
    @DisplayName("RFC 9113 §5.1.2: streams beyond those on offer are refused")
    void bounds_streams() throws Exception {
        gateway.globex.answerWith(request -> gateway.vertx.setTimer(200, later -> request.response().end("late")));
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            int[] streams = new int[4];
            for (int i = 0; i < 4; i++) {
                streams[i] = wire.open(true, Http2Wire.request("GET", TestGateway.OTHER_HOST, "/open"));
            }
            assertThat(wire.read(streams[3]).reset()).isEqualTo(REFUSED_STREAM);
            assertThat(wire.read(streams[0]).body()).isEqualTo("late");
        }
    }

    @Test
    @DisplayName("CVE-2023-44487: streams opened and reset over and over end the connection")
    void ends_rapid_resets() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            for (int i = 0; i < 210; i++) {
                int stream = wire.open(true, Http2Wire.request("GET", TestGateway.HOST, "/nothing"));
                wire.frame(Http2Wire.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }
            assertThat(wire.readGoAway()).as("nothing where the end overtook it").isIn(ENHANCE_YOUR_CALM, null);
        } catch (IOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasMessageMatching("Broken pipe.*|Connection reset.*");
        }
    }

    @Test
    @DisplayName("CVE-2025-8671: so does making us reset them")
    void ends_resets_provoked() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            for (int i = 0; i < 210; i++) {
                int stream = wire.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open", "content-length: 1"));
                wire.frame(Http2Wire.WINDOW_UPDATE, 0, stream, new byte[] {0, 0, 0, 0});
            }
            assertThat(wire.readGoAway()).as("nothing where the end overtook it").isIn(ENHANCE_YOUR_CALM, null);
        } catch (IOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasMessageMatching("Broken pipe.*|Connection reset.*");
        }
    }

    @Test
    @DisplayName("CVE-2024-27316: a head in endless little pieces ends the connection")
    void ends_floods_of_continuations() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            wire.frame(Http2Wire.HEADERS, 0, 1, wire.block(Http2Wire.request("GET", TestGateway.HOST, "/open")));
            for (int i = 0; i < 20; i++) {
                wire.frame(Http2Wire.CONTINUATION, 0, 1, new byte[0]);
            }
            assertThat(wire.readGoAway()).as("nothing where the end overtook it").isIn(ENHANCE_YOUR_CALM, null);
        } catch (IOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasMessageMatching("Broken pipe.*|Connection reset.*");
        }
    }

    @Test
    @DisplayName("CVE-2019-9518: so do frames without anything in them")
    void ends_floods_of_empty_data() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            int stream = wire.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open"));
            for (int i = 0; i < 20; i++) {
                wire.data(stream, false, "");
            }
            assertThat(wire.readGoAway()).as("nothing where the end overtook it").isIn(ENHANCE_YOUR_CALM, null);
        } catch (IOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasMessageMatching("Broken pipe.*|Connection reset.*");
        }
    }

    static Stream<Arguments> idleFrames() {
        return Stream.of(Arguments.of("PING", Http2Wire.PING, 0, 0, new byte[8]), Arguments.of("PING that answers none", Http2Wire.PING, 1, 0, new byte[8]), Arguments.of("SETTINGS", Http2Wire.SETTINGS, 0, 0, new byte[0]),
                Arguments.of("PRIORITY", 2, 0, 1, new byte[5]), Arguments.of("WINDOW_UPDATE", Http2Wire.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1}), Arguments.of("of no known type", 0x40, 0, 0, new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("idleFrames")
    @DisplayName("CVE-2019-9511, -9512, -9515: frames that carry nothing, whoever reads the answers to them")
    void ends_floods_of_frames_that_carry_nothing(String what, int type, int flags, int stream, byte[] payload) throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            assertThat(wire.frames(5000, type, flags, stream, payload).exchange("GET", TestGateway.HOST, "/open").status()).as("what may be honest").isEqualTo(200);
            assertThat(wire.frames(6000, type, flags, stream, payload).readGoAway()).as("nothing where the end overtook it").isIn(ENHANCE_YOUR_CALM, null);
        } catch (IOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasMessageMatching("Broken pipe.*|Connection reset.*");
        }
    }

    @Test
    void spares_those_who_take_much_and_say_so_often() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            wire.frames(11_000, Http2Wire.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0x40, 0});
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        }
    }

    private static String post(String... headers) {
        return TestGateway.request("POST", TestGateway.HOST, "/open", headers);
    }

    @Test
    @DisplayName("RFC 9110 §15.5.14: 413 at once when the length says so, and when the bytes do")
    void bounds_bodies() throws Exception {
        int before = gateway.reached();
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(post("Content-Length: 1001", "Expect: 100-continue")).read().status()).isEqualTo(413);
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(Wire.exchange(gateway.port(), post("Content-Length: 1001") + "x".repeat(1001)).status()).isEqualTo(413);
        String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(post("Transfer-Encoding: chunked") + chunk + chunk + "1\r\nx\r\n").read().status()).isEqualTo(413);
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(gateway.reached()).isEqualTo(before);
        assertThat(Wire.exchange(gateway.port(), post("Transfer-Encoding: chunked") + chunk + chunk + "0\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void bounds_bodies_over_http_2_and_spares_the_connection() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            int announced = wire.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open", "content-length: 1001"));
            assertThat(wire.read(announced).status()).isEqualTo(413);
            int counted = wire.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open"));
            assertThat(wire.data(counted, false, "x".repeat(1001)).read(counted).status()).isEqualTo(413);
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("RFC 9110 §15.5.9: 408 to who stops in the middle of a body")
    void answers_408_to_a_body_that_never_ends() throws Exception {
        try (Wire wire = new Wire(gateway.port()); Http2Wire other = new Http2Wire(gateway.port())) {
            wire.write(post("Content-Length: 4") + "ab");
            int stream = other.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open"));
            other.data(stream, false, "ab");
            Thread.sleep(200);
            wire.write("c");
            assertThat(other.read(stream).status()).isEqualTo(408);
            Wire.Answer answer = wire.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    @DisplayName("408 also to who sends a byte now and then, and never so late that a single pause were too long")
    void answers_408_to_a_trickle() throws Exception {
        try (Wire wire = new Wire(gateway.port()); Http2Wire other = new Http2Wire(gateway.port())) {
            wire.write(post("Content-Length: 1000"));
            int stream = other.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open"));
            trickle(15, () -> {
                wire.write("x");
                other.data(stream, false, "x");
            });
            assertThat(wire.read().status()).isEqualTo(408);
            assertThat(wire.isClosed()).isTrue();
            assertThat(other.read(stream).status()).isEqualTo(408);
            assertThat(other.exchange("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        }
    }

    @Test
    void takes_a_body_that_is_slow_and_gets_on() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(post("Content-Length: 900"));
            trickle(30, () -> wire.write("x".repeat(30)));
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }

    private interface Part {
        void send() throws IOException;
    }

    private static void trickle(int parts, Part part) throws Exception {
        try {
            for (int i = 0; i < parts; i++) {
                part.send();
                Thread.sleep(50);
            }
        } catch (IOException endedByTheGateway) {
            // then the answer says why
        }
    }
}
