package dev.claviger.credential.audit;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class AuditTest {

    @Test
    void says_who_did_what_to_which_object() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().body(Map.of("name", "New name", "disabled", true)).patch(client.path()).then().statusCode(200);
        asAdministrator().queryParams("tenant", client.tenant(), "client_id", client.id()).get("/admin/v1/audit").then().statusCode(200)
                .body("items.action", equalTo(List.of("client.changed", "client.created")))
                .body("items[0].changed", equalTo(List.of("name", "disabled")))
                .body("items[0].actor", equalTo(TestInstallation.ADMIN_CLIENT)).body("items[0].actor_tenant", equalTo("claviger"))
                .body("items[1].credential_id", equalTo(client.credential()));
    }

    @Test
    @DisplayName("a header of an untrusted peer does not tell where a call came from")
    void believes_no_untrusted_header_about_the_address() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().header("X-Forwarded-For", "203.0.113.7").header("Forwarded", "for=203.0.113.7").body(Map.of("name", "x")).patch(client.path()).then().statusCode(200);
        asAdministrator().queryParam("client_id", client.id()).get("/admin/v1/audit").then().body("items[0].address", equalTo("127.0.0.1"));
    }

    @Test
    void a_refused_change_leaves_no_entry() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().body(Map.of("scopes", List.of("nobody:knows"))).patch(client.path()).then().statusCode(400);
        asAdministrator().queryParam("client_id", client.id()).get("/admin/v1/audit").then().body("items.size()", equalTo(1));
    }

    @Test
    void pages_from_the_newest_to_the_oldest() {
        String tenant = AdminApi.newTenant();
        AdminApi.newClient(tenant, AdminApi.newScope());
        List<Integer> ids = new ArrayList<>();
        String after = "";
        while (after != null) {
            var page = asAdministrator().queryParams(after.isEmpty() ? Map.of("tenant", tenant, "limit", 1) : Map.of("tenant", tenant, "limit", 1, "after", after))
                    .get("/admin/v1/audit").jsonPath();
            ids.addAll(page.getList("items.id"));
            after = page.getString("next");
        }
        assertThat(ids).hasSize(3).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    @DisplayName("is asked by who acted, what was done, to what, and from when to when, all at once")
    void answers_what_is_asked() {
        String tenant = AdminApi.newTenant();
        NewClient one = AdminApi.newClient(tenant, AdminApi.newScope());
        NewClient other = AdminApi.newClient(tenant, AdminApi.newScope());
        AdminApi.as(one.tenantToken()).body(Map.of("name", "By its own tenant")).patch(other.path()).then().statusCode(200);
        String key = AdminApi.newApiKey(one).path("api_key_id");
        assertThat(found(tenant, "object", one.id())).containsExactly("api_key.created", "client.created");
        assertThat(found(tenant, "object", key)).containsExactly("api_key.created");
        assertThat(found(tenant, "object", one.credential())).containsExactly("client.created");
        assertThat(found(tenant, "object", "prod")).contains("environment.created").doesNotContain("client.changed");
        assertThat(found(tenant, "action", "client.created")).containsExactly("client.created", "client.created");
        assertThat(found(tenant, "actor", TestInstallation.ADMIN_CLIENT, "action", "client.changed")).isEmpty();
        assertThat(found(tenant, "from", Instant.now().minusSeconds(600).toString(), "action", "client.changed")).hasSize(1);
        assertThat(found(tenant, "to", Instant.now().minusSeconds(600).toString())).isEmpty();
        assertThat(found(tenant, "from", Instant.now().plusSeconds(60).toString())).isEmpty();
        assertThat(found(tenant, "actor_client", one.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"action=client.made", "from=yesterday", "to=2026-13-01T00:00:00Z", "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "client_id=x", "tenant=X", "after=MTIz", "after=bm90IG9uZQ"})
    void refuses_questions_that_make_no_sense(String query) {
        asAdministrator().urlEncodingEnabled(false).get("/admin/v1/audit?" + query).then().statusCode(400);
    }

    @Test
    @DisplayName("a caller of a tenant sees that tenant's, whatever it asks for, and nothing of a deleted namesake")
    void is_of_one_tenant() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        NewClient stranger = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        AdminApi.as(stranger.tenantToken()).queryParam("tenant", client.tenant()).get("/admin/v1/audit").then().statusCode(404);
        AdminApi.as(stranger.tenantToken()).queryParam("tenant", client.tenant()).queryParam("format", "csv").get("/admin/v1/audit/export").then().statusCode(404);
        AdminApi.as(stranger.tenantToken()).queryParam("object", client.id()).get("/admin/v1/audit").then().statusCode(200).body("items.size()", equalTo(0));
        asAdministrator().delete("/admin/v1/tenants/" + client.tenant()).then().statusCode(204);
        asAdministrator().body(Map.of("id", client.tenant(), "name", "Namesake")).post("/admin/v1/tenants").then().statusCode(201);
        AdminApi.as(client.tenantToken()).get("/admin/v1/audit").then().statusCode(401);
        assertThat(found(client.tenant())).contains("tenant.deleted");
    }

    private static List<String> found(String tenant, String... query) {
        var request = asAdministrator().queryParam("tenant", tenant);
        for (int i = 0; i < query.length; i += 2) {
            request.queryParam(query[i], query[i + 1]);
        }
        return request.get("/admin/v1/audit").then().statusCode(200).extract().jsonPath().getList("items.action");
    }
}
