package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Token paths: open to anybody, so nobody may take them from the others")
class TokenPathTest {

    private static final int PLACES = 2;
    private static final String PATH = "/api/v1/auth/token";
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.upstream.pool-size", "" + PLACES, "claviger.gateway.limits.body-timeout", "PT1S", "claviger.gateway.h2c", "true"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static String request(String body, String... headers) {
        return TestGateway.request("POST", TestGateway.HOST, PATH, headers) + body;
    }

    @Test
    @DisplayName("Bodies that do not end hold no place, however many, and are 408 in the end, even if a byte comes now and then")
    void takes_no_place_before_the_body_is_there() throws Exception {
        List<Wire> trickling = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trickling.add(new Wire(gateway.port()).write(request("x", "Content-Length: 1000")));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(Wire.exchange(gateway.port(), request("{}", "Content-Length: 2")).status()).isEqualTo(200);
            trickling.get(0).write("x");
            Thread.sleep(100);
        }
        for (Wire wire : trickling) {
            assertThat(wire.read().status()).isEqualTo(408);
            wire.close();
        }
        assertThat(gateway.acme.received()).allMatch(received -> received.body().length() == 2 || received.body().length() == 65_536);
    }

    @Test
    @DisplayName("64 KiB are taken, a byte more is 413, when the length says so and when the bytes do")
    void bounds_the_body() throws Exception {
        assertThat(Wire.exchange(gateway.port(), request("x".repeat(65_536), "Content-Length: 65536")).status()).isEqualTo(200);
        assertThat(gateway.acme.last().body()).hasSize(65_536);
        int before = gateway.reached();
        assertThat(Wire.exchange(gateway.port(), request("", "Content-Length: 65537")).status()).isEqualTo(413);
        assertThat(Wire.exchange(gateway.port(), request("10001\r\n" + "x".repeat(65_537) + "\r\n0\r\n\r\n", "Transfer-Encoding: chunked")).status()).isEqualTo(413);
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @Test
    void passes_on_bodies_of_any_framing() throws Exception {
        assertThat(Wire.exchange(gateway.port(), request("2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked")).status()).isEqualTo(200);
        assertThat(gateway.acme.last().body()).isEqualTo("{}");
        assertThat(Wire.exchange(gateway.port(), request("", "Content-Length: 0")).status()).isEqualTo(200);
        assertThat(gateway.acme.last().body()).isEmpty();
        try (Wire expecting = new Wire(gateway.port())) {
            expecting.write(request("", "Content-Length: 2", "Expect: 100-continue"));
            assertThat(expecting.read().status()).isEqualTo(100);
            assertThat(expecting.write("[]").read().status()).isEqualTo(200);
            assertThat(gateway.acme.last().body()).isEqualTo("[]");
            assertThat(expecting.write(request("{}", "Content-Length: 2")).read().status()).as("the next on this connection").isEqualTo(200);
        }
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            int stream = wire.open(false, Http2Wire.request("POST", TestGateway.HOST, PATH));
            wire.data(stream, true, "{\"a\":1}");
            assertThat(wire.read(stream).status()).isEqualTo(200);
            assertThat(gateway.acme.last().body()).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void forgets_who_leaves_in_the_middle() throws Exception {
        int before = gateway.reached();
        new Wire(gateway.port()).write(request("x", "Content-Length: 1000")).close();
        TestGateway.eventually(() -> !gateway.parts.exchanges().areUnderWay());
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "FOO"})
    @DisplayName("RFC 6749 §3.2: POST and no other method; 405 says so")
    void takes_only_post(String method) throws Exception {
        int before = gateway.reached();
        Wire.Answer answer = gateway.send(method, TestGateway.HOST, PATH);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
        assertThat(gateway.reached()).isEqualTo(before);
    }
}
