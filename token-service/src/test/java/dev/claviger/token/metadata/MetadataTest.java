package dev.claviger.token.metadata;

import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@DisplayName("What anyone may know of the authorization server")
class MetadataTest extends TokenServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"oauth-authorization-server", "openid-configuration"})
    @DisplayName("RFC 8414 §3.2, OpenID Connect Discovery 1.0 §4.2: exactly what works, the same wherever it is asked for")
    void metadata(String wellKnown) {
        String document = request().get("/.well-known/" + wellKnown).then().statusCode(200).contentType("application/json")
                .header("Access-Control-Allow-Origin", "*").header("Access-Control-Allow-Credentials", nullValue())
                .extract().asString();
        assertThat(new JsonObject(document)).isEqualTo(new JsonObject("""
                {"issuer": "http://localhost:8081",
                 "authorization_endpoint": "http://localhost:8081/oauth2/authorize",
                 "token_endpoint": "http://localhost:8081/oauth2/token",
                 "jwks_uri": "http://localhost:8081/oauth2/jwks",
                 "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
                 "response_types_supported": ["code"],
                 "response_modes_supported": ["query"],
                 "code_challenge_methods_supported": ["S256", "plain"],
                 "authorization_response_iss_parameter_supported": true,
                 "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
                 "introspection_endpoint": "http://localhost:8081/oauth2/introspect",
                 "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                 "revocation_endpoint": "http://localhost:8081/oauth2/revoke",
                 "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
                 "userinfo_endpoint": "http://localhost:8081/oauth2/userinfo",
                 "end_session_endpoint": "http://localhost:8081/logout",
                 "scopes_supported": ["openid", "profile", "email", "offline_access"],
                 "claims_supported": ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp", "at_hash", "sid",
                     "name", "preferred_username", "updated_at", "email", "email_verified"],
                 "claim_types_supported": ["normal"],
                 "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256", "ES256"],
                 "acr_values_supported": ["urn:claviger:multi-factor"],
                 "prompt_values_supported": ["none", "login", "consent", "select_account"],
                 "claims_parameter_supported": true,
                 "request_parameter_supported": false,
                 "request_uri_parameter_supported": false,
                 "backchannel_logout_supported": true,
                 "backchannel_logout_session_supported": true}"""));
    }

    @Test
    @DisplayName("OpenID Connect Discovery 1.0 §3: each endpoint that is advertised is there")
    void advertised_endpoints_answer() {
        JsonObject document = new JsonObject(request().get("/.well-known/openid-configuration").asString());
        List<String> endpoints = document.fieldNames().stream().filter(name -> name.endsWith("_endpoint") || name.equals("jwks_uri")).toList();
        assertThat(endpoints).hasSize(7);
        for (String endpoint : endpoints) {
            int status = request().redirects().follow(false).get(document.getString(endpoint).replace("http://localhost:8081", "")).statusCode();
            assertThat(status).describedAs(endpoint).isNotEqualTo(404).isLessThan(500);
        }
    }

    @Test
    @DisplayName("RFC 8414 §3.1: another issuer's path is not here")
    void another_issuer() {
        request().get("/.well-known/oauth-authorization-server/other").then().statusCode(404);
    }

    @Test
    @DisplayName("RFC 8414 §2: endpoints of an issuer with a path are below it")
    void an_issuer_with_a_path() {
        JsonObject document = new JsonObject(MetadataDocument.of("https://example.com/auth", List.of()));
        assertThat(document.getString("issuer")).isEqualTo("https://example.com/auth");
        assertThat(document.getString("token_endpoint")).isEqualTo("https://example.com/auth/oauth2/token");
        assertThat(new JsonObject(MetadataDocument.of("https://example.com/", List.of())).getString("jwks_uri")).isEqualTo("https://example.com/oauth2/jwks");
    }

    @Test
    @DisplayName("RFC 7517 §5: kid, alg, use and kty of every key, and no private member")
    void jwks() {
        request().get("/oauth2/jwks").then().statusCode(200).contentType("application/json")
                .header("Cache-Control", containsString("max-age=60")).header("Access-Control-Allow-Origin", "*")
                .body("keys[0].alg", equalTo("ES256")).body("keys[0].use", equalTo("sig")).body("keys[0].kty", equalTo("EC"))
                .body("keys.alg", containsInAnyOrder("ES256", "RS256", "ES256"))
                .body("keys[0].crv", equalTo("P-256")).body("keys[0].kid.size()", equalTo(43)).body("keys[0].d", nullValue());
    }

    @Test
    @DisplayName("the OpenAPI document describes the endpoints and holds no example secret")
    void openapi() {
        String document = request().accept("application/json").get("/openapi").then().statusCode(200).extract().asString();
        JsonObject paths = new JsonObject(document).getJsonObject("paths");
        assertThat(paths.fieldNames()).containsAll(List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/jwks", "/oauth2/userinfo",
                "/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"));
        assertThat(document).doesNotContain("clv_").doesNotContain("eyJ");
    }
}
