package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Requests over HTTP/2")
class Http2RequestTest {

    private static TestGateway gateway;
    private static Http2Wire shared;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true"));
        shared = new Http2Wire(gateway.port());
    }

    @AfterAll
    static void stop() throws Exception {
        shared.close();
        gateway.close();
    }

    private static String token() {
        return "authorization: Bearer " + gateway.issuer.token("any");
    }

    @Test
    @DisplayName("RFC 9113 §3.3: with prior knowledge, where h2c is on")
    void decides_and_forwards_as_over_http_1() throws Exception {
        Http2Wire.Answer answer = shared.exchange("GET", TestGateway.HOST, "/any/a%40b?c=d", token(), "x-kept: 1", "claviger-tenant: forged");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("answer of acme");
        assertThat(gateway.acme.last().uri()).isEqualTo("/any/a@b?c=d");
        assertThat(gateway.acme.last().headers().get("X-Kept")).isEqualTo("1");
        assertThat(gateway.acme.last().headers().getAll("Claviger-Tenant")).containsExactly("acme");
        assertThat(gateway.acme.last().headers().contains("Transfer-Encoding")).isFalse();
        assertThat(gateway.acme.last().headers().contains("Authorization")).isFalse();
    }

    @Test
    void sends_bodies_on_with_and_without_a_length() throws Exception {
        int measured = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open", "content-length: 4"));
        assertThat(shared.data(measured, true, "four").read(measured).status()).isEqualTo(200);
        assertThat(gateway.acme.last().body()).isEqualTo("four");
        int open = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open"));
        shared.data(open, false, "one").data(open, false, "two");
        assertThat(shared.trailers(open, "x-trailer", "dropped").read(open).status()).isEqualTo(200);
        assertThat(gateway.acme.last().body()).isEqualTo("onetwo");
        assertThat(gateway.acme.last().headers().contains("X-Trailer")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET, /nothing, 404", "DELETE, /open, 405", "GET, /items/1, 401", "TRACE, /open, 501"})
    void refuses_in_the_same_envelope(String method, String path, int status) throws Exception {
        Http2Wire.Answer answer = shared.exchange(method, TestGateway.HOST, path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().getInteger("status")).isEqualTo(status);
        assertThat(answer.header("connection")).isNull();
    }

    static Stream<String> refusedTargets() {
        return Stream.concat(RequestTargetTest.refusedTargets(), Stream.of("http://acme.api.test/any", "https://acme.api.test/any", "/any/a\r\nX: y", "/any/a\nb", "/any/a\u0000", "/any/a\tb", "/any/a?b\r\nX: y"));
    }

    @ParameterizedTest
    @MethodSource("refusedTargets")
    void refuses_targets_that_servers_read_differently(String target) throws Exception {
        int before = gateway.reached();
        assertThat(shared.exchange("GET", TestGateway.HOST, target, token()).isRefusedAsMalformed()).isTrue();
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @Test
    @DisplayName("RFC 9110 §15.5.15: a target beyond 4 KiB is 414 here too, in the same envelope")
    void refuses_endless_targets() throws Exception {
        int before = gateway.reached();
        Http2Wire.Answer answer = shared.exchange("GET", TestGateway.HOST, "/any/" + "a".repeat(4092), token());
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.json().getInteger("status")).isEqualTo(414);
        assertThat(shared.exchange("GET", TestGateway.HOST, "/open?" + "a".repeat(4091), token()).status()).isEqualTo(414);
        assertThat(gateway.reached()).isEqualTo(before);
        assertThat(shared.exchange("GET", TestGateway.HOST, "/any/" + "a".repeat(4000), token()).status()).isEqualTo(200);
    }

    /** RFC 9113 §8.3.1: only the origin form is there. */
    static Stream<String> forwardedTargets() {
        return RequestTargetTest.forwardedTargets().filter(row -> row.startsWith("/"));
    }

    @ParameterizedTest
    @MethodSource("forwardedTargets")
    void forwards_exactly_what_it_decided_on(String row) throws Exception {
        String[] both = row.split("\\|");
        assertThat(shared.exchange("GET", TestGateway.HOST, both[0], token()).status()).isEqualTo(200);
        assertThat(gateway.acme.last().uri()).isEqualTo(both[1]);
    }

    @ParameterizedTest
    @MethodSource("dev.claviger.gateway.RequestTargetTest#hosts")
    @DisplayName("RFC 9113 §8.3.1: the authority is a name we serve, or it is refused")
    void reads_the_authority_strictly(String row) throws Exception {
        String[] both = row.split("\\|");
        int status = Integer.parseInt(both[1]);
        Http2Wire.Answer answer = shared.exchange("GET", both[0], "/open");
        assertThat(status == 400 ? answer.isRefusedAsMalformed() : answer.status() == status).as("%s", answer).isTrue();
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(head("no :authority", ":method", "GET", ":scheme", "http", ":path", "/open"),
                head("Host alone", ":method", "GET", ":scheme", "http", ":path", "/open", "host", "acme.api.test"),
                head("two Hosts alone", ":method", "GET", ":scheme", "http", ":path", "/open", "host", "acme.api.test", "host", "globex.api.test"),
                head("Host of another", with("host", "globex.api.test")),
                head("Host twice beside", with("host", "acme.api.test", "host", "globex.api.test")),
                head("no :path", ":method", "GET", ":scheme", "http", ":authority", "acme.api.test"),
                head("empty :path", ":method", "GET", ":scheme", "http", ":authority", "acme.api.test", ":path", ""),
                head("no :scheme", ":method", "GET", ":authority", "acme.api.test", ":path", "/open"),
                head("odd :scheme", ":method", "GET", ":scheme", "ftp", ":authority", "acme.api.test", ":path", "/open"),
                head("no :method", ":scheme", "http", ":authority", "acme.api.test", ":path", "/open"),
                head("space in :method", ":method", "G T", ":scheme", "http", ":authority", "acme.api.test", ":path", "/open"),
                head("CR LF in :method", ":method", "GET\r\nX: y", ":scheme", "http", ":authority", "acme.api.test", ":path", "/open"),
                head("no ASCII in :method", ":method", "G\u00e9T", ":scheme", "http", ":authority", "acme.api.test", ":path", "/open"),
                head("empty :method", ":method", "", ":scheme", "http", ":authority", "acme.api.test", ":path", "/open"),
                head("scheme in capitals", ":method", "GET", ":scheme", "HTTP", ":authority", "acme.api.test", ":path", "/open"),
                head("CONNECT with a path", ":method", "CONNECT", ":scheme", "http", ":authority", "acme.api.test", ":path", "/open"),
                head("CONNECT without an authority", ":method", "CONNECT"),
                head("extended CONNECT, which was not offered", ":method", "CONNECT", ":protocol", "websocket", ":scheme", "http", ":authority", "acme.api.test", ":path", "/open"),
                head("Host with a port beside", with("host", "acme.api.test:80")),
                head("a length and no body", with("content-length", "5")),
                head("DEL in a value", with("x-a", "b\u007fc")),
                head("no ASCII in a name", with("x-\u00e9", "b")),
                head("two :path", with(":path", "/any")),
                head("two :authority", with(":authority", "globex.api.test")),
                head("late pseudo header", ":method", "GET", ":scheme", "http", ":path", "/open", "x-a", "b", ":authority", "acme.api.test"),
                head("answer's pseudo header", with(":status", "200")),
                head("unknown pseudo header", with(":protocol2", "x")),
                head("capitals", with("X-Upper", "1")),
                head("connection", with("connection", "close")),
                head("keep-alive", with("keep-alive", "1")),
                head("proxy-connection", with("proxy-connection", "close")),
                head("transfer-encoding", with("transfer-encoding", "chunked")),
                head("upgrade", with("upgrade", "websocket")),
                head("te other than trailers", with("te", "gzip")),
                head("CR LF in a value", with("x-a", "b\r\nclaviger-tenant: forged")),
                head("LF in a value", with("x-a", "b\nc")),
                head("NUL in a value", with("x-a", "b\u0000c")),
                head("CR LF in a name", with("x-a\r\nclaviger-tenant", "forged")),
                head("colon in a name", with("x-a: b", "c")),
                head("space in a name", with("x a", "c")),
                head("a length that is none", with("content-length", "x")),
                head("a length with a sign", with("content-length", "+5")),
                head("two lengths", with("content-length", "5", "content-length", "6")),
                head("an empty name", with("", "c")));
    }

    private static Arguments head(String what, String... fields) {
        return Arguments.of(what, fields);
    }

    private static String[] with(String... fields) {
        List<String> all = new ArrayList<>(List.of(Http2Wire.request("GET", TestGateway.HOST, "/open")));
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedHeads")
    @DisplayName("RFC 9113 §8.2, §8.3: a malformed head is answered 400 or its stream reset")
    void refuses_malformed_heads(String what, String[] fields) throws Exception {
        int before = gateway.reached();
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            assertThat(wire.read(wire.open(true, fields)).isRefusedAsMalformed()).isTrue();
            assertThat(wire.exchange("GET", TestGateway.OTHER_HOST, "/open").status()).as("another stream").isEqualTo(200);
        }
        assertThat(gateway.reached()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("RFC 9113 §8.5: a request for a tunnel has no path, and is refused and counted like any other")
    void refuses_tunnels() throws Exception {
        Counter refused = gateway.registry.get("claviger.gateway.requests").tag("reason", "method_not_supported").counter();
        double before = refused.count();
        Http2Wire.Answer answer = shared.read(shared.open(true, ":method", "CONNECT", ":authority", TestGateway.HOST));
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().getInteger("status")).isEqualTo(501);
        TestGateway.eventually(() -> refused.count() == before + 1);
    }

    @ParameterizedTest
    @CsvSource({"4, 3", "2, 3"})
    @DisplayName("RFC 9113 §8.1.1: a length that is not that of the DATA")
    void refuses_a_body_of_another_length(int announced, int sent) throws Exception {
        int before = gateway.reached();
        int stream = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open", "content-length: " + announced));
        assertThat(shared.data(stream, true, "x".repeat(sent)).read(stream).isRefusedAsMalformed()).isTrue();
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @Test
    @DisplayName("RFC 9110 §10.1.1: 100 only after the decision; 417 for what is not understood; a body that comes anyway is taken")
    void invites_the_body_only_when_it_is_wanted() throws Exception {
        int invited = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open", "content-length: 2", "expect: 100-continue"));
        assertThat(shared.readInterim(invited)).isEqualTo(100);
        assertThat(shared.data(invited, true, "{}").read(invited).status()).isEqualTo(200);
        int refused = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, "/items", "content-length: 2", "expect: 100-continue"));
        assertThat(shared.readInterim(refused)).isZero();
        assertThat(shared.read(refused).status()).isEqualTo(401);
        int odd = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open", "content-length: 2", "expect: tea"));
        assertThat(shared.read(odd).status()).isEqualTo(417);
        int eager = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, "/open", "content-length: 2", "expect: 100-continue"));
        assertThat(shared.data(eager, true, "{}").read(eager).status()).isEqualTo(200);
    }

    @Test
    void passes_trailers_of_the_answer_on() throws Exception {
        gateway.globex.answerWith(request -> {
            request.response().setChunked(true).putTrailer("X-Checksum", "7").write("body");
            request.response().end();
        });
        Http2Wire.Answer answer = shared.exchange("GET", TestGateway.OTHER_HOST, "/open");
        assertThat(answer.body()).isEqualTo("body");
        assertThat(answer.trailers()).containsEntry("x-checksum", "7");
        gateway.globex.answerWith(request -> request.response().end());
    }

    @Test
    @DisplayName("RFC 9113 §8.1: what breaks off ends its stream and no other")
    void cuts_the_answer_off_when_the_upstream_dies_in_the_middle_of_it() throws Exception {
        gateway.globex.answerWith(request -> {
            request.response().setChunked(true).write("half");
            gateway.vertx.setTimer(50, later -> request.connection().close());
        });
        Http2Wire.Answer answer = shared.exchange("GET", TestGateway.OTHER_HOST, "/open");
        assertThat(answer.body()).isEqualTo("half");
        assertThat(answer.reset()).isNotNull();
        assertThat(shared.exchange("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        gateway.globex.answerWith(request -> request.response().end());
    }

    @Test
    @DisplayName("RFC 9113 §8.2.3: cookies that came in pieces are one header again")
    void joins_cookies() throws Exception {
        assertThat(shared.exchange("GET", TestGateway.HOST, "/open", "cookie: a=1", "cookie: b=2").status()).isEqualTo(200);
        assertThat(gateway.acme.last().headers().getAll("Cookie")).containsExactly("a=1; b=2");
    }

    @Test
    @DisplayName("RFC 9113 §8.2.2: nothing of the upstream's connection reaches the caller's")
    void keeps_hop_by_hop_headers_of_the_answer() throws Exception {
        gateway.globex.answerWith(request -> request.response().putHeader("Connection", "X-Secret, close").putHeader("X-Secret", "1").putHeader("Keep-Alive", "timeout=1")
                .putHeader("Proxy-Authenticate", "Basic").putHeader("X-Kept", "1").setStatusCode(418).end("short"));
        Http2Wire.Answer answer = shared.exchange("GET", TestGateway.OTHER_HOST, "/open");
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("short");
        assertThat(answer.headers()).containsEntry("x-kept", "1").doesNotContainKeys("x-secret", "keep-alive", "proxy-authenticate", "connection", "transfer-encoding");
        gateway.globex.answerWith(request -> request.response().end());
    }

    @Test
    @DisplayName("RFC 9113 §3.1: Upgrade: h2c is ignored, also where HTTP/2 is spoken without it")
    void ignores_the_upgrade_from_http_1() throws Exception {
        String[] upgrade = {"Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"};
        try (Wire wire = new Wire(gateway.port())) {
            String request = TestGateway.request("GET", TestGateway.HOST, "/open", upgrade);
            wire.write(request.substring(0, 1)).write(request.substring(1, 9));
            Thread.sleep(20);
            assertThat(wire.write(request.substring(9)).read().status()).isEqualTo(200);
            assertThat(wire.write(request).read().body()).isEqualTo("answer of acme");
        }
        assertThat(gateway.acme.last().headers().names()).noneMatch(name -> name.equalsIgnoreCase("upgrade") || name.equalsIgnoreCase("http2-settings"));
    }

    @Test
    void speaks_http_1_alone_unless_it_is_told_to() throws Exception {
        try (TestGateway plain = TestGateway.started(Map.of()); Wire wire = new Wire(plain.port())) {
            assertThat(wire.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").read().status()).isEqualTo(400);
        }
    }
}
