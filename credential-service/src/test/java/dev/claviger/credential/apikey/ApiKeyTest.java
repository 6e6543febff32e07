package dev.claviger.credential.apikey;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ApiKey;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class ApiKeyTest {

    @Inject
    Pool pool;
    @Inject
    ApiKeys keys;

    @Test
    @DisplayName("the key is in the creating answer, which nobody may store, and in no other")
    void shows_the_key_once() {
        NewClient client = newClient();
        Response created = asAdministrator().body(Map.of("name", "Old SDK")).post(client.path() + "/api-keys");
        String key = created.path("api_key");
        created.then().statusCode(201).header("Cache-Control", "no-store").header("ETag", notNullValue())
                .header("Location", equalTo(client.path() + "/api-keys/" + created.path("api_key_id")))
                .body("id", equalTo(created.path("api_key_id"))).body("name", equalTo("Old SDK")).body("created_at", notNullValue());
        assertThat(ApiKey.parse(key)).hasValueSatisfying(parsed -> {
            assertThat(parsed.id().value()).isEqualTo(created.path("api_key_id"));
            assertThat(parsed.environment().value()).isEqualTo("prod");
        });
        for (String path : List.of(client.path() + "/api-keys", created.header("Location"))) {
            assertThat(asAdministrator().get(path).then().statusCode(200).extract().asString()).doesNotContain(key, "api_key\"").contains("Old SDK");
        }
    }

    @Test
    void a_repeat_with_the_same_idempotency_key_makes_nothing_new() {
        NewClient client = newClient();
        String idempotencyKey = AdminApi.fresh("key");
        String first = asAdministrator().header("Idempotency-Key", idempotencyKey).post(client.path() + "/api-keys").then().statusCode(201).extract().path("api_key_id");
        asAdministrator().header("Idempotency-Key", idempotencyKey).post(client.path() + "/api-keys").then().statusCode(200)
                .body("api_key_id", equalTo(first)).body("api_key", nullValue());
        asAdministrator().header("Idempotency-Key", idempotencyKey).body(Map.of("name", "another")).post(client.path() + "/api-keys").then().statusCode(422);
        asAdministrator().get(client.path() + "/api-keys").then().body("items.size()", equalTo(1));
    }

    @Test
    @DisplayName("deleting tells the feed, leaves nothing to see and nothing to verify; RFC 9110 §13.1.1: unless If-Match says another version")
    void deletes_a_key() throws Exception {
        NewClient client = newClient();
        Response created = AdminApi.newApiKey(client);
        String path = created.header("Location");
        asAdministrator().header("If-Match", "\"other\"").delete(path).then().statusCode(412);
        long before = AdminApi.position();
        asAdministrator().header("If-Match", created.header("ETag")).delete(path).then().statusCode(204);
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: api-key-deleted", created.path("api_key_id"), client.id(), client.tenant());
        }
        asAdministrator().get(path).then().statusCode(404);
        asAdministrator().delete(path).then().statusCode(404);
        asAdministrator().get(client.path() + "/api-keys").then().body("items.size()", equalTo(0));
        assertThat(AdminApi.verifyApiKey(created.path("api_key")).<Boolean>path("verified")).isFalse();
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
    }

    @Test
    void the_audit_names_the_key_and_never_holds_it() {
        NewClient client = newClient();
        Response created = AdminApi.newApiKey(client);
        asAdministrator().delete(created.header("Location")).then().statusCode(204);
        asAdministrator().queryParam("client_id", client.id()).get("/admin/v1/audit").then()
                .body("items.action", equalTo(List.of("api_key.deleted", "api_key.created", "client.created")))
                .body("items[0].api_key_id", equalTo(created.path("api_key_id"))).body("items[0].actor", equalTo(TestInstallation.ADMIN_CLIENT));
    }

    @Test
    void a_client_may_have_ten_keys() {
        NewClient client = newClient();
        Response last = null;
        for (int i = 0; i < 10; i++) {
            last = AdminApi.newApiKey(client);
        }
        asAdministrator().post(client.path() + "/api-keys").then().statusCode(409);
        asAdministrator().delete(last.header("Location")).then().statusCode(204);
        AdminApi.newApiKey(client);
    }

    @Test
    void pages_through_all_keys_once() {
        NewClient client = newClient();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(AdminApi.newApiKey(client).path("api_key_id"));
        }
        var first = asAdministrator().queryParam("limit", 2).get(client.path() + "/api-keys").jsonPath();
        var second = asAdministrator().queryParams("limit", 2, "after", first.getString("next")).get(client.path() + "/api-keys").jsonPath();
        List<String> seen = new ArrayList<>(first.getList("items.api_key_id"));
        seen.addAll(second.getList("items.api_key_id"));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made).isSorted();
        assertThat(second.getString("next")).isNull();
    }

    @Test
    @DisplayName("a tenant's administrator manages its own clients' keys; another tenant's are not there for it")
    void belongs_to_one_tenant() {
        NewClient client = newClient();
        NewClient stranger = newClient();
        Response created = as(client.tenantToken()).post(client.path() + "/api-keys");
        created.then().statusCode(201);
        String path = created.header("Location");
        as(client.tenantToken()).get(path).then().statusCode(200);
        as(stranger.tenantToken()).get(path).then().statusCode(404);
        as(stranger.tenantToken()).get(client.path() + "/api-keys").then().statusCode(404);
        as(stranger.tenantToken()).post(client.path() + "/api-keys").then().statusCode(404);
        as(stranger.tenantToken()).delete(path).then().statusCode(404);
        String across = stranger.path() + "/api-keys/" + created.path("api_key_id");
        as(stranger.tenantToken()).get(across).then().statusCode(404);
        as(stranger.tenantToken()).delete(across).then().statusCode(404);
        asAdministrator().get(stranger.path() + "/api-keys/" + created.path("api_key_id")).then().statusCode(404);
    }

    @Test
    void only_an_administrator_touches_an_administrators_keys() {
        String tenant = AdminApi.newTenant();
        NewClient administrator = AdminApi.newClient(tenant, "claviger:admin");
        NewClient delegated = AdminApi.newClient(tenant, "claviger:tenant");
        String path = AdminApi.newApiKey(administrator).header("Location");
        as(delegated.tenantToken()).post(administrator.path() + "/api-keys").then().statusCode(403);
        as(delegated.tenantToken()).delete(path).then().statusCode(403);
        asAdministrator().delete(path).then().statusCode(204);
    }

    @Test
    void goes_with_its_client() {
        NewClient client = newClient();
        String key = AdminApi.newApiKey(client).path("api_key");
        asAdministrator().delete(client.path()).then().statusCode(204);
        assertThat(AdminApi.verifyApiKey(key).<Boolean>path("verified")).isFalse();
        assertThat(rowsOf(client)).isZero();
    }

    @Test
    void a_deleted_key_is_forgotten_with_the_audit_of_its_deletion() {
        NewClient client = newClient();
        Response kept = AdminApi.newApiKey(client);
        Response old = AdminApi.newApiKey(client);
        asAdministrator().delete(kept.header("Location")).then().statusCode(204);
        asAdministrator().delete(old.header("Location")).then().statusCode(204);
        pool.query("update api_key set deleted_at = now() - interval '401 days' where id = '" + old.path("api_key_id") + "'").executeAndAwait();
        keys.prune().await().indefinitely();
        assertThat(rowsOf(client)).isEqualTo(1);
    }

    private long rowsOf(NewClient client) {
        return pool.query("select count(*) from api_key where client_id = '" + client.id() + "'").executeAndAwait().iterator().next().getLong(0);
    }

    private static NewClient newClient() {
        return AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
    }
}
