package dev.claviger.credential.tenant;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class TenantTest {

    @Inject
    Pool pool;

    @Test
    void creates_reads_and_changes_a_tenant() {
        String id = AdminApi.fresh("t");
        asAdministrator().body(Map.of("id", id, "name", "Acme", "access_token_lifetime", "PT1H")).post("/admin/v1/tenants").then().statusCode(201)
                .header("Location", equalTo("/admin/v1/tenants/" + id)).header("ETag", notNullValue())
                .body("name", equalTo("Acme")).body("access_token_lifetime", equalTo("PT1H")).body("refresh_token_lifetime", nullValue());
        asAdministrator().body(Map.of("id", id, "name", "Again")).post("/admin/v1/tenants").then().statusCode(409);
        asAdministrator().body("{\"name\":\"Acme Ltd\",\"access_token_lifetime\":null}").patch("/admin/v1/tenants/" + id).then().statusCode(200)
                .body("name", equalTo("Acme Ltd")).body("access_token_lifetime", nullValue());
        asAdministrator().header("If-Match", "\"x\"").body(Map.of("name", "n")).patch("/admin/v1/tenants/" + id).then().statusCode(412);
        asAdministrator().header("If-Match", "\"x\"").delete("/admin/v1/tenants/" + id).then().statusCode(412);
    }

    @Test
    @DisplayName("durations are answered as they were sent: whole days as days")
    void answers_durations_as_sent() {
        asAdministrator().body(Map.of("id", AdminApi.fresh("t"), "name", "Acme", "access_token_lifetime", "P1D", "refresh_token_lifetime", "P30D")).post("/admin/v1/tenants")
                .then().statusCode(201).body("access_token_lifetime", equalTo("P1D")).body("refresh_token_lifetime", equalTo("P30D"));
    }

    @Test
    void a_repeated_creation_with_the_same_key_answers_200() {
        Map<String, String> body = Map.of("id", AdminApi.fresh("t"), "name", "Acme");
        String key = AdminApi.fresh("key");
        asAdministrator().header("Idempotency-Key", key).body(body).post("/admin/v1/tenants").then().statusCode(201);
        asAdministrator().header("Idempotency-Key", key).body(body).post("/admin/v1/tenants").then().statusCode(200).body("id", equalTo(body.get("id")));
    }

    @Test
    @DisplayName("a tenant's lifetime holds for its clients, unless they have their own")
    void lifetimes_fall_back_from_client_to_tenant_to_installation() throws Exception {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        long before = AdminApi.position();
        assertThat(lifetimeOf(client)).isEqualTo(1800);
        asAdministrator().body(Map.of("access_token_lifetime", "PT2H")).patch("/admin/v1/tenants/" + client.tenant()).then().statusCode(200);
        assertThat(lifetimeOf(client)).isEqualTo(7200);
        asAdministrator().body(Map.of("access_token_lifetime", "PT5M")).patch(client.path()).then().statusCode(200);
        assertThat(lifetimeOf(client)).isEqualTo(300);
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> seen.events().size() >= 2);
            assertThat(frames.events().get(0)).contains("event: tenant-changed");
            assertThat(frames.events().get(1)).contains("event: client-changed");
        }
    }

    @Test
    @DisplayName("deletion ends tokens, erases personal data, and keeps the audit with ids only")
    void a_deleted_tenant_leaves_ids_only() throws Exception {
        String tenant = AdminApi.newTenant();
        NewClient client = AdminApi.newClient(tenant, Map.of("name", "Erasable Name", "contact_email", "erasable@acme.example",
                "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        NewClient delegate = AdminApi.newClient(tenant, "claviger:tenant");
        AdminApi.as(delegate.tenantToken()).body(Map.of("name", "Erasable too")).patch(client.path()).then().statusCode(200);
        pool.query("insert into credential_usage values ('" + client.credential() + "', 1, now(), '192.0.2.1')").executeAndAwait();
        long before = AdminApi.position();
        asAdministrator().delete("/admin/v1/tenants/" + tenant).then().statusCode(204);
        asAdministrator().get("/admin/v1/tenants/" + tenant).then().statusCode(404);
        AdminApi.as(delegate.tenantToken()).get("/admin/v1/scopes").then().statusCode(401);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        for (String table : List.of("tenant", "client", "audit_entry", "event", "environment", "idempotency_key")) {
            assertThat(count("select count(*) from " + table + " x where x::text like '%rasable%' or x::text like '%Tenant " + tenant + "%'")).as(table).isZero();
        }
        assertThat(count("select count(*) from audit_entry where tenant_id = '" + tenant + "'")).isGreaterThan(3);
        assertThat(count("select count(*) from audit_entry where actor_tenant = '" + tenant + "' and address is not null")).isZero();
        assertThat(count("select count(*) from credential_usage where credential_id = '" + client.credential() + "'")).isZero();
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> seen.events().size() >= 2);
            assertThat(frames.events().get(0)).contains("event: revoked", tenant);
            assertThat(frames.events().get(1)).contains("event: environment-deleted", tenant);
        }
    }

    @Test
    void a_namesake_does_not_see_what_became_of_the_deleted_tenant() {
        String tenant = AdminApi.newTenant();
        asAdministrator().delete("/admin/v1/tenants/" + tenant).then().statusCode(204);
        asAdministrator().body(Map.of("id", tenant, "name", "Namesake")).post("/admin/v1/tenants").then().statusCode(201);
        AdminApi.putEnvironment(tenant, "prod").then().statusCode(201);
        NewClient delegate = AdminApi.newClient(tenant, "claviger:tenant");
        AdminApi.as(delegate.tenantToken()).get("/admin/v1/audit").then().statusCode(200).body("items.size()", equalTo(3));
    }

    private static int lifetimeOf(NewClient client) {
        return AdminApi.verify(client.id(), client.secret()).path("client.access_token_lifetime");
    }

    private long count(String query) {
        return pool.query(query).executeAndAwait().iterator().next().getLong(0);
    }
}
