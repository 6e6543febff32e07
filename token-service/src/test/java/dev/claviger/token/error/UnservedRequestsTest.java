package dev.claviger.token.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayName("What no endpoint answers is refused as every OAuth request is (RFC 6749 §5.2)")
class UnservedRequestsTest extends TokenServiceTest {

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /nothing", "POST, /oauth2/tokens", "PUT, /.well-known", "GET, /.well-known/openid-configuration",
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

    private static void assertRefused(Response answer, int status, String description) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(new JsonObject(answer.asString())).isEqualTo(new JsonObject().put("error", "invalid_request").put("error_description", description));
    }
}
