package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Callers that speak HTTP/1.0")
class OldVersionTest {

    private static final String HOST = LeadingGateway.HOST;
    @RegisterExtension
    static final LeadingGateway gateway = new LeadingGateway(Map.of());

    private static String request(String method, String... headers) {
        return TestGateway.request(method, HOST, "/open", headers).replace("HTTP/1.1", "HTTP/1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "close", "x"})
    @DisplayName("RFC 9112 §6.3, §9.3: without a length only the connection's end tells where an answer ends, and none is kept")
    void ends_the_connection_with_an_answer_of_unknown_length(String connection) throws Exception {
        gateway.upstream().behave((request, socket) -> RawUpstream.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n0\r\n\r\n"));
        try (Wire wire = new Wire(gateway.port())) {
            Wire.Answer answer = wire.write(request("GET", "Connection: " + connection)).read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Transfer-Encoding")).isNull();
            assertThat(answer.headers("Connection")).containsExactly("close");
            assertThat(answer.body()).isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/open,200", "HEAD,/open,200", "GET,/items,401"})
    @DisplayName("RFC 9112 §9.3: nor is it kept after any other answer")
    void ends_the_connection_with_every_answer(String method, String path, int status) throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            Wire.Answer answer = wire.write(TestGateway.request(method, HOST, path, "Connection: keep-alive").replace("HTTP/1.1", "HTTP/1.0")).read(!method.equals("HEAD"));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers("Connection")).containsExactly("close");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    @DisplayName("RFC 9110 §10.1.1: their 100-continue is ignored, as they know no interim answers")
    void invites_no_body() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            Wire.Answer answer = wire.write(request("POST", "Content-Length: 2", "Expect: 100-continue") + "{}").read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("raw");
        }
        assertThat(gateway.upstream().requests().get(0).header("Expect")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Transfer-Encoding: chunked|0\\r\\n\\r\\n", "Transfer-Encoding: chunked\\r\\nContent-Length: 5|0\\r\\n\\r\\n", "Transfer-Encoding: identity|"})
    @DisplayName("RFC 9112 §6.1: a transfer encoding in a version without any is faulty framing")
    void refuses_a_transfer_encoding(String headers, String body) throws Exception {
        String rest = body == null ? "" : body.translateEscapes();
        assertThat(Wire.exchange(gateway.port(), request("POST", headers.translateEscapes()) + rest).status()).isEqualTo(400);
        assertThat(gateway.upstream().requests()).isEmpty();
    }

    @Test
    void are_refused_as_all_others_are() throws Exception {
        Wire.Answer answer = Wire.exchange(gateway.port(), TestGateway.request("GET", TestGateway.HOST, "/items").replace("HTTP/1.1", "HTTP/1.0"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().getInteger("status")).isEqualTo(401);
        assertThat(Wire.exchange(gateway.port(), "GET /open HTTP/1.0\r\n\r\n").status()).isEqualTo(400);
    }
}
