package dev.claviger.token.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayName("What no endpoint answers is refused as every OAuth request is (RFC 6749 §5.2)")
class UnservedRequestsTest extends TokenServiceTest {

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /nothing", "POST, /oauth2/tokens", "PUT, /.well-known", "GET, /.well-known/openid-configurations",
            "GET, /.well-known/oauth-authorization-server/other", "GET, /oauth2/jwks/key-1", "OPTIONS, /nothing", "DELETE, /q/health"})
    void an_unknown_path_is_404_in_json(String method, String path) {
        assertRefused(request().header("Accept", "text/html").request(method, path), 404, "there is no endpoint at this path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/jwks", "/.well-known/oauth-authorization-server"})
    @DisplayName("RFC 9110 §15.5.6: what is read by GET says so")
    void documents_take_no_other_method(String path) {
        Response answer = request().post(path);
        assertRefused(answer, 405, "this document is read by GET");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({"GET, /oauth2/jwks, 200", "HEAD, /oauth2/jwks, 200", "POST, /oauth2/token, 400", "POST, /oauth2/jwks, 405", "GET, /nothing, 404"})
    @DisplayName("RFC 9110 §6.6.1: every answer says when it was made")
    void says_when_an_answer_was_made(String method, String path, int status) throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            List<String> head = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().takeWhile(line -> !line.isEmpty()).toList();
            assertThat(head.get(0)).startsWith("HTTP/1.1 " + status);
            assertThat(head).filteredOn(line -> line.toLowerCase(Locale.ROOT).startsWith("date: ")).singleElement()
                    .satisfies(line -> assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(line.substring(6)))).isBetween(before, Instant.now()));
        }
    }

    private static void assertRefused(Response answer, int status, String description) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(new JsonObject(answer.asString())).isEqualTo(new JsonObject().put("error", "invalid_request").put("error_description", description));
    }
}
