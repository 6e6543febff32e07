package dev.claviger.credential.console.scope.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Writing the catalogue in the console")
class ScopeFormTest {

    private String tenant;
    private String scopes;
    private TestConsole console;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        scopes = "/console/" + tenant + "/scopes";
        console = TestConsole.ofPlatformAdministratorAt(tenant);
    }

    @Test
    void makes_a_scope() {
        String name = AdminApi.fresh("api.example/orders") + ":read";
        String included = AdminApi.newScope();
        Page done = create(name, "description", "Read orders", "criticality", "medium", "implies", included);
        assertThat(done.location()).startsWith(scopes + "/one?name=").endsWith("&done=created");
        assertThat(console.get(done.location()).main()).contains("in the catalogue", "Read orders", included);
        JsonPath made = scope(name);
        assertThat(made.getString("items[0].criticality")).isEqualTo("medium");
        assertThat(made.getList("items[0].implies")).containsExactly(included);
        assertThat(made.getList("items[0].token_types")).containsExactlyInAnyOrder("user", "account");
    }

    @Test
    @DisplayName("what is refused stands beside its field, with everything that was typed")
    void tells_what_is_wrong() {
        Page refused = create("with space", "description", "Read orders", "criticality", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html().getElementById("name-wrong").text()).startsWith("Name must be a scope of");
        assertThat(refused.html().getElementById("criticality-wrong").text()).isEqualTo("Criticality is missing: choose one");
        assertThat(refused.html().getElementById("description").text()).isEqualTo("Read orders");
        assertThat(create("claviger:mine", "description", "d", "criticality", "low").html().getElementById("name-wrong").text()).contains("built in");
        String taken = AdminApi.newScope();
        Page again = create(taken, "description", "Another", "criticality", "low");
        assertThat(again.html().getElementById("name-wrong").text()).contains("is taken");
        assertThat(scope(taken).getString("items[0].description")).isNotEqualTo("Another");
    }

    @Test
    @DisplayName("changes a scope after telling how many have it, in all tenants; the second of two is told, and loses nothing that was typed")
    void changes_a_scope() {
        String name = AdminApi.newScope();
        AdminApi.newClient(tenant, name);
        AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope(name));
        Page page = console.get(scopes + "/edit?name=" + name);
        assertThat(page.main()).contains("2 applications of 2 tenants have it, 1 by itself", tenant + " (1)");
        Element form = page.form(scopes + "/edit");
        assertThat(form.select("input[name=implies][value=" + name + "]")).isEmpty();
        AdminApi.asAdministrator().body(Map.of("name", name, "description", "Theirs", "criticality", "low")).post("/admin/v1/scopes").then().statusCode(200);
        Page told = console.submit(form, "description", "Mine");
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.alert()).contains("Somebody else has changed this scope", "Description is now: Theirs");
        Page done = console.submit(told.form(scopes + "/edit"));
        assertThat(done.location()).isEqualTo(scopes + "/one?name=" + name.replace(":", "%3A") + "&done=saved");
        assertThat(scope(name).getString("items[0].description")).isEqualTo("Mine");
    }

    @Test
    @DisplayName("deletes a scope that nobody has, and says of another who has it")
    void deletes_a_scope() {
        String name = AdminApi.newScope();
        NewClient client = AdminApi.newClient(tenant, name);
        Page asked = console.get(scopes + "/delete?name=" + name);
        assertThat(asked.main()).contains("It cannot go yet", "1 application of 1 tenant has it", tenant + " (1)");
        assertThat(asked.form(scopes + "/delete")).isNull();

        AdminApi.asAdministrator().delete(client.path()).then().statusCode(204);
        Page free = console.get(scopes + "/delete?name=" + name);
        assertThat(free.main()).contains("No application has it");
        AdminApi.newClient(tenant, name);
        Page refused = console.submit(free.form(scopes + "/delete"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.alert()).contains("A client holds this scope");

        String other = AdminApi.newScope();
        Page done = console.submit(console.get(scopes + "/delete?name=" + other).form(scopes + "/delete"));
        assertThat(console.get(done.location()).main()).contains("The scope is deleted");
        assertThat(scope(other).getList("items")).isEmpty();
    }

    @Test
    @DisplayName("is for administrators of the platform: a tenant's sees no way there, and finds nothing")
    void is_for_the_platform() {
        TestConsole own = TestConsole.of(tenant);
        String name = AdminApi.newScope();
        Element creation = console.get(scopes + "/new").form(scopes + "/new");
        Element change = console.get(scopes + "/edit?name=" + name).form(scopes + "/edit");
        Element deletion = console.get(scopes + "/delete?name=" + name).form(scopes + "/delete");
        for (String path : List.of("/new", "/edit?name=" + name, "/delete?name=" + name)) {
            assertThat(own.get(scopes + path).status()).as(path).isEqualTo(404);
        }
        for (Element form : List.of(creation, change, deletion)) {
            form.selectFirst("input[name=csrf]").val(own.session().csrf());
            assertThat(own.submit(form, "description", "Mine", "criticality", "low").status()).as(form.attr("action")).isEqualTo(404);
        }
        assertThat(scope(name).getString("items[0].description")).isNotEqualTo("Mine");
        assertThat(own.get(scopes).html().select("a[href$=/new]")).isEmpty();
        assertThat(own.get(scopes + "/one?name=" + name).html().select(".actions")).isEmpty();
    }

    private Page create(String name, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = "name";
        all[1] = name;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return console.submit(console.get(scopes + "/new").form(scopes + "/new"), all);
    }

    private static JsonPath scope(String name) {
        return AdminApi.asAdministrator().queryParam("name", name).get("/admin/v1/scopes").jsonPath();
    }
}
