package dev.claviger.token.metadata;

import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@DisplayName("What anyone may know of the authorization server")
class MetadataTest extends TokenServiceTest {

    @Test
    @DisplayName("RFC 8414 §3.2: exactly what works")
    void metadata() {
        String document = request().get("/.well-known/oauth-authorization-server").then().statusCode(200).contentType("application/json")
                .header("Access-Control-Allow-Origin", "*").header("Access-Control-Allow-Credentials", nullValue())
                .extract().asString();
        assertThat(new JsonObject(document)).isEqualTo(new JsonObject("""
                {"issuer": "http://localhost:8081",
                 "token_endpoint": "http://localhost:8081/oauth2/token",
                 "jwks_uri": "http://localhost:8081/oauth2/jwks",
                 "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
                 "authorization_endpoint": "http://localhost:8081/oauth2/authorize",
                 "authorization_response_iss_parameter_supported": true,
                 "code_challenge_methods_supported": ["S256", "plain"],
                 "response_types_supported": ["code"],
                 "response_modes_supported": ["query"],
                 "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
                 "introspection_endpoint": "http://localhost:8081/oauth2/introspect",
                 "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                 "revocation_endpoint": "http://localhost:8081/oauth2/revoke",
                 "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"]}"""));
    }

    @Test
    @DisplayName("RFC 8414 §3.1: another issuer's path is not here")
    void another_issuer() {
        request().get("/.well-known/oauth-authorization-server/other").then().statusCode(404);
    }

    @Test
    @DisplayName("RFC 8414 §2: endpoints of an issuer with a path are below it")
    void an_issuer_with_a_path() {
        JsonObject document = new JsonObject(MetadataDocument.of("https://example.com/auth"));
        assertThat(document.getString("issuer")).isEqualTo("https://example.com/auth");
        assertThat(document.getString("token_endpoint")).isEqualTo("https://example.com/auth/oauth2/token");
        assertThat(new JsonObject(MetadataDocument.of("https://example.com/")).getString("jwks_uri")).isEqualTo("https://example.com/oauth2/jwks");
    }

    @Test
    @DisplayName("RFC 7517 §5: kid, alg, use and kty of every key, and no private member")
    void jwks() {
        request().get("/oauth2/jwks").then().statusCode(200).contentType("application/json")
                .header("Cache-Control", containsString("max-age=60")).header("Access-Control-Allow-Origin", "*")
                .body("keys[0].alg", equalTo("ES256")).body("keys[0].use", equalTo("sig")).body("keys[0].kty", equalTo("EC"))
                .body("keys[0].crv", equalTo("P-256")).body("keys[0].kid.size()", equalTo(43)).body("keys[0].d", nullValue());
    }

    @Test
    @DisplayName("the OpenAPI document describes the endpoints and holds no example secret")
    void openapi() {
        String document = request().accept("application/json").get("/openapi").then().statusCode(200).extract().asString();
        JsonObject paths = new JsonObject(document).getJsonObject("paths");
        assertThat(paths.fieldNames()).containsAll(List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/jwks", "/.well-known/oauth-authorization-server"));
        assertThat(document).doesNotContain("clv_").doesNotContain("eyJ");
    }
}
