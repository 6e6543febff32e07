package dev.claviger.credential.scope;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

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
class ScopeTest {

    @Test
    void creates_replaces_and_deletes_a_scope() {
        String name = "api.example/" + AdminApi.fresh("documents") + ":read";
        Map<String, Object> body = Map.of("name", name, "description", "Read documents", "criticality", "high");
        asAdministrator().body(body).post("/admin/v1/scopes").then().statusCode(201).header("Location", startsWith("/admin/v1/scopes?name=api.example%2F"));
        asAdministrator().body(body).post("/admin/v1/scopes").then().statusCode(200).body("built_in", equalTo(false));
        asAdministrator().body(Map.of("name", name, "description", "New", "criticality", "low")).post("/admin/v1/scopes").then().statusCode(200).body("description", equalTo("New"));
        asAdministrator().queryParam("name", name).get("/admin/v1/scopes").then().body("items.name", equalTo(List.of(name)));
        asAdministrator().queryParam("name", name).header("If-Match", "\"x\"").delete("/admin/v1/scopes").then().statusCode(412);
        asAdministrator().queryParam("name", name).delete("/admin/v1/scopes").then().statusCode(204);
        asAdministrator().queryParam("name", name).delete("/admin/v1/scopes").then().statusCode(404);
    }

    @Test
    void null_implications_are_none() {
        String name = AdminApi.newScope(AdminApi.newScope());
        asAdministrator().body("{\"name\":\"" + name + "\",\"description\":\"d\",\"criticality\":\"low\",\"implies\":null}").post("/admin/v1/scopes")
                .then().statusCode(200).body("implies", equalTo(List.of()));
    }

    @Test
    void built_in_scopes_are_in_the_list() {
        asAdministrator().get("/admin/v1/scopes").then().body("items.name", hasItems("claviger:admin", "claviger:tenant"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "email", "offline_access", "claviger:tenant"})
    @DisplayName("OpenID Connect Core §5.4 and §11: its scopes are built in, neither written nor deleted nor implied")
    void built_in_scopes_stay_as_they_are(String name) {
        asAdministrator().queryParam("name", name).get("/admin/v1/scopes").then().body("items[0].built_in", equalTo(true)).body("items[0].implies", equalTo(List.of()));
        asAdministrator().body(Map.of("name", name, "description", "x", "criticality", "low")).post("/admin/v1/scopes").then().statusCode(400).body("errors.name", startsWith("is built in"));
        asAdministrator().body(Map.of("name", AdminApi.fresh("s"), "description", "x", "criticality", "low", "implies", List.of(name))).post("/admin/v1/scopes").then().statusCode(400);
        asAdministrator().queryParam("name", name).delete("/admin/v1/scopes").then().statusCode(409);
    }

    @Test
    @DisplayName("whom a token may stand for: both unless told, and fewer ends the tokens of who holds it")
    void names_the_kinds_of_tokens() {
        String name = AdminApi.newScope();
        String tenant = AdminApi.newTenant();
        NewClient client = AdminApi.newClient(tenant, name);
        asAdministrator().queryParam("name", name).get("/admin/v1/scopes").then().body("items[0].token_types", equalTo(List.of("user", "account")));
        Map<String, Object> body = Map.of("name", name, "description", "Read things", "criticality", "low", "token_types", List.of("user"));
        asAdministrator().body(body).post("/admin/v1/scopes").then().statusCode(200).body("token_types", equalTo(List.of("user")));
        assertThat(ended(tenant)).containsExactly(client.id());
    }

    @Test
    void a_scope_in_use_is_not_deletable() {
        String held = AdminApi.newScope();
        String implied = AdminApi.newScope();
        String implying = AdminApi.newScope(implied);
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), held);
        asAdministrator().queryParam("name", held).delete("/admin/v1/scopes").then().statusCode(409);
        asAdministrator().queryParam("name", implied).delete("/admin/v1/scopes").then().statusCode(409);
        asAdministrator().queryParam("name", implying).delete("/admin/v1/scopes").then().statusCode(204);
        asAdministrator().queryParam("name", implied).delete("/admin/v1/scopes").then().statusCode(204);
        asAdministrator().delete(client.path()).then().statusCode(204);
        asAdministrator().queryParam("name", held).delete("/admin/v1/scopes").then().statusCode(204);
    }

    @Test
    @DisplayName("a scope that implies less ends the tokens of all who hold it, by itself or by another that implies it")
    void tokens_do_not_outlast_an_implication() {
        String implied = AdminApi.newScope();
        String middle = AdminApi.newScope(implied);
        String top = AdminApi.newScope(middle);
        String tenant = AdminApi.newTenant();
        NewClient direct = AdminApi.newClient(tenant, middle);
        NewClient indirect = AdminApi.newClient(tenant, top);
        AdminApi.newClient(tenant, implied);
        put(middle, "Another", implied);
        put(middle, "Another", implied, AdminApi.newScope());
        assertThat(ended(tenant)).isEmpty();
        long before = AdminApi.position();
        put(middle, "Another", implied);
        assertThat(ended(tenant)).containsExactlyInAnyOrder(direct.id(), indirect.id());
        assertThat(AdminApi.position()).isEqualTo(before + 3);
    }

    private static void put(String name, String description, String... implied) {
        asAdministrator().body(Map.of("name", name, "description", description, "criticality", "low", "implies", List.of(implied)))
                .post("/admin/v1/scopes").then().statusCode(200);
    }

    private static List<String> ended(String tenant) {
        return asGateway().get("/internal/snapshot").jsonPath().getList("revocations.findAll { it.target.tenant == '" + tenant + "' }.target.client_id");
    }
}
