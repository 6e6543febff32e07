package dev.claviger.credential.admin;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class AdminAuthenticationTest {

    private static final String SCOPES = "/admin/v1/scopes";

    @Test
    @DisplayName("RFC 6750 §3.1: no token gets a challenge without an error code")
    void challenges_a_caller_without_a_token() {
        given().get(SCOPES).then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", not(containsString("error"))).header("WWW-Authenticate", containsString("Bearer"));
    }

    static Stream<Arguments> unusable_tokens() {
        String good = AdminToken.administrator().sign();
        return Stream.of(
                arguments("another issuer", AdminToken.administrator().issuer("http://localhost:8081/").sign()),
                arguments("another audience", AdminToken.administrator().audience("urn:claviger:acme:prod").sign()),
                arguments("a second audience", AdminToken.administrator().audience(List.of("urn:claviger:admin", "other")).sign()),
                arguments("another type", AdminToken.administrator().type("JWT").sign()),
                arguments("an unknown key id", AdminToken.administrator().keyId("../../etc/passwd").sign()),
                arguments("a foreign key", AdminToken.administrator().signedBy(AdminToken.newKeys()).sign()),
                arguments("expired beyond the clock skew", AdminToken.administrator().expiresIn(Duration.ofSeconds(-7)).sign()),
                arguments("no signature", good.substring(0, good.lastIndexOf('.') + 1)),
                arguments("a changed payload", good.replaceFirst("\\.ey", ".eyA")),
                arguments("alg none", unsigned("none")),
                arguments("alg HS256", unsigned("HS256")),
                arguments("five parts", good + ".a.b"),
                arguments("a broken header", "e30.e30.e30"),
                arguments("no JWT", "secret"),
                arguments("64 KiB", "a".repeat(12_000)),
                arguments("a client nobody has", AdminToken.administrator().client("NobodyAtAll00000000").sign()));
    }

    private static String unsigned(String algorithm) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"" + AdminToken.KEY_ID + "\"}";
        return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + AdminToken.administrator().sign().split("\\.")[1] + "." + encoder.encodeToString(new byte[32]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("RFC 6750 §3.1, RFC 9068 §4: invalid_token")
    void unusable_tokens(String what, String token) {
        given().header("Authorization", "Bearer " + token).get(SCOPES).then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }

    @Test
    @DisplayName("clocks may differ by 5 s")
    void accepts_a_token_within_the_clock_skew() {
        as(AdminToken.administrator().expiresIn(Duration.ofSeconds(-2))).get(SCOPES).then().statusCode(200);
    }

    @Test
    void accepts_the_scheme_in_any_case_but_only_one_header() {
        given().header("Authorization", "bearer " + AdminToken.administrator().sign()).get(SCOPES).then().statusCode(200);
        given().header("Authorization", "Basic YTpi", "Bearer " + AdminToken.administrator().sign()).get(SCOPES).then().statusCode(401);
        given().queryParam("access_token", AdminToken.administrator().sign()).get(SCOPES).then().statusCode(401);
    }

    @Test
    @DisplayName("RFC 6750 §3.1: insufficient_scope names the scope that is needed")
    void refuses_a_token_without_a_built_in_scope() {
        as(AdminToken.administrator().scope("things:read")).get(SCOPES).then().statusCode(403)
                .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""));
    }

    @Test
    @DisplayName("own revocations are honoured at once: by client, secret, and before an instant")
    void refuses_a_revoked_token_at_once() {
        String tenant = AdminApi.newTenant();
        NewClient client = AdminApi.newClient(tenant, "claviger:tenant");
        AdminToken token = client.tenantToken().position(AdminApi.position());
        as(token).get("/admin/v1/tenants/" + tenant).then().statusCode(200);
        asAdministrator().body(Map.of("tenant", tenant, "client_id", client.id())).post("/admin/v1/revocations").then().statusCode(202);
        as(token).get("/admin/v1/tenants/" + tenant).then().statusCode(401);
        as(client.tenantToken().position(AdminApi.position())).get("/admin/v1/tenants/" + tenant).then().statusCode(200);
    }

    @Test
    void refuses_the_token_of_a_disabled_client() {
        String tenant = AdminApi.newTenant();
        NewClient client = AdminApi.newClient(tenant, "claviger:tenant");
        asAdministrator().body(Map.of("disabled", true)).patch(client.path()).then().statusCode(200);
        as(client.tenantToken()).get("/admin/v1/tenants/" + tenant).then().statusCode(401);
    }
}
