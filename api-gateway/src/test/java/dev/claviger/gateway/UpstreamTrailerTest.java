package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trailers of upstreams that speak HTTP/2")
class UpstreamTrailerTest {

    private static final String HOST = "trailers.test";
    private static TestGateway gateway;
    private static RawHttp2Upstream upstream;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true", "claviger.upstream.pool-size", "1"));
        upstream = new RawHttp2Upstream();
        gateway.lead(HOST, upstream.url());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x t|b", "x:t|b", "x-t|b\\r\\nx: evil", "x-t|b\\nx: evil", "x-t|b\\0c", "transfer-encoding|chunked", "connection|x-t",
            ":status|200"})
    @DisplayName("RFC 9113 §8.2.1: where one is no field the answer breaks off, its place is free again, and nothing of it is passed on")
    void breaks_an_answer_off_whose_trailers_are_none(String name, String value) throws Exception {
        upstream.trailers(name, value.translateEscapes());
        try (Wire wire = new Wire(gateway.port()); Http2Wire modern = new Http2Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", HOST, "/open"));
            assertThatThrownBy(() -> wire.readRaw("\r\n0\r\n", "\r\n")).isInstanceOf(IOException.class).hasMessageNotContaining("evil");
            Http2Wire.Answer reset = modern.exchange("GET", HOST, "/open");
            assertThat(reset.reset()).isNotNull();
            assertThat(reset.trailers()).isEmpty();
        }
        upstream.trailers("x-t", "b");
        assertThat(gateway.send("GET", HOST, "/open").body()).isEqualTo("raw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length", "content-type", "content-encoding", "set-cookie", "www-authenticate", "cache-control", "vary", "location"})
    @DisplayName("RFC 9110 §6.5.1: what would have to be known before the content is not passed on after it")
    void drops_what_comes_too_late(String name) throws Exception {
        upstream.trailers(name, "9", "x-checksum", "7");
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            Http2Wire.Answer answer = wire.exchange("GET", HOST, "/open");
            assertThat(answer.body()).isEqualTo("raw");
            assertThat(answer.trailers()).containsOnlyKeys("x-checksum");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x t|b", "x:t|b", "x-t|b\\r\\nset-cookie: evil", "x-t|b\\nset-cookie: evil", "x-t\\r\\nset-cookie|evil", "X-T|b", "''|b", "connection|close", "transfer-encoding|chunked"})
    @DisplayName("RFC 9113 §8.2.1: a head with a field that is none is no answer")
    void refuses_a_head_that_is_none(String name, String value) throws Exception {
        upstream.head(name.translateEscapes(), value.translateEscapes()).trailers();
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            Wire.Answer answer = gateway.send("GET", HOST, "/open");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("Set-Cookie")).isNull();
            assertThat(wire.exchange("GET", HOST, "/open").status()).isEqualTo(502);
            upstream.head();
            assertThat(wire.exchange("GET", HOST, "/open").body()).isEqualTo("raw");
        } finally {
            upstream.head();
        }
    }

    @Test
    void passes_the_others_on() throws Exception {
        upstream.trailers("grpc-status", "0", "grpc-message", "fine", "x-checksum", "7");
        try (Wire wire = new Wire(gateway.port())) {
            String all = wire.write(TestGateway.request("GET", HOST, "/open")).readRaw("x-checksum", "\r\n\r\n");
            assertThat(all.substring(all.indexOf("raw"))).isEqualTo("raw\r\n0\r\ngrpc-status: 0\r\ngrpc-message: fine\r\nx-checksum: 7\r\n\r\n");
        }
    }
}
