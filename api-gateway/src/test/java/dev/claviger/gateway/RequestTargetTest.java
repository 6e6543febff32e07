package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"//any/a", "/./any", "/any/../open", "/any/a/..", "/any/.", "/any//a", "/any/a%2fb", "/any/a%2Fb", "/any/a;x", "/any/a%3Bx", "/any/..;/open",
            "/any/..%2fopen", "/any/%2e%2e/open", "/any/%2E%2e", "/any/.%2e/open", "/any/%252e%252e/open", "/any/%25%32%65%25%32%65/open", "/any/%252%65%252%65/open", "/any/%25%32%66x", "/any/%252fa", "/any\\..\\open", "/any/a%5cb", "/any/a%00",
            "/any/a%0d%0a", "/any/a%7f", "/any/a%c0%af", "/any/a%ff", "/any/a%", "/any/a%2", "/any/a%zz", "/any/a#b", "/any/a?b#c", "/any/a\"b", "/any/a<b>", "/any/{x}",
            "/any/a|b", "/any/a^b", "/any/a`b", "/any/a\u00e9", "any/a", "*", "http://globex.api.test/any", "http://acme.api.test:81/any", "http://x@acme.api.test/any",
            "ftp://acme.api.test/any", "http:///any", "acme.api.test:443", "/any/a?b=\u00e9"})
    void refuses_targets_that_servers_read_differently(String target) throws Exception {
        int before = gateway.reached();
        Wire.Answer answer = gateway.send("GET", TestGateway.HOST, target, token());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().containsKey("error")).isFalse();
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/any/a|/any/a", "/any|/any", "/any/|/any/", "/any/Admin|/any/Admin", "/%61ny/%7Ea|/any/~a", "/any/a%20b|/any/a%20b", "/any/a%3fb|/any/a%3Fb",
            "/any/%E2%82%AC|/any/%E2%82%AC", "/any/a?|/any/a?", "/any/a?b=//..;%2f|/any/a?b=//..;%2f", "/any/100%25|/any/100%25", "/any/a.json|/any/a.json", "/any/%40me|/any/@me", "/any/x%3acancel|/any/x:cancel", "/any/a%2Bb|/any/a%2Bb",
            "/any/...|/any/...", "/any/(a)'!*,$&+=:@|/any/(a)'!*,$&+=:@", "http://acme.api.test/any/a?b|/any/a?b", "HTTP://ACME.api.test/any|/any"})
    void forwards_exactly_what_it_decided_on(String target, String forwarded) throws Exception {
        assertThat(gateway.send("GET", TestGateway.HOST, target, token()).status()).isEqualTo(200);
        assertThat(gateway.acme.last().uri()).isEqualTo(forwarded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/Any/a|404", "/admin|404", "/any.json|404", "/%61dmin|404", "/|404", "/open/|404"})
    void matches_paths_exactly(String target, int status) throws Exception {
        assertThat(gateway.send("GET", TestGateway.HOST, target, token()).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ACME.Api.Test|200", "acme.api.test.|200", "acme.api.test:80|200", "acme.api.test:65535|200", "acme.api.test:0|400", "acme.api.test:99999|400",
            "acme.api.test:|400", "acme.api.test:8x|400", "acme.api.test..|400", ".acme.api.test|400", "acme..test|400", "a@acme.api.test|400", "acme.api.test,x|400", "acme.api.test/|400",
            "acme api test|400", "acme.api.test%2e|400", "acm\u00e9.test|400", "xn--acm-dma.test|421", "a_b.test|421", "127.0.0.1|421", "[::1]|421", "[::1]:80|421", "[::1|400", "[127.0.0.1|400", "[:80|400", "[|400", "[]|400", "[::1]x|400", "''|400"})
    @DisplayName("RFC 9110 §7.2: the host is a name we serve, in whatever case, or it is refused")
    void reads_the_host_strictly(String host, int status) throws Exception {
        assertThat(raw("GET /open HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status()).isEqualTo(status);
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
    @ValueSource(strings = {"Content-Length: 1\r\nContent-Length: 2", "Content-Length: +1", "Content-Length: 1, 2", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nContent-Length: 3",
            "X-A : b", "X-\u0000: b", "X-A: b\u0000c",
            ": b", ":", ": Claviger-Tenant: globex", "\u00e9: b", "X(A: b", "X@A: b", "X A: b", "X-\rA: b", "X-A: b\rc", "X-A: b\u007f", "X-A: b\u0001"})
    @DisplayName("RFC 9112 §6: framing that can be read in two ways never reaches an upstream")
    void refuses_ambiguous_framing(String header) throws Exception {
        int before = gateway.reached();
        assertThat(gateway.send("POST", TestGateway.HOST, "/open", header).status()).isEqualTo(400);
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @Test
    void serves_http_1_0_and_ends_the_connection() throws Exception {
        Wire.Answer answer = raw("GET /open HTTP/1.0\r\nHost: acme.api.test\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("answer of acme");
    }
}
