package dev.claviger.token.endpoint;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;

@QuarkusTest
@DisplayName("Clients of Lucidtech and Cradl work unchanged")
class LucidtechTest extends TokenServiceTest {

    @TestHTTPResource("/")
    URL base;

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/token"})
    @DisplayName("Basic, the grant type in the query string, an empty body")
    void basic_with_the_grant_type_in_the_query(String path) {
        form().header("Authorization", client("documents:read").basic()).queryParam("grant_type", "client_credentials").post(path)
                .then().statusCode(200).body("token_type", equalTo("Bearer")).body("expires_in", instanceOf(Integer.class));
    }

    @Test
    @DisplayName("curl -X POST sends neither body nor Content-Length nor Content-Type")
    void no_body_and_no_content_length_at_all() throws IOException {
        TestClient client = client("documents:read");
        String answer = raw("POST /oauth2/token?grant_type=client_credentials HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: " + client.basic() + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"access_token\"");
    }

    @Test
    @DisplayName("the newest form: everything in the body, with an audience nobody knows")
    void form_with_an_unknown_audience() {
        TestClient client = client("documents:read");
        form().formParam("grant_type", "client_credentials").formParam("audience", "https://api.cradl.ai/v1")
                .formParam("client_id", client.id()).formParam("client_secret", client.secret().reveal()).post("/oauth2/token")
                .then().statusCode(200).body("scope", equalTo("documents:read"));
    }

    @Test
    @DisplayName("Zapier takes 400, and only 400, for a wrong secret")
    void wrong_secret_in_a_form_is_400() {
        form().formParam("grant_type", "client_credentials").formParam("client_id", client("a").id())
                .formParam("client_secret", client("a").secret().reveal()).post("/oauth2/token")
                .then().statusCode(400).body("error", equalTo("invalid_client"));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
