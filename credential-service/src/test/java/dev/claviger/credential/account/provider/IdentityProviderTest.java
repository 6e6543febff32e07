package dev.claviger.credential.account.provider;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static dev.claviger.credential.account.TestPeople.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople.TestPerson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("A tenant's identity provider")
class IdentityProviderTest {

    private static final String SECRET = "a secret of the provider";

    @Inject
    Pool pool;

    @Test
    void is_put_shown_changed_and_deleted_as_its_neighbours_are() {
        String tenant = AdminApi.newTenant();
        String path = path(tenant);
        asAdministrator().get(path).then().statusCode(404);
        Response created = put(tenant, Map.of());
        created.then().statusCode(201).header("Location", containsString(path)).body("issuer", equalTo("https://login.example.com/acme")).body("claim", equalTo("email"))
                .body("scopes", equalTo(List.of("openid", "email", "profile"))).body("create_people", equalTo(false)).body("passwords", equalTo("allowed"))
                .body("has_client_secret", equalTo(true)).body("client_secret", nullValue());
        asAdministrator().get(path).then().statusCode(200).header("ETag", created.header("ETag")).body("client_secret", nullValue());
        asAdministrator().header("If-Match", "\"other\"").body(form(Map.of())).put(path).then().statusCode(412);
        asAdministrator().header("If-None-Match", "*").body(form(Map.of())).put(path).then().statusCode(412);
        asAdministrator().header("If-Match", created.header("ETag")).body(form(Map.of("name", "Acme ID", "claim", "preferred_username"))).put(path).then().statusCode(200)
                .body("name", equalTo("Acme ID"));
        asAdministrator().queryParam("tenant", tenant).get("/admin/v1/audit").then().body("items[0].action", equalTo("identity_provider.changed"))
                .body("items[0].changed", equalTo(List.of("name", "client_secret", "claim"))).body("items.action", hasItem("identity_provider.created"));
        asAdministrator().header("If-Match", created.header("ETag")).delete(path).then().statusCode(412);
        asAdministrator().delete(path).then().statusCode(204);
        asAdministrator().delete(path).then().statusCode(404);
        asAdministrator().queryParam("tenant", tenant).get("/admin/v1/audit").then().body("items[0].action", equalTo("identity_provider.deleted"));
    }

    @Test
    @DisplayName("token-service is told of it, and of the secret only where it asks for that; in the database nobody reads it")
    void the_secret_is_sealed() {
        String tenant = AdminApi.newTenant();
        asTokenService().body(Map.of("tenant", tenant)).post("/internal/identity-providers").then().statusCode(200).body("provider", nullValue());
        put(tenant, Map.of());
        asTokenService().body(Map.of("tenant", tenant)).post("/internal/identity-providers").then().statusCode(200).header("Cache-Control", "no-store")
                .body("provider.name", equalTo("Acme")).body("provider.client_secret", nullValue());
        assertThat(secret(tenant)).isEqualTo(SECRET);
        assertThat(pool.query("select encode(client_secret, 'escape') from identity_provider where tenant_id = '" + tenant + "'").executeAndAwait()
                .iterator().next().getString(0)).doesNotContain("provider");
        pool.query("update identity_provider set issuer = 'https://evil.example' where tenant_id = '" + tenant + "'").executeAndAwait();
        assertThat(secret(tenant)).as("bound to the issuer it was given for").isNull();
    }

    @Test
    @DisplayName("a secret that is not sent stays, but goes to no other provider or client; null removes it")
    void the_secret_is_kept_for_the_same_client_only() {
        String tenant = AdminApi.newTenant();
        put(tenant, Map.of());
        put(tenant, without("name", "Renamed")).then().statusCode(200).body("has_client_secret", equalTo(true));
        assertThat(secret(tenant)).isEqualTo(SECRET);
        put(tenant, without("issuer", "https://evil.example")).then().statusCode(400).body("errors.client_secret", containsString("required"));
        put(tenant, without("client_id", "other")).then().statusCode(400);
        Map<String, Object> none = new HashMap<>();
        none.put("client_secret", null);
        put(tenant, none).then().statusCode(200).body("has_client_secret", equalTo(false));
        assertThat(secret(tenant)).isNull();
        put(tenant, without("issuer", "https://other.example")).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com", "https://user@login.example.com", "https://login.example.com?a=b", "https://login.example.com#a", "javascript:alert(1)",
            "https://", "login.example.com", "https://login.example.com:0", "file:///etc/passwd"})
    @DisplayName("an issuer is an https address without query (OpenID Connect Discovery 1.0 §2); not")
    void an_issuer_that_is_none(String issuer) {
        put(AdminApi.newTenant(), Map.of("issuer", issuer)).then().statusCode(400).body("errors.issuer", containsString("https address"));
    }

    @Test
    void what_is_missing_or_unknown_is_told_at_once() {
        asAdministrator().body(Map.of("passwords", "sometimes", "secret", "x")).put(path(AdminApi.newTenant())).then().statusCode(400)
                .body("errors.keySet()", equalTo(Map.of("issuer", 1, "name", 1, "client_id", 1, "passwords", 1, "secret", 1).keySet()));
        put("nowhere", Map.of()).then().statusCode(404);
    }

    @Test
    @DisplayName("whoever decides where people sign in may be anybody there: only administrators without limits, of that tenant, and for claviger of the platform")
    void who_may_decide() {
        NewClient console = AdminApi.newClient(AdminApi.newTenant(), "claviger:tenant");
        String tenant = console.tenant();
        TestPerson free = newPerson(tenant, Map.of("role", "tenant_administrator"));
        TestPerson limited = newPerson(tenant, Map.of("role", "tenant_administrator", "scopes", List.of(AdminApi.newScope())));
        as(console.tenantToken().person(limited.id())).body(form(Map.of())).put(path(tenant)).then().statusCode(403);
        as(console.tenantToken().person(free.id())).body(form(Map.of())).put(path(tenant)).then().statusCode(201);
        as(console.tenantToken().person(limited.id())).delete(path(tenant)).then().statusCode(403);
        as(console.tenantToken()).get(path(AdminApi.newTenant())).then().statusCode(404);
        as(console.tenantToken()).body(form(Map.of())).put(path(AdminApi.newTenant())).then().statusCode(404);
        as(AdminToken.administrator().scope("claviger:tenant")).body(form(Map.of())).put(path("claviger")).then().statusCode(403);
        as(console.tenantToken().person(free.id())).delete(path(tenant)).then().statusCode(204);
    }

    private static Map<String, Object> without(String member, String value) {
        Map<String, Object> more = new HashMap<>(Map.of(member, value));
        more.put("without", "client_secret");
        return more;
    }

    private static Map<String, Object> form(Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of("issuer", "https://login.example.com/acme", "name", "Acme", "client_id", "claviger", "client_secret", SECRET));
        form.putAll(more);
        Object left = form.remove("without");
        Arrays.asList(left).forEach(form::remove);
        return form;
    }

    private static String path(String tenant) {
        return "/admin/v1/tenants/" + tenant + "/identity-provider";
    }

    private static Response put(String tenant, Map<String, Object> more) {
        return asAdministrator().body(form(more)).put(path(tenant));
    }

    private static String secret(String tenant) {
        return asTokenService().body(Map.of("tenant", tenant, "secret", true)).post("/internal/identity-providers").then().statusCode(200).extract().path("provider.client_secret");
    }
}
