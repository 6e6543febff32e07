package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("From HTTP/2 to an upstream's HTTP/1.1 and back: what is dropped, what is kept, and what an upstream's faults become")
class Http2HeaderTest {

    private static final String HOST = "raw.test";
    private static TestGateway gateway;
    private static Http2Wire shared;
    private RawUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true", "claviger.upstream.response-timeout", "PT0.3S", "claviger.upstream.idle-timeout", "PT0.3S"));
        shared = new Http2Wire(gateway.port());
    }

    @AfterAll
    static void stop() throws Exception {
        shared.close();
        gateway.close();
    }

    @BeforeEach
    void lead() throws Exception {
        upstream = new RawUpstream(RawUpstream.OK);
        gateway.lead(HOST, upstream.url());
    }

    @AfterEach
    void close() throws Exception {
        upstream.close();
    }

    private static MultiMap reaching(String... headers) throws Exception {
        assertThat(shared.exchange("GET", TestGateway.HOST, "/open", headers).status()).isEqualTo(200);
        assertThat(gateway.acme.last().uri()).isEqualTo("/open");
        return gateway.acme.last().headers();
    }

    static Stream<String> names() {
        return Stream.concat(HeaderTest.lookAlikes(), HeaderTest.otherRequests()).map(name -> name.toLowerCase(Locale.ROOT)).distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void drops_what_looks_like_identity_or_names_another_request(String name) throws Exception {
        assertThat(reaching(name + ": forged", name + ": twice").entries()).noneMatch(header -> header.getValue().contains("forged") || header.getValue().contains("twice"));
    }

    @Test
    @DisplayName("RFC 9113 §8.2.2, RFC 9110 §7.6.1: what belongs to a connection stays on it")
    void keeps_hop_by_hop_fields_of_the_request() throws Exception {
        MultiMap reached = reaching("te: trailers", "http2-settings: AAMAAABkAARAAAAAAAIAAAAA", "proxy-authorization: Basic x", "proxy_authorization: Basic x", "trailer: x-kept", "x-kept: 1");
        for (String name : new String[] {"TE", "HTTP2-Settings", "Proxy-Authorization", "proxy_authorization", "Trailer", "Transfer-Encoding"}) {
            assertThat(reached.contains(name)).as(name).isFalse();
        }
        assertThat(reached.get("X-Kept")).isEqualTo("1");
        assertThat(reached.get("Via")).isEqualTo("2 claviger");
    }

    @Test
    @DisplayName("RFC 7239: what strangers claim of others is replaced")
    void replaces_forwarding_claims_of_strangers() throws Exception {
        MultiMap reached = reaching("x-forwarded-for: 6.6.6.6", "x-forwarded-host: globex.api.test", "x-forwarded-uri: /items", "x-forwarded-proto: https", "forwarded: for=6.6.6.6");
        assertThat(reached.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(reached.getAll("X-Forwarded-Host")).containsExactly(TestGateway.HOST);
        assertThat(reached.getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(reached.contains("X-Forwarded-Uri")).isFalse();
        assertThat(reached.getAll("Forwarded")).containsExactly("for=127.0.0.1;host=acme.api.test;proto=http");
    }

    @ParameterizedTest
    @ValueSource(strings = {":path", ":method", ":status", "connection", "transfer-encoding", "X-Upper"})
    @DisplayName("RFC 9113 §8.1: trailers that are none end the stream, and no whole request reaches an upstream")
    void completes_no_request_with_trailers_that_are_none(String name) throws Exception {
        int before = gateway.reached();
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            int stream = wire.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open"));
            wire.data(stream, false, "abc").trailers(stream, name, "/items");
            assertThat(wire.read(stream).isRefusedAsMalformed()).isTrue();
            assertThat(wire.exchange("GET", TestGateway.OTHER_HOST, "/open").status()).as("another stream").isEqualTo(200);
        }
        assertThat(gateway.reached()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK", "GET, 204 No Content", "GET, 304 Not Modified"})
    @DisplayName("RFC 9110 §6.4.1: what follows an answer that has no body belongs to nobody")
    void passes_no_body_on_where_there_is_none(String method, String status) throws Exception {
        upstream.behave((request, connection) -> RawUpstream.write(connection, "HTTP/1.1 " + status + "\r\nContent-Length: 43\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
        Http2Wire.Answer answer = shared.exchange(method, HOST, "/open");
        assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(answer.body()).isEmpty();
        upstream.behave(RawUpstream.OK);
        assertThat(shared.exchange("GET", HOST, "/open").body()).isEqualTo("raw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PATCH"})
    @DisplayName("RFC 9110 §9.3: a body that comes with a method that rarely has one arrives whole, and is no other request")
    void passes_bodies_of_all_methods_on(String method) throws Exception {
        int stream = shared.open(false, Http2Wire.request(method, TestGateway.HOST, "/all-open/x", "content-length: 26"));
        assertThat(shared.data(stream, true, "GET /smuggled HTTP/1.1\r\n\r\n").read(stream).status()).isEqualTo(200);
        assertThat(gateway.acme.last().method()).isEqualTo(method);
        assertThat(gateway.acme.last().body()).isEqualTo("GET /smuggled HTTP/1.1\r\n\r\n");
        assertThat(shared.exchange("GET", TestGateway.HOST, "/open").body()).isEqualTo("answer of acme");
    }

    @Test
    @DisplayName("RFC 9110 §15.2: interim answers are for the gateway alone")
    void waits_for_the_final_answer() throws Exception {
        upstream.behave((request, connection) -> RawUpstream.write(connection, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfinal"));
        int stream = shared.open(true, Http2Wire.request("GET", HOST, "/open"));
        assertThat(shared.readInterim(stream)).isZero();
        Http2Wire.Answer answer = shared.read(stream);
        assertThat(answer.body()).isEqualTo("final");
        assertThat(answer.headers()).doesNotContainKey("link");
    }

    @Test
    void answers_504_for_an_upstream_that_hangs_while_others_are_served() throws Exception {
        upstream.behave((request, connection) -> { });
        int hanging = shared.open(true, Http2Wire.request("GET", HOST, "/open"));
        assertThat(shared.exchange("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        Http2Wire.Answer answer = shared.read(hanging);
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.json().getString("title")).isEqualTo("Gateway Timeout");
    }

    @ParameterizedTest
    @CsvSource({"GET, 200 OK", "HEAD, 200 OK", "GET, 204 No Content", "POST, 200 OK"})
    @DisplayName("RFC 9112 §9.3: one connection to the upstream serves stream after stream")
    void keeps_the_upstreams_connection(String method, String status) throws Exception {
        upstream.behave((request, connection) -> RawUpstream.write(connection, "HTTP/1.1 " + status + "\r\n" + (status.startsWith("204") ? "\r\n" : "Content-Length: 3\r\n\r\n" + (method.equals("HEAD") ? "" : "raw"))));
        for (int i = 1; i <= 3; i++) {
            assertThat(shared.exchange(method, HOST, "/all-open/x").status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            // Until the connection is back in its pool.
            Thread.sleep(30);
        }
        assertThat(upstream.requests()).extracting(RawUpstream.Request::connection).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({"GET, 200, 3", "PUT, 200, 3", "POST, 502, 2"})
    @DisplayName("RFC 9110 §9.2.2: over a used connection that ends, what can be repeated is sent once more, a POST never")
    void repeats_only_what_can_be(String method, int status, int requests) throws Exception {
        upstream.behave(Http2HeaderTest::endAtTheSecond);
        assertThat(shared.exchange("GET", HOST, "/all-open/x").status()).isEqualTo(200);
        // Until the connection is back in its pool.
        Thread.sleep(50);
        assertThat(shared.exchange(method, HOST, "/all-open/x").status()).isEqualTo(status);
        assertThat(upstream.requests()).hasSize(requests);
    }

    private static void endAtTheSecond(RawUpstream.Request request, Socket connection) throws IOException {
        if (request.number() > 1) {
            connection.close();
        } else {
            RawUpstream.OK.answer(request, connection);
        }
    }
}
