package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is asked for: decided on and forwarded in one form, or refused")
class RequestTargetTest {

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static Wire.Answer raw(String request) throws Exception {
        return Wire.exchange(gateway.port(), request);
    }

    private static String token() {
        return "Authorization: Bearer " + gateway.issuer.token("any");
    }

    /** None of them is decided on, over whatever version. */
    static Stream<String> refusedTargets() {
        return Stream.of("//any/a", "/./any", "/any/../open", "/any/a/..", "/any/.", "/any//a", "/any/a%2fb", "/any/a%2Fb", "/any/a;x", "/any/a%3Bx", "/any/..;/open",
            "/any/..%2fopen", "/any/%2e%2e/open", "/any/%2E%2e", "/any/.%2e/open", "/any/%252e%252e/open", "/any/%25%32%65%25%32%65/open", "/any/%252%65%252%65/open", "/any/%25%32%66x", "/any/%252fa", "/any\\..\\open", "/any/a%5cb", "/any/a%00",
            "/any/a%0d%0a", "/any/a%7f", "/any/a%c0%af", "/any/a%ff", "/any/a%", "/any/a%2", "/any/a%zz", "/any/a#b", "/any/a?b#c", "/any/a\"b", "/any/a<b>", "/any/{x}",
            "/any/a|b", "/any/a^b", "/any/a`b", "/any/a\u00e9", "any/a", "*", "http://globex.api.test/any", "http://acme.api.test:81/any", "http://x@acme.api.test/any",
            "ftp://acme.api.test/any", "http:///any", "acme.api.test:443", "/any/a?b=\u00e9",
                "/any%2fa", "/any/a/..%5cadmin", "/any/%u002e", "/any/%09", "/any/%", "/any/%2", "/any/%e2%82", "/any/%ed%a0%80", "/any/%f4%90%80%80", "/any/%c0%ae%c0%ae/open", "/any/;/a", "/any/a%3b", "/any/%00a",
                "/any/%2e", "/any/%2e/a", "/any/a/%2e%2e", "/any/%5c..%5copen", "/%2fany", "/%2e/any", "/..", "/.", "/../any", "/any/a\u007f", "/any/a\u0001", "/any/a b", "/any/a?b\u0001", "/any/a?b c",
                "http://acme.api.test:80/any", "https://acme.api.test:443/any", "?x", "", "#", "&", "/any/a?#");
    }

