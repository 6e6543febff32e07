package dev.claviger.credential.scope;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.hamcrest.Matchers.containsString;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.TestPerson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class OwnLimitsTest {

    @Inject
    Pool pool;

    private String child;
    private String scope;
    private String other;
    private NewClient console;
    private TestPerson limited;
    private AdminToken token;

    @BeforeEach
    void a_limited_administrator() {
        child = AdminApi.newScope();
        scope = AdminApi.newScope(child);
        other = AdminApi.newScope();
        console = AdminApi.newClient(AdminApi.newTenant(), "claviger:tenant");
        limited = TestPerson.of(pool, console.tenant(), "tenant_administrator", scope);
        token = console.tenantToken().person(limited.id().value());
    }

    private Response register(AdminToken caller, Map<String, Object> form) {
        return as(caller).body(form).post("/admin/v1/tenants/" + console.tenant() + "/clients");
    }

    private static Map<String, Object> client(String... scopes) {
        return Map.of("name", "Importer", "environment", "prod", "scopes", List.of(scopes));
    }

    private String path(TestPerson person) {
        return "/admin/v1/tenants/" + console.tenant() + "/people/" + person.id();
    }

    @Test
    @DisplayName("registers no client that may do more, in whatever way it would get its tokens; what its own scopes imply is its own")
    void gives_no_client_more() {
        register(token, client(other)).then().statusCode(403).body("detail", containsString(other));
        register(token, Map.of("name", "App", "environment", "prod", "scopes", List.of("openid", scope, other), "grant_types", List.of("authorization_code"),
                "redirect_uris", List.of("https://app.example/back"))).then().statusCode(403);
        String id = register(token, client(child)).then().statusCode(201).extract().path("client_id");
        String path = "/admin/v1/tenants/" + console.tenant() + "/clients/" + id;
        as(token).body(Map.of("scopes", List.of(child, other))).patch(path).then().statusCode(403);
        as(token).body(Map.of("scopes", List.of(scope))).patch(path).then().statusCode(200);
    }

    @Test
    @DisplayName("a client that may do more is not its to change: no secret, no API key, no other address, no other environment")
    void touches_no_client_that_has_more() {
        NewClient stronger = AdminApi.newClient(console.tenant(), scope, other);
        as(token).post(stronger.path() + "/secrets").then().statusCode(403).body("detail", containsString(other));
        as(token).post(stronger.path() + "/api-keys").then().statusCode(403);
        as(token).body(Map.of("redirect_uris", List.of("https://mine.example/back"))).patch(stronger.path()).then().statusCode(403);
        as(token).delete(stronger.path() + "/secrets/" + stronger.credential()).then().statusCode(403);
        as(token).delete(stronger.path()).then().statusCode(403);
        as(token).get(stronger.path()).then().statusCode(200);
        NewClient equal = AdminApi.newClient(console.tenant(), child);
        as(token).post(equal.path() + "/secrets").then().statusCode(201);
        as(console.tenantToken()).post(stronger.path() + "/secrets").then().statusCode(201);
    }

    @Test
    @DisplayName("a colleague who may do more is not its to change: no address, no link, no one-time password; who may do as much is")
    void touches_nobody_who_has_more() {
        for (TestPerson colleague : List.of(TestPerson.of(pool, console.tenant(), "tenant_administrator"), TestPerson.of(pool, console.tenant(), "member", scope, other))) {
            as(token).body(Map.of("email", "mallory@evil.example")).patch(path(colleague)).then().statusCode(403);
            as(token).post(path(colleague) + "/invitations").then().statusCode(403);
            as(token).delete(path(colleague) + "/one-time-password").then().statusCode(403);
            as(token).delete(path(colleague)).then().statusCode(403);
        }
        TestPerson equal = TestPerson.of(pool, console.tenant(), "tenant_administrator", child);
        as(token).body(Map.of("email", "new@acme.example")).patch(path(equal)).then().statusCode(200);
        as(token).body(Map.of("scopes", List.of(scope))).patch(path(equal)).then().statusCode(200);
        as(token).body(Map.of("scopes", List.of(scope, other))).patch(path(equal)).then().statusCode(403);
    }

    @Test
    @DisplayName("an administrator of the platform who is limited neither makes a client that administers without the limit, nor has its own scope imply another")
    void the_platforms_administrators_too() {
        TestPerson platform = TestPerson.of(pool, "claviger", "platform_administrator", scope);
        AdminToken acting = AdminToken.administrator().person(platform.id().value());
        register(acting, client("claviger:tenant")).then().statusCode(403).body("detail", containsString("limited_to_creator"));
        as(acting).post(console.path() + "/secrets").then().statusCode(403);
        as(acting).body(Map.of("name", scope, "description", "Read things", "criticality", "low", "implies", List.of(child, other))).post("/admin/v1/scopes").then().statusCode(403);
        as(acting).body(Map.of("name", scope, "description", "Read more", "criticality", "low", "implies", List.of(child))).post("/admin/v1/scopes").then().statusCode(200);
    }

    @Test
    @DisplayName("a first-party client is not its to change or to make, whatever its scopes: it is sent the codes of everybody")
    void touches_no_first_party_client() {
        Map<String, Object> form = Map.of("name", "Portal", "environment", "platform", "scopes", List.of("openid", "profile"), "grant_types", List.of("authorization_code"),
                "redirect_uris", List.of("https://portal.example/back"), "first_party", true);
        String path = "/admin/v1/tenants/claviger/clients/";
        path += asAdministrator().body(form).post("/admin/v1/tenants/claviger/clients").then().statusCode(201).extract().path("client_id");
        TestPerson platform = TestPerson.of(pool, "claviger", "platform_administrator", scope);
        AdminToken acting = AdminToken.administrator().person(platform.id().value());
        as(acting).body(Map.of("redirect_uris", List.of("https://mine.example/back"))).patch(path).then().statusCode(403).body("detail", containsString("first-party"));
        as(acting).body(Map.of("first_party", false, "redirect_uris", List.of("https://mine.example/back"))).patch(path).then().statusCode(403);
        as(acting).post(path + "/secrets").then().statusCode(403);
        as(acting).body(form).post("/admin/v1/tenants/claviger/clients").then().statusCode(403);
        asAdministrator().body(Map.of("name", "Door")).patch(path).then().statusCode(200);
    }

    @Test
    @DisplayName("a client that administers and is limited to its creator has the creator's limit, with a token of its own as with one of a colleague")
    void binds_what_it_made() {
        TestPerson platform = TestPerson.of(pool, "claviger", "platform_administrator", scope);
        Response made = register(AdminToken.administrator().person(platform.id().value()),
                Map.of("name", "Mine", "environment", "prod", "scopes", List.of("claviger:tenant"), "limited_to_creator", true));
        made.then().statusCode(201);
        AdminToken itself = AdminToken.ofTenant(console.tenant(), made.path("client_id"), made.path("credential_id"));
        register(itself, client(other)).then().statusCode(403);
        register(itself, client(child)).then().statusCode(201);
        TestPerson unlimited = TestPerson.of(pool, console.tenant(), "tenant_administrator");
        register(itself.person(unlimited.id().value()), client(other)).then().statusCode(403);
        asAdministrator().get(console.path()).then().statusCode(200);
    }
}
