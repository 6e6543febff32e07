package dev.claviger.credential.console.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Tenants, for administrators of the platform")
class TenantsTest {

    private static final String ROOM = "/console/claviger/tenants";
    private static final String NEW = ROOM + "/new";

    @Inject
    Pool pool;

    private TestConsole operator;

    @BeforeEach
    void an_operator() {
        operator = TestConsole.ofPlatformAdministratorAt("claviger");
    }

    @Test
    @DisplayName("are found by name and identifier; one leads there, and every page says where one is and leads on to another")
    void one_is_chosen() {
        String id = AdminApi.newTenant();
        AdminApi.asAdministrator().body(Map.of("name", "Zebra & Söhne " + id)).patch("/admin/v1/tenants/" + id).then().statusCode(200);
        for (String typed : List.of("zebra+%26+S%C3%B6hne+" + id, id.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(operator.get(ROOM + "?search=" + typed).html().select("td.first a").eachText()).as(typed).containsExactly("Zebra & Söhne " + id);
        }
        Element line = operator.get(ROOM + "?search=" + id).html().selectFirst("td.first a");
        Page there = operator.get(operator.get(line.attr("href")).location());
        assertThat(there.html().select(".tenant > *").eachText()).containsExactly("Another tenant", "Zebra & Söhne " + id, id, "Choose another", "Back to claviger");
        assertThat(there.main()).contains("which is not your own tenant");
        Page room = operator.get(there.html().selectFirst(".tenant a").attr("href"));
        assertThat(room.heading()).isEqualTo("Tenants");
        assertThat(room.html().selectFirst(".tenant").text()).contains(id);
        assertThat(operator.get("/console/" + id + "/tenants?search=" + id).main()).contains("You are here");
        assertThat(operator.get("/console").location()).isEqualTo("/console/claviger/applications");
    }

    @Test
    @DisplayName("a tenant's administrator is shown no way there, and finds nothing there, also in the own tenant")
    void are_for_operators() {
        TestConsole console = TestConsole.of(AdminApi.newTenant());
        String room = "/console/" + console.tenant() + "/tenants";
        assertThat(console.get(console.applications()).html().outerHtml()).doesNotContain("/tenants");
        for (String path : List.of(room, room + "/new", room + "/" + console.tenant() + "/edit", room + "/" + console.tenant() + "/delete")) {
            assertThat(console.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(console.session().form().formParam("id", "mine").formParam("name", "Mine").post(room + "/new").statusCode()).isEqualTo(404);
        assertThat(console.session().form().formParam("version", "x").post(room + "/" + console.tenant() + "/delete").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("one is made with its first administrator, whose link is shown once where no mail brings it; sent again, the form makes nothing")
    void makes_one() {
        String id = AdminApi.fresh("new");
        Element form = operator.get(NEW).form(NEW);
        String[] typed = {"id", id, "name", "New Industries", "access_token_lifetime", "PT15M", "admin_name", "Ann", "admin_email", "ann@new.example"};
        Page answer = operator.submit(form, typed);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.secret()).startsWith("http://localhost:8081/password/");
        Page again = operator.submit(form, typed);
        assertThat(again.location()).isEqualTo(ROOM + "?search=" + id + "&done=shown");
        var made = AdminApi.asAdministrator().get("/admin/v1/tenants/" + id).jsonPath();
        assertThat(made.getString("access_token_lifetime")).isEqualTo("PT15M");
        var people = AdminApi.asAdministrator().get("/admin/v1/tenants/" + id + "/people").jsonPath();
        assertThat(people.getList("items.role")).containsExactly("tenant_administrator");
        assertThat(people.getList("items.username")).containsExactly("ann@new.example");
    }

    @Test
    @DisplayName("one is made without anybody in it; what is wrong stands beside its field, and then nothing is made, not even the tenant")
    void makes_both_or_neither() {
        String id = AdminApi.fresh("half");
        Page refused = operator.submit(operator.get(NEW).form(NEW), "id", id, "name", "Half", "admin_username", "with space");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html().getElementById("admin_username-wrong").text()).startsWith("Their user name must be");
        assertThat(refused.html().getElementById("name").val()).isEqualTo("Half");
        AdminApi.asAdministrator().get("/admin/v1/tenants/" + id).then().statusCode(404);
        Page wrong = operator.submit(operator.get(NEW).form(NEW), "id", "Not An Id");
        assertThat(wrong.html().getElementById("id-wrong").text()).contains("1 to 32 characters");
        assertThat(wrong.html().getElementById("name-wrong").text()).contains("what do people know this organisation by");
        assertThat(operator.submit(operator.get(NEW).form(NEW), "id", "sign-in", "name", "x").html().getElementById("id-wrong").text()).contains("taken by a page of the console");
        assertThat(operator.submit(refused.form(NEW), "admin_username", "").location()).isEqualTo(ROOM + "?search=" + id + "&done=created");
        assertThat(operator.submit(operator.get(NEW).form(NEW), "id", id, "name", "Twice").alert()).contains("There is a tenant " + id + " already");
    }

    @Test
    @DisplayName("one is changed; of two who do so at once the second is told, and may all the same")
    void changes_one() {
        String id = AdminApi.newTenant();
        String edit = ROOM + "/" + id + "/edit";
        Element mine = operator.get(edit).form(edit);
        assertThat(operator.submit(operator.get(edit).form(edit), "name", "Theirs").location()).isEqualTo(ROOM + "?search=" + id + "&done=saved");
        Page told = operator.submit(mine, "name", "Mine");
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.alert()).contains("Name is now: Theirs");
        assertThat(operator.submit(told.form(edit)).status()).isEqualTo(303);
        assertThat(AdminApi.asAdministrator().get("/admin/v1/tenants/" + id).jsonPath().getString("name")).isEqualTo("Mine");
    }

    @Test
    @DisplayName("one is deleted after being told what goes with it; who looked at it is led to the own")
    void deletes_one() {
        String id = AdminApi.newTenant();
        String delete = "/console/" + id + "/tenants/" + id + "/delete";
        Page asked = operator.get(delete);
        assertThat(asked.main()).contains("Everything it has goes with it, for good", "Its identifier is " + id);
        assertThat(operator.submit(asked.form(delete)).location()).isEqualTo(ROOM + "?done=deleted");
        AdminApi.asAdministrator().get("/admin/v1/tenants/" + id).then().statusCode(404);
        assertThat(operator.get(ROOM + "/" + id + "/edit").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("the platform's own cannot be deleted, neither here nor by the API: nobody could administer the installation again")
    void keeps_the_own_of_the_platform() {
        Page edit = operator.get(ROOM + "/claviger/edit");
        assertThat(edit.main()).contains("the platform itself");
        assertThat(edit.html().select("a[href$=/delete]")).isEmpty();
        assertThat(operator.get(ROOM + "/" + AdminApi.newTenant() + "/edit").html().select("a[href$=/delete]")).hasSize(1);
        assertThat(operator.get(ROOM + "/claviger/delete").status()).isEqualTo(409);
        String version = edit.form(ROOM + "/claviger/edit").selectFirst("[name=version]").val();
        assertThat(operator.session().form().formParam("version", version).post(ROOM + "/claviger/delete").statusCode()).isEqualTo(409);
        AdminApi.asAdministrator().header("If-Match", version).delete("/admin/v1/tenants/claviger").then().statusCode(409);
        AdminApi.asAdministrator().get("/admin/v1/tenants/claviger").then().statusCode(200);
    }

    @Test
    @DisplayName("are read by their index, and so cost the same for 10,000")
    void are_read_by_their_index() {
        StringBuilder plan = new StringBuilder();
        pool.withTransactionAndAwait(connection -> connection.query("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off").execute()
                .chain(() -> connection.query("explain select id from tenant where (lower(name), id) > ('', '') order by lower(name), id limit 26").execute())
                .invoke(rows -> rows.forEach(row -> plan.append(row.getString(0)).append('\n'))));
        assertThat(plan.toString()).contains("tenant_by_name").doesNotContain("Sort");
    }
}
