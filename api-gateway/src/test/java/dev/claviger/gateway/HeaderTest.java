package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Headers on their way to the upstream and back")
class HeaderTest {

    private static TestGateway gateway;
    private static TestGateway behindProxy;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of());
        behindProxy = TestGateway.started(Map.of("claviger.trusted-proxies", "127.0.0.0/8,10.0.0.1"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        behindProxy.close();
    }

    private static MultiMap reaching(TestGateway through, String... headers) throws Exception {
        assertThat(through.send("GET", TestGateway.HOST, "/open", headers).status()).isEqualTo(200);
        return through.acme.last().headers();
    }

    static Stream<String> lookAlikes() {
        return Stream.of("Claviger-Tenant", "claviger-tenant", "CLAVIGER-TENANT", "Claviger_Tenant", "claviger-environment", "Claviger-Client", "Claviger_Client", "Claviger-Subject", "Claviger-Scope",
                "claviger_scope", "Claviger-Establishments", "Claviger-Anything", "Authorization", "X-Api-Key", "x_api_key", "X-Forwarded-User", "X_Forwarded_Prefix", "Claviger.Tenant", "Claviger~Tenant",
                "claviger$scope", "CLAVIGER'CLIENT", "X.Api.Key", "X|Forwarded|User");
    }

    @ParameterizedTest
    @MethodSource("lookAlikes")
    void drops_what_looks_like_identity_or_credentials(String name) throws Exception {
        MultiMap reached = reaching(gateway, name + ": forged", name + ": twice");
        assertThat(reached.entries()).noneMatch(header -> header.getValue().contains("forged") || header.getValue().contains("twice"));
    }

    static Stream<String> otherRequests() {
        return Stream.of("X-HTTP-Method-Override", "x-http-method-override", "X_HTTP_Method_Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL", "x.rewrite.url");
    }

    @ParameterizedTest
    @MethodSource("otherRequests")
    @DisplayName("What was decided on is what is carried out: no header names another method or path behind the gateway")
    void drops_what_names_another_request(String name) throws Exception {
        MultiMap reached = reaching(gateway, name + ": /admin", "X-Real-IP: 6.6.6.6", "X-Client-Cert: forged");
        assertThat(reached.entries()).noneMatch(header -> header.getValue().equals("/admin"));
        assertThat(reached.get("X-Real-IP")).isEqualTo("6.6.6.6");
        assertThat(reached.get("X-Client-Cert")).isEqualTo("forged");
    }

    @Test
    void tells_the_upstream_of_a_public_route_the_environment_and_nothing_of_the_caller() throws Exception {
        MultiMap reached = reaching(gateway, "Claviger-Tenant: forged", "Claviger-Environment: forged");
        assertThat(reached.getAll("Claviger-Tenant")).containsExactly("acme");
        assertThat(reached.getAll("Claviger-Environment")).containsExactly("prod");
        assertThat(reached.contains("Claviger-Client")).isFalse();
        assertThat(reached.contains("Claviger-Scope")).isFalse();
    }

    @Test
    void overwrites_a_forged_identity_with_the_real_one() throws Exception {
        gateway.send("GET", TestGateway.HOST, "/items", "Authorization: Bearer " + gateway.issuer.token("items.read"), "Claviger-Tenant: forged", "claviger_tenant: forged",
                "Claviger-Request-Id: forged", "Connection: Claviger-Tenant, Claviger-Scope");
        MultiMap reached = gateway.acme.last().headers();
        assertThat(reached.getAll("Claviger-Tenant")).containsExactly("acme");
        assertThat(reached.getAll("Claviger-Scope")).containsExactly("items.read");
        assertThat(reached.entries()).noneMatch(header -> header.getValue().equals("forged"));
    }

    @Test
    @DisplayName("RFC 9110 §7.6.1: what belongs to the connection, or is named by it, stays on it")
    void keeps_hop_by_hop_headers_of_the_request() throws Exception {
        MultiMap reached = reaching(gateway, "Connection: keep-alive, X-Secret", "X-Secret: 1", "Keep-Alive: timeout=5", "Proxy-Connection: x", "Proxy-Authorization: Basic x", "TE: trailers",
                "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", "X-Kept: 1");
        for (String name : new String[] {"X-Secret", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "Upgrade", "HTTP2-Settings"}) {
            assertThat(reached.contains(name)).as(name).isFalse();
        }
        assertThat(reached.get("X-Kept")).isEqualTo("1");
        assertThat(reached.get("Via")).isEqualTo("1.1 claviger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keep_Alive", "Transfer_Encoding", "PROXY_AUTHORIZATION", "Http2_Settings", "T_E"})
    @DisplayName("What some upstream would take for a header of the connection does not reach it either")
    void keeps_what_looks_like_hop_by_hop_headers(String name) throws Exception {
        boolean alike = !name.equals("T_E");
        assertThat(reaching(gateway, name + ": chunked").contains(name)).isEqualTo(!alike);
    }

    @Test
    @DisplayName("RFC 9110 §7.6.1: a caller that calls the message's own headers its connection's changes nothing of the message")
    void frames_a_request_by_itself_whatever_its_connection_names() throws Exception {
        String request = TestGateway.request("POST", TestGateway.HOST, "/open", "Connection: content-length, host, cookie, via, traceparent, forwarded, claviger-request-id", "Content-Length: 5", "Cookie: a=b", "Via: 1.1 before");
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(request + "hello" + request + "again").read().status()).isEqualTo(200);
            assertThat(wire.read().status()).isEqualTo(200);
        }
        TestUpstream.Received reached = gateway.acme.last();
        assertThat(reached.body()).isEqualTo("again");
        assertThat(reached.headers().getAll("Host")).containsExactly(gateway.acme.authority());
        assertThat(reached.headers().getAll("Via")).containsExactly("1.1 claviger");
        assertThat(reached.headers().contains("Cookie")).isFalse();
        assertThat(reached.headers().get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(reached.headers().get("Forwarded")).startsWith("for=127.0.0.1;");
        assertThat(reached.headers().get("Claviger-Request-Id")).matches("[0-9a-f]{32}");
    }

    @Test
    void frames_an_answer_by_itself_whatever_its_connection_names() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, connection) -> RawUpstream.write(connection, "HTTP/1.1 200 OK\r\nConnection: content-length, upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nraw"))) {
            gateway.lead("named.test", upstream.url());
            for (int i = 0; i < 2; i++) {
                Wire.Answer answer = gateway.send("GET", "named.test", "/open");
                assertThat(answer.body()).isEqualTo("raw");
                assertThat(answer.header("Upgrade")).isNull();
            }
        }
    }

    @Test
    void keeps_hop_by_hop_headers_of_the_answer() throws Exception {
        gateway.globex.answerWith(request -> request.response().putHeader("Connection", "X-Secret, close").putHeader("X-Secret", "1").putHeader("Keep-Alive", "timeout=1")
                .putHeader("Proxy-Authenticate", "Basic").putHeader("X-Kept", (Iterable<String>) List.of("1", "2")).setStatusCode(418).end("short"));
        Wire.Answer answer = gateway.send("GET", TestGateway.OTHER_HOST, "/open");
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("short");
        assertThat(answer.headers("X-Kept")).containsExactly("1", "2");
        for (String name : new String[] {"X-Secret", "Keep-Alive", "Proxy-Authenticate", "Connection"}) {
            assertThat(answer.header(name)).as(name).isNull();
        }
    }

    @Test
    @DisplayName("RFC 9110 §6.6.1: every answer says when it was made, a refusal and a preflight's too, over either version")
    void says_when_an_answer_was_made() throws Exception {
        String form = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT";
        try (TestGateway modern = TestGateway.started(Map.of("claviger.gateway.h2c", "true")); Http2Wire wire = new Http2Wire(modern.port())) {
            for (String path : new String[] {"/open", "/items", "/nowhere", "/a%2fb"}) {
                assertThat(modern.send("GET", TestGateway.HOST, path).headers("Date")).as(path).singleElement().asString().matches(form);
                assertThat(wire.exchange("GET", TestGateway.HOST, path).header("date")).as(path).matches(form);
            }
            assertThat(modern.send("GET", TestGateway.HOST, "/open", "no header").headers("Date")).singleElement().asString().matches(form);
            modern.acme.answerWith(request -> request.response().putHeader("Date", "Sun, 06 Nov 1994 08:49:37 GMT").end());
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open").header("date")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        }
    }

    @Test
    void follows_no_redirect_of_the_upstream() throws Exception {
        gateway.globex.answerWith(request -> request.response().setStatusCode(302).putHeader("Location", "http://127.0.0.1:1/").end());
        Wire.Answer answer = gateway.send("GET", TestGateway.OTHER_HOST, "/open");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("http://127.0.0.1:1/");
    }

    @Test
    @DisplayName("RFC 7239: what a peer claims of others is replaced unless it is a trusted proxy")
    void replaces_forwarding_claims_of_strangers() throws Exception {
        MultiMap reached = reaching(gateway, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https", "Forwarded: for=6.6.6.6");
        assertThat(reached.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(reached.getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(reached.getAll("X-Forwarded-Host")).containsExactly(TestGateway.HOST);
        assertThat(reached.getAll("Forwarded")).containsExactly("for=127.0.0.1;host=acme.api.test;proto=http");
    }

    @Test
    void continues_forwarding_claims_of_trusted_proxies() throws Exception {
        MultiMap reached = reaching(behindProxy, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 7.7.7.7", "X-Forwarded-Proto: https", "Forwarded: for=\"[2001:db8::1]\";proto=https");
        assertThat(reached.getAll("X-Forwarded-For")).containsExactly("6.6.6.6, 7.7.7.7, 127.0.0.1");
        assertThat(reached.getAll("X-Forwarded-Proto")).containsExactly("https");
        assertThat(reached.getAll("Forwarded")).containsExactly("for=\"[2001:db8::1]\";proto=https, for=127.0.0.1;host=acme.api.test;proto=http");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"203.0.113.9|for=203.0.113.9", "6.6.6.6,203.0.113.9:4711|for=6.6.6.6, for=203.0.113.9", "2001:db8::1|for=\"[2001:db8::1]\"", "[2001:db8::1]:80|for=\"[2001:db8::1]\"",
            "evil.example|for=unknown", "x;proto=https|for=unknown", "''|for=unknown"})
    @DisplayName("RFC 7239 §7.4: behind a proxy that writes only the older header, the standard one does not call that proxy the caller")
    void says_in_both_headers_where_a_request_comes_from(String list, String said) throws Exception {
        MultiMap reached = reaching(behindProxy, "X-Forwarded-For: " + list);
        assertThat(reached.getAll("Forwarded")).containsExactly(said + ", for=127.0.0.1;host=acme.api.test;proto=http");
        assertThat(reached.getAll("X-Forwarded-For")).containsExactly(list + ", 127.0.0.1");
        assertThat(reaching(behindProxy, "Forwarded:", "X-Forwarded-For: " + list).getAll("Forwarded")).as("the caller's own was cleared")
                .containsExactly(said + ", for=127.0.0.1;host=acme.api.test;proto=http");
        assertThat(reaching(gateway, "X-Forwarded-For: " + list).getAll("Forwarded")).containsExactly("for=127.0.0.1;host=acme.api.test;proto=http");
    }

    @Test
    void says_of_a_request_without_claims_where_the_trusted_peer_is() throws Exception {
        assertThat(reaching(behindProxy).getAll("Forwarded")).containsExactly("for=127.0.0.1;host=acme.api.test;proto=http");
        assertThat(reaching(behindProxy).getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
    }

    @Test
    @DisplayName("A list of a thousand hops makes no longer one: its last 32 are read and told in the other words, one above the bound of all headers is 431")
    void grows_no_long_list() throws Exception {
        String thousand = "a,".repeat(999) + "b";
        try (TestGateway modern = TestGateway.started(Map.of("claviger.trusted-proxies", "127.0.0.0/8", "claviger.gateway.h2c", "true")); Http2Wire wire = new Http2Wire(modern.port())) {
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open", "x-forwarded-for: " + thousand).status()).isEqualTo(200);
            assertThat(modern.acme.last().headers().get("Forwarded")).isEqualTo("for=unknown, ".repeat(32) + "for=127.0.0.1;host=acme.api.test;proto=http");
            assertThat(modern.send("GET", TestGateway.HOST, "/open", "X-Forwarded-For: " + thousand).status()).isEqualTo(200);
            assertThat(modern.acme.last().headers().get("Forwarded")).isEqualTo("for=unknown, ".repeat(32) + "for=127.0.0.1;host=acme.api.test;proto=http");
            assertThat(modern.acme.last().headers().get("X-Forwarded-For")).isEqualTo(thousand + ", 127.0.0.1");
            int before = modern.reached();
            String addresses = "203.0.113.9, ".repeat(1000);
            assertThat(modern.send("GET", TestGateway.HOST, "/open", "X-Forwarded-For: " + addresses).status()).isEqualTo(431);
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open", "forwarded: for=" + addresses).status()).isEqualTo(431);
            assertThat(modern.reached()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("W3C Trace Context §3.2: a good parent is continued, a broken one replaced together with its state")
    void continues_a_trace() throws Exception {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assertThat(reaching(gateway, "traceparent: " + parent, "tracestate: a=b").get("traceparent")).isEqualTo(parent);
        assertThat(gateway.acme.last().headers().get("tracestate")).isEqualTo("a=b");
        assertThat(reaching(gateway, "traceparent: 00-0-0-01", "tracestate: a=b").get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(gateway.acme.last().headers().contains("tracestate")).isFalse();
    }

    @Test
    @DisplayName("RFC 9110 §6.5: trailers of a request, which nobody has decided on, reach no upstream, neither as trailers nor as headers")
    void drops_trailers_of_the_request() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((request, connection) -> {
            bodies.add(request.head() + chunked(connection.getInputStream()));
            RawUpstream.OK.answer(request, connection);
        }); TestGateway modern = TestGateway.started(Map.of("claviger.gateway.h2c", "true"))) {
            modern.lead("trailers.test", upstream.url());
            String head = TestGateway.request("POST", "trailers.test", "/open", "Transfer-Encoding: chunked", "Trailer: Claviger-Tenant");
            assertThat(Wire.exchange(modern.port(), head + "3\r\nabc\r\n0\r\nClaviger-Tenant: forged\r\nAuthorization: forged\r\nX-Checksum: forged\r\n\r\n").status()).isEqualTo(200);
            try (Http2Wire wire = new Http2Wire(modern.port())) {
                int stream = wire.open(false, Http2Wire.request("POST", "trailers.test", "/open"));
                wire.data(stream, false, "abc").trailers(stream, "claviger-tenant", "forged", "x-checksum", "forged");
                assertThat(wire.read(stream).status()).isEqualTo(200);
            }
            assertThat(bodies).hasSize(2).allSatisfy(body -> assertThat(body).endsWith("3\r\nabc\r\n0\r\n\r\n").doesNotContainIgnoringCase("forged").doesNotContainIgnoringCase("trailer:"));
        }
    }

    private static String chunked(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (body.indexOf("0\r\n") < 0 || !body.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended after: " + body);
            }
            body.append((char) next);
        }
        return body.toString();
    }

    @Test
    @DisplayName("RFC 9110 §6.5: trailers are bounded as headers are, and with more of them a request never becomes a whole one")
    void completes_no_request_with_too_many_trailers() throws Exception {
        List<String> whole = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((request, connection) -> {
            whole.add(chunked(connection.getInputStream()));
            RawUpstream.OK.answer(request, connection);
        }); TestGateway modern = TestGateway.started(Map.of("claviger.gateway.h2c", "true"))) {
            modern.lead("trailers.test", upstream.url());
            String head = TestGateway.request("POST", "trailers.test", "/open", "Transfer-Encoding: chunked");
            assertThat(refusal(modern, head + "3\r\nabc\r\n0\r\n" + "X-Many: 1\r\n".repeat(10_000) + "\r\n")).isIn(0, 400, 431);
            try (Http2Wire wire = new Http2Wire(modern.port())) {
                int stream = wire.open(false, Http2Wire.request("POST", "trailers.test", "/open"));
                String[] many = Stream.generate(() -> Stream.of("x-many", "1")).limit(10_000).flatMap(one -> one).toArray(String[]::new);
                wire.data(stream, false, "abc").trailers(stream, many);
                assertThat(wire.read(stream).status()).isIn(0, 400, 431);
            }
            TestGateway.eventually(() -> upstream.left() == upstream.connections());
            assertThat(whole).isEmpty();
        }
    }

    /** @return 0 when the connection is closed without a word */
    private static int refusal(TestGateway through, String request) {
        try {
            return Wire.exchange(through.port(), request).status();
        } catch (IOException closed) {
            return 0;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"for=_hidden|for=_hidden", "for=unknown|for=unknown", "for=\"[2001:db8::1]:4711\"|for=\"[2001:db8::1]:4711\"", "for=\"a,b\"|for=\"a,b\"", "for=;;,,=|for=;;,,="})
    @DisplayName("RFC 7239 §6.3: what a trusted proxy says in whatever form stays, and ours follows")
    void follows_obfuscated_forwarding_claims(String claim, String passed) throws Exception {
        assertThat(reaching(behindProxy, "Forwarded: " + claim).getAll("Forwarded")).containsExactly(passed + ", for=127.0.0.1;host=acme.api.test;proto=http");
    }

    @Test
    void passes_an_encoded_body_of_the_request_unopened() throws Exception {
        assertThat(Wire.exchange(gateway.port(), TestGateway.request("POST", TestGateway.HOST, "/open", "Content-Encoding: gzip", "Content-Length: 15") + "not gzip at all").status()).isEqualTo(200);
        assertThat(gateway.acme.last().body()).isEqualTo("not gzip at all");
        assertThat(gateway.acme.last().headers().get("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void passes_an_encoded_body_unopened() throws Exception {
        gateway.globex.answerWith(request -> request.response().putHeader("Content-Encoding", "gzip").end("not gzip at all"));
        Wire.Answer answer = gateway.send("GET", TestGateway.OTHER_HOST, "/open", "Accept-Encoding: gzip");
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.body()).isEqualTo("not gzip at all");
    }
}
