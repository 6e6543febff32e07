package dev.claviger.credential.audit;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
}