    @ParameterizedTest
    @MethodSource("refusedTargets")
    void refuses_targets_that_servers_read_differently(String target) throws Exception {
        int before = gateway.reached();
        Wire.Answer answer = gateway.send("GET", TestGateway.HOST, target, token());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().containsKey("error")).isFalse();
        assertThat(gateway.reached()).isEqualTo(before);
    }

    /** What is asked for, and what reaches the upstream. */
    static Stream<String> forwardedTargets() {
        return Stream.of("/any/a|/any/a", "/any|/any", "/any/|/any/", "/any/Admin|/any/Admin", "/%61ny/%7Ea|/any/~a", "/any/a%20b|/any/a%20b",
                "/any/a%3fb|/any/a%3Fb", "/any/%E2%82%AC|/any/%E2%82%AC", "/any/a?|/any/a?", "/any/a?b=//..;%2f|/any/a?b=//..;%2f", "/any/100%25|/any/100%25",
                "/any/a.json|/any/a.json", "/any/%40me|/any/@me", "/any/x%3acancel|/any/x:cancel", "/any/a%2Bb|/any/a%2Bb", "/any/...|/any/...",
                "/any/(a)'!*,$&+=:@|/any/(a)'!*,$&+=:@", "http://acme.api.test/any/a?b|/any/a?b", "HTTP://ACME.api.test/any|/any",
                "/any/%EF%BC%8Fa|/any/%EF%BC%8Fa", "/any/admin%20|/any/admin%20", "/any/%23a|/any/%23a", "/any/%C3%a9|/any/%C3%A9", "/any/%E2%80%AE|/any/%E2%80%AE",
                "/any/%2541|/any/%2541", "/any/a?b=%00%0d%0a&c=%2e%2e/|/any/a?b=%00%0d%0a&c=%2e%2e/", "/any/a?b?c|/any/a?b?c", "https://acme.api.test/any|/any");
    }

    @ParameterizedTest
    @MethodSource("forwardedTargets")
    void forwards_exactly_what_it_decided_on(String row) throws Exception {
        String[] both = row.split("\\|");
        assertThat(gateway.send("GET", TestGateway.HOST, both[0], token()).status()).isEqualTo(200);
        assertThat(gateway.acme.last().uri()).isEqualTo(both[1]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/Any/a|404", "/admin|404", "/any.json|404", "/%61dmin|404", "/|404", "/open/|404", "http://acme.api.test|404", "http://acme.api.test?x|404"})
    void matches_paths_exactly(String target, int status) throws Exception {
        assertThat(gateway.send("GET", TestGateway.HOST, target, token()).status()).isEqualTo(status);
    }

    /** A host and the status it gets. */
    static Stream<String> hosts() {
        return Stream.of("ACME.Api.Test|200", "acme.api.test.|200", "acme.api.test:80|200", "acme.api.test:65535|200", "acme.api.test:0|400",
                "acme.api.test:99999|400", "acme.api.test:|400", "acme.api.test:8x|400", "acme.api.test..|400", ".acme.api.test|400", "acme..test|400",
                "a@acme.api.test|400", "acme.api.test,x|400", "acme.api.test/|400", "acme api test|400", "acme.api.test%2e|400", "acm\u00e9.test|400",
                "xn--acm-dma.test|421", "a_b.test|421", "127.0.0.1|421", "[::1]|421", "[::1]:80|421", "[::1|400", "[127.0.0.1|400", "[:80|400", "[|400", "[]|400",
                "[::1]x|400", "|400", "]|400", ":80|400", ".|400", "acme.api.test:+80|400", "acme.api.test:080|200", "acme.api.test:8_0|400",
                "acme.api.test:80:80|400", "[acme.api.test]|400", "%61cme.api.test|400", "acme.api.test\t.x|400", "acme.api.test?|400", "acme.api.test#|400",
                "acme.api.test;|400", "\"acme.api.test\"|400", "acme.api.test'|400", "-|421", "acme|421", "acme.api.test.acme.api.test|421");
    }

    @ParameterizedTest
    @MethodSource("hosts")
    @DisplayName("RFC 9110 §7.2: the host is a name we serve, in whatever case, or it is refused")
    void reads_the_host_strictly(String row) throws Exception {
        String[] both = row.split("\\|");
        assertThat(raw("GET /open HTTP/1.1\r\nHost: " + both[0] + "\r\n\r\n").status()).isEqualTo(Integer.parseInt(both[1]));
    }

    @Test
    @DisplayName("RFC 9112 §3.2: a request has exactly one Host")
    void refuses_no_host_and_two() throws Exception {
        assertThat(raw("GET /open HTTP/1.1\r\n\r\n").status()).isEqualTo(400);
        assertThat(raw("GET /open HTTP/1.1\r\nHost: acme.api.test\r\nHost: acme.api.test\r\n\r\n").status()).isEqualTo(400);
        assertThat(raw("GET /open HTTP/1.1\r\nHost: acme.api.test\r\nhost: globex.api.test\r\n\r\n").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT acme.api.test:443", "CONNECT /any", "TRACE /any"})
    void refuses_tunnels_and_loops(String line) throws Exception {
        assertThat(raw(line + " HTTP/1.1\r\nHost: acme.api.test\r\n" + token() + "\r\n\r\n").status()).isEqualTo(501);
    }

    @Test
    @DisplayName("RFC 9110 §15.5.15: a request line beyond 4 KiB is 414 in the same envelope")
    void refuses_endless_targets() throws Exception {
        Wire.Answer answer = gateway.send("GET", TestGateway.HOST, "/any/" + "a".repeat(4096), token());
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.json().getInteger("status")).isEqualTo(414);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1\r\nContent-Length: 2", "Content-Length: 5\r\nContent-Length: 5", "Content-Length: 5, 5", "Content-Length: 1, 2", "Content-Length: +1", "Content-Length: -1",
            "Content-Length: 0x5", "Content-Length: 5_0", "Content-Length:", "Content-Length: \t", "Content-Length: 5 5", "Content-Length: 5;a", "Content-Length: 1e1", "Content-Length: 5.0", "Content-Length: \u00b2",
            "Content-Length: 9223372036854775808", "Content-Length: 18446744073709551621", "Content-Length: 5\u000b", "Content-Length : 5", "Content-Length\t: 5", "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5", "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nTransfer-Encoding: identity", "Transfer-Encoding: chunked,", "Transfer-Encoding: ,chunked",
            "Transfer-Encoding: identity", "Transfer-Encoding: identity, chunked", "Transfer-Encoding: chunked, identity", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked;q=1", "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: 'chunked'", "Transfer-Encoding: \u000bchunked", "Transfer-Encoding: chunked\u000b", "Transfer-Encoding: chunke", "Transfer-Encoding:",
            "Transfer-Encoding: chunked\r", "Transfer-Encoding\u000b: chunked", "Transfer-Encoding : chunked", "\u0000Transfer-Encoding: chunked", "Transfer-Encoding:\r\n chunked", "X-A: b\r\n Content-Length: 5", "X-A: b\nTransfer-Encoding: chunked",
            "X-A: b\rTransfer-Encoding: chunked", "X-A : b", "X-\u0000: b", "X-A: b\u0000c", "X-A: b\n", "X-A", ": b", ":", ": Claviger-Tenant: globex", "\u00e9: b", "X(A: b", "X@A: b", "X A: b", "X-\rA: b", "X-A: b\rc",
            "X-A: b\u007f", "X-A: b\u0001"})
    @DisplayName("RFC 9112 §6, §11.2: framing that can be read in two ways never reaches an upstream, and neither does what stands behind it")
    void refuses_ambiguous_framing(String header) throws Exception {
        refusesWithAllBehind(TestGateway.request("POST", TestGateway.HOST, "/open", header) + "0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /open HTTP/1.0\r\nHost: acme.api.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /open HTTP/1.0\r\nHost: acme.api.test\r\nConnection: keep-alive\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "GET /open HTTP/1.1\nHost: acme.api.test\n\n",
            "GET /open HTTP/1.1\nHost: acme.api.test\r\n\r\n", "GET /open HTTP/1.1\r\nHost: acme.api.test\n\r\n", "GET /open HTTP/1.1\r\nHost: acme.api.test\r\n\n", "GET /open HTTP/1.1\r\nHost: acme.api.test\r\r\n\r\n",
            "GET /open HTTP/1.1\rHost: acme.api.test\r\r", "\u0000GET /open HTTP/1.1\r\nHost: acme.api.test\r\n\r\n", "GET /open HTTP/1.1\r\n Host: acme.api.test\r\n\r\n",
            "POST /open HTTP/1.1\r\nHost: acme.api.test\r\nSec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\nUpgrade: websocket\r\n\r\n12345678"})
    @DisplayName("RFC 9112 §2.2, §6.1: so are lines that end in anything but CR LF, and codings over HTTP/1.0")
    void refuses_ambiguous_heads(String head) throws Exception {
        refusesWithAllBehind(head);
    }

    private static void refusesWithAllBehind(String request) throws Exception {
        int before = gateway.reached();
        try (Wire wire = new Wire(gateway.port())) {
            assertThat(wire.write(request + TestGateway.request("GET", TestGateway.HOST, "/all-open/smuggled")).read().status()).isEqualTo(400);
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: CHUNKED", "transfer-encoding:chunked", "Transfer-Encoding:\tchunked \t", "Content-Length:00010"})
    void reads_framing_that_has_one_meaning(String header) throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("POST", TestGateway.HOST, "/open", header) + "5\r\nhello\r\n0\r\n\r\n".substring(0, header.startsWith("C") ? 10 : 15));
            assertThat(wire.read().status()).isEqualTo(200);
            assertThat(gateway.acme.last().body()).isEqualTo(header.startsWith("C") ? "5\r\nhello\r\n" : "hello");
            assertThat(wire.write(TestGateway.request("GET", TestGateway.HOST, "/all-open/next")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void serves_http_1_0_and_ends_the_connection() throws Exception {
        Wire.Answer answer = raw("GET /open HTTP/1.0\r\nHost: acme.api.test\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("answer of acme");
    }
}
