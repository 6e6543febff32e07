package dev.claviger.credential.application;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientSecret;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.restassured.response.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class ClientTest {

    @Test
    @DisplayName("the secret is in the creating answer, which nobody may store, and in no other")
    void shows_the_secret_once() {
        String tenant = AdminApi.newTenant();
        Response created = asAdministrator().body(Map.of("name", "Importer", "contact_email", "it@acme.example", "environment", "prod",
                "scopes", List.of(AdminApi.newScope()))).post("/admin/v1/tenants/" + tenant + "/clients");
        created.then().statusCode(201).header("Cache-Control", "no-store").header("ETag", notNullValue())
                .header("Location", equalTo("/admin/v1/tenants/" + tenant + "/clients/" + created.path("client_id")));
        assertThat(ClientSecret.parse(created.path("client_secret"))).hasValueSatisfying(
                secret -> assertThat(secret.credential().value()).isEqualTo(created.path("credential_id")));
        String secret = created.path("client_secret");
        for (String path : List.of("", "/secrets", "/secrets/" + created.path("credential_id"))) {
            assertThat(asAdministrator().get(created.header("Location") + path).then().statusCode(200).extract().asString()).doesNotContain(secret);
        }
        assertThat(asAdministrator().get("/admin/v1/tenants/" + tenant + "/clients").asString()).doesNotContain(secret, "client_secret\"");
    }

    @Test
    void a_repeat_with_the_same_key_makes_nothing_new_and_shows_no_secret() {
        String tenant = AdminApi.newTenant();
        Map<String, Object> form = Map.of("name", "Once", "environment", "prod", "scopes", List.of(AdminApi.newScope()));
        String path = "/admin/v1/tenants/" + tenant + "/clients";
        String key = AdminApi.fresh("key");
        String first = asAdministrator().header("Idempotency-Key", key).body(form).post(path).then().statusCode(201).extract().path("client_id");
        asAdministrator().header("Idempotency-Key", key).body(form).post(path).then().statusCode(200)
                .body("client_id", equalTo(first)).body("client_secret", nullValue());
        asAdministrator().header("Idempotency-Key", key).body(Map.of("name", "Other", "environment", "prod", "scopes", form.get("scopes"))).post(path)
                .then().statusCode(422).body("detail", containsString("Idempotency-Key"));
        asAdministrator().get(path).then().body("items.size()", equalTo(1));
    }

    @Test
    void pages_through_all_clients_once() {
        String tenant = AdminApi.newTenant();
        String scope = AdminApi.newScope();
        for (int i = 0; i < 5; i++) {
            AdminApi.newClient(tenant, scope);
        }
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            var page = asAdministrator().queryParams(after == null ? Map.of("limit", 2) : Map.of("limit", 2, "after", after))
                    .get("/admin/v1/tenants/" + tenant + "/clients").then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("items.client_id"));
            after = page.getString("next");
        } while (after != null);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSorted();
    }

    @Test
    @DisplayName("RFC 9110 §13.1.1: If-Match guards PATCH and DELETE")
    void guards_changes_by_entity_tag() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        String first = asAdministrator().get(client.path()).header("ETag");
        String second = asAdministrator().header("If-Match", first).body(Map.of("name", "Renamed")).patch(client.path()).then().statusCode(200)
                .body("name", equalTo("Renamed")).extract().header("ETag");
        assertThat(second).isNotEqualTo(first);
        asAdministrator().header("If-Match", first).body(Map.of("name", "Lost")).patch(client.path()).then().statusCode(412);
        asAdministrator().header("If-Match", first).delete(client.path()).then().statusCode(412);
        asAdministrator().header("If-Match", "W/" + second).body(Map.of()).patch(client.path()).then().statusCode(200).header("ETag", equalTo(second));
        asAdministrator().header("If-Match", "\"x\", " + second).delete(client.path()).then().statusCode(204);
    }

    @Test
    void losing_a_scope_ends_its_tokens_and_gaining_one_does_not() throws Exception {
        String kept = AdminApi.newScope();
        String lost = AdminApi.newScope();
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), kept, lost);
        long before = AdminApi.position();
        asAdministrator().body(Map.of("scopes", List.of(kept))).patch(client.path()).then().statusCode(200);
        asAdministrator().body(Map.of("scopes", List.of(kept, lost))).patch(client.path()).then().statusCode(200);
        asAdministrator().body(Map.of("name", "No news", "contact_email", "a@b.example")).patch(client.path()).then().statusCode(200);
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> seen.events().size() >= 3);
            assertThat(frames.events().stream().map(frame -> frame.split("\n")[1]).toList())
                    .containsExactly("event: revoked", "event: client-changed", "event: client-changed");
            assertThat(frames.events()).allMatch(frame -> frame.contains(client.id()));
        }
    }

    @Test
    void disabling_ends_verification_and_enabling_begins_it_again() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().body(Map.of("disabled", true)).patch(client.path()).then().statusCode(200).body("disabled", equalTo(true));
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        asAdministrator().body("{\"disabled\":null}").patch(client.path()).then().statusCode(200).body("disabled", equalTo(false));
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
    }

    @Test
    void a_deleted_client_is_gone_with_its_secrets() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().delete(client.path()).then().statusCode(204);
        asAdministrator().get(client.path()).then().statusCode(404);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
    }

    @Test
    @DisplayName("another tenant's object looks like none: 404 on every id")
    void another_tenants_objects_do_not_exist() {
        String own = AdminApi.newTenant();
        AdminToken token = AdminApi.newClient(own, "claviger:tenant").tenantToken();
        NewClient foreign = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        NewClient mine = AdminApi.newClient(own, AdminApi.newScope());
        String theirs = "/admin/v1/tenants/" + foreign.tenant();
        for (String path : List.of(theirs, theirs + "/environments", theirs + "/environments/prod", theirs + "/clients", foreign.path(),
                foreign.path() + "/secrets", foreign.path() + "/secrets/" + foreign.credential(), "/admin/v1/audit?tenant=" + foreign.tenant(),
                "/admin/v1/tenants/" + own + "/clients/" + foreign.id(), "/admin/v1/tenants/" + own + "/clients/" + foreign.id() + "/secrets",
                mine.path() + "/secrets/" + foreign.credential())) {
            as(token).get(path).then().statusCode(404);
        }
        for (String path : List.of(theirs, theirs + "/environments/prod", foreign.path(), foreign.path() + "/secrets/" + foreign.credential(),
                "/admin/v1/tenants/" + own + "/clients/" + foreign.id(), mine.path() + "/secrets/" + foreign.credential())) {
            as(token).delete(path).then().statusCode(404);
        }
        as(token).body(Map.of("name", "x")).patch(foreign.path()).then().statusCode(404);
        as(token).body(Map.of()).post(foreign.path() + "/secrets").then().statusCode(404);
        as(token).body(Map.of()).post(foreign.path() + "/secrets?format=env").then().statusCode(404);
        as(token).body(Map.of("tenant", foreign.tenant())).post("/admin/v1/revocations").then().statusCode(404);
        as(token).body(Map.of("client_id", foreign.id())).post("/admin/v1/revocations").then().statusCode(404);
        assertThat(AdminApi.verifies(foreign.id(), foreign.secret())).isTrue();
    }

    @Test
    @DisplayName("a delegated administrator cannot come by more than its own right")
    void a_tenants_administrator_stays_within_its_right() {
        String own = AdminApi.newTenant();
        NewClient delegate = AdminApi.newClient(own, "claviger:tenant");
        NewClient operator = AdminApi.newClient(own, "claviger:admin");
        AdminToken token = delegate.tenantToken();
        String scope = AdminApi.newScope();
        String clients = "/admin/v1/tenants/" + own + "/clients";
        for (String granted : List.of("claviger:tenant", "claviger:admin")) {
            as(token).body(Map.of("name", "x", "environment", "prod", "scopes", List.of(granted))).post(clients).then().statusCode(403);
        }
        as(token).body(Map.of("scopes", List.of("claviger:admin"))).patch(delegate.path()).then().statusCode(403);
        as(token).post(operator.path() + "/secrets").then().statusCode(403);
        as(token).body(Map.of("name", "x")).patch(operator.path()).then().statusCode(403);
        as(token).body(Map.of("retire_unused_secrets", true)).patch(operator.path()).then().statusCode(403);
        as(token).body(Map.of("grant_types", List.of("client_credentials", "refresh_token"))).patch(operator.path()).then().statusCode(403);
        as(token).post(operator.path() + "/secrets?format=env").then().statusCode(403);
        as(token).body(Map.of("refresh_token_lifetime", "P401D")).patch(delegate.path()).then().statusCode(400);
        as(token).delete(operator.path()).then().statusCode(403);
        as(token).delete(operator.path() + "/secrets/" + operator.credential()).then().statusCode(403);
        as(token).body(Map.of("id", AdminApi.fresh("t"), "name", "x")).post("/admin/v1/tenants").then().statusCode(403);
        as(token).body(Map.of("name", "x")).patch("/admin/v1/tenants/" + own).then().statusCode(403);
        as(token).delete("/admin/v1/tenants/" + own).then().statusCode(403);
        as(token).body(Map.of("hosts", List.of(), "upstreams", List.of())).put("/admin/v1/tenants/" + own + "/environments/x").then().statusCode(403);
        as(token).delete("/admin/v1/tenants/" + own + "/environments/prod").then().statusCode(403);
        as(token).body(Map.of("name", "x", "description", "d", "criticality", "low")).post("/admin/v1/scopes").then().statusCode(403);
        as(token).delete("/admin/v1/scopes?name=" + scope).then().statusCode(403);

        as(token).get("/admin/v1/tenants").then().statusCode(200).body("items.id", equalTo(List.of(own)));
        as(token).get("/admin/v1/tenants/" + own + "/environments").then().statusCode(200);
        as(token).get("/admin/v1/scopes").then().statusCode(200);
        String made = as(token).body(Map.of("name", "x", "environment", "prod", "scopes", List.of(scope))).post(clients).then().statusCode(201).extract().path("client_id");
        as(token).post(clients + "/" + made + "/secrets").then().statusCode(201);
        as(token).body(Map.of("client_id", made)).post("/admin/v1/revocations").then().statusCode(202);
        as(token).delete(clients + "/" + made).then().statusCode(204);
        as(token).get("/admin/v1/audit").then().statusCode(200).body("items.tenant.unique()", equalTo(List.of(own)));
    }

    @Test
    void null_gives_back_the_default() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "n", "environment", "prod", "scopes", List.of(AdminApi.newScope()),
                "establishments", List.of("paris")));
        asAdministrator().body("{\"establishments\":null,\"grant_types\":null,\"token_endpoint_auth_method\":null}").patch(client.path()).then().statusCode(200)
                .body("establishments", equalTo(List.of())).body("grant_types", equalTo(ClientForm.DEFAULT_GRANT_TYPES))
                .body("token_endpoint_auth_method", equalTo(ClientForm.DEFAULT_AUTH_METHOD));
    }
}
