package dev.claviger.credential.console.environment.form;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.restassured.path.json.JsonPath;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The form of an environment")
class EnvironmentFormsTest {

    private String tenant;
    private String room;
    private TestConsole console;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        room = "/console/" + tenant + "/environments";
        console = TestConsole.ofPlatformAdministratorAt(tenant);
    }

    @Test
    @DisplayName("makes one with all that the admin API takes")
    void makes_one() {
        Page made = console.submit(form("/new"), "name", "new", "hosts", "A." + tenant + ".example\r\n*.b." + tenant + ".example", "upstreams", "https://10.0.0.7:8443\nh2c://10.0.0.8", "require_api_key", "on",
                "audience", "urn:mine", "token_paths", "/api/token", "cors_origins", "https://app.example.com", "rate_limit", "50", "rate_limit_per", "PT1S", "client_quota", "100000", "client_quota_per", "P31D");
        assertThat(made.location()).isEqualTo(room + "/named/new?done=created");
        JsonPath now = now("new");
        assertThat(now.getList("hosts")).containsExactly("a." + tenant + ".example", "*.b." + tenant + ".example");
        assertThat(now.getList("upstreams")).containsExactly("https://10.0.0.7:8443", "h2c://10.0.0.8");
        assertThat(now.getBoolean("require_api_key")).isTrue();
        assertThat(now.getString("audience")).isEqualTo("urn:mine");
        assertThat(now.getList("token_paths")).containsExactly("/api/token");
        assertThat(now.getList("cors_origins")).containsExactly("https://app.example.com");
        assertThat(now.getString("rate_limit.per")).isEqualTo("PT1S");
        assertThat(now.getString("client_rate_limit")).isNull();
        assertThat(now.getInt("client_quota.requests")).isEqualTo(100000);
        assertThat(console.get(made.location()).main()).contains("The environment is there");
    }

    @Test
    @DisplayName("with something wrong comes back with all that was typed, and what is wrong beside its field and above")
    void what_was_typed_stays() {
        Page refused = console.submit(form("/new"), "name", "No Name", "hosts", "acme.example");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.alert()).contains("One thing is not right yet", "Name must be 1 to 32 characters");
        Page again = console.submit(refused.form(room + "/new"), "name", "two", "hosts", "http://acme.example", "upstreams", "ftp://a", "rate_limit", "many", "quota", "5");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.html().select("#errors a").eachAttr("href")).containsExactly("#hosts", "#upstreams", "#rate_limit");
        assertThat(again.html().getElementById("hosts").wholeText()).isEqualTo("http://acme.example");
        assertThat(again.html().getElementById("rate_limit").val()).isEqualTo("many");
        assertThat(again.html().getElementById("quota").val()).isEqualTo("5");
        assertThat(again.alert()).contains("Rate of all applications must be a whole number");
    }

    @Test
    @DisplayName("makes no second one of the same name, and takes no host that another has")
    void a_name_or_host_that_is_taken() {
        Page named = console.submit(form("/new"), "name", "prod");
        assertThat(named.alert()).contains("Name is taken");
        Page hosted = console.submit(form("/new"), "name", "two", "hosts", "prod." + tenant + ".example", "upstreams", "https://a.example");
        assertThat(hosted.status()).isEqualTo(409);
        assertThat(hosted.alert()).contains("In use by another environment: prod." + tenant + ".example");
        assertThat(hosted.html().getElementById("name").val()).isEqualTo("two");
    }

    @Test
    @DisplayName("changes what it shows and keeps the rest")
    void changes_one() {
        Page form = console.get(room + "/named/prod/edit");
        assertThat(form.html().getElementById("hosts").wholeText()).isEqualTo("prod." + tenant + ".example");
        assertThat(console.submit(form.form(room + "/named/prod/edit"), "client_rate_limit", "7", "client_rate_limit_per", "PT1H").location()).isEqualTo(room + "/named/prod?done=saved");
        assertThat(now("prod").getString("client_rate_limit.per")).isEqualTo("PT1H");
        assertThat(now("prod").getList("upstreams")).containsExactly("http://127.0.0.1:8090");
        assertThat(console.submit(form("/named/prod/edit"), "client_rate_limit", "").status()).isEqualTo(303);
        assertThat(now("prod").getString("client_rate_limit")).isNull();
    }

    @Test
    @DisplayName("keeps what was typed also where something exists already, and changes nothing then")
    void an_edit_that_is_refused() {
        Page refused = console.submit(form("/named/prod/edit"), "hosts", "no host at all!", "quota", "many");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.heading()).isEqualTo("Edit prod");
        assertThat(refused.html().select("#errors a").eachAttr("href")).containsExactly("#hosts", "#quota");
        assertThat(refused.html().getElementById("hosts").wholeText()).isEqualTo("no host at all!");
        assertThat(console.submit(refused.form(room + "/named/prod/edit"), "hosts", "new." + tenant + ".example", "quota", "").location()).isEqualTo(room + "/named/prod?done=saved");
    }

    @Test
    @DisplayName("of two administrators who edit it, the second is told what the first did, keeps what was typed, and may save it all the same")
    void the_second_of_two_is_told() {
        Element mine = form("/named/prod/edit");
        TestConsole colleague = TestConsole.ofPlatformAdministratorAt(tenant);
        assertThat(colleague.submit(form("/named/prod/edit"), "csrf", colleague.session().csrf(), "upstreams", "https://theirs.example").status()).isEqualTo(303);

        Page told = console.submit(mine, "upstreams", "https://mine.example");
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.alert()).contains("Somebody else has changed this environment", "Upstreams is now: https://theirs.example");
        assertThat(told.html().getElementById("upstreams").wholeText()).isEqualTo("https://mine.example");

        assertThat(console.submit(told.form(room + "/named/prod/edit")).status()).isEqualTo(303);
        assertThat(now("prod").getList("upstreams")).containsExactly("https://mine.example");
    }

    @Test
    @DisplayName("of one that was deleted meanwhile makes no other")
    void one_that_is_gone() {
        Element form = form("/named/prod/edit");
        AdminApi.asAdministrator().delete("/admin/v1/tenants/" + tenant + "/environments/prod").then().statusCode(204);
        assertThat(console.submit(form).status()).isEqualTo(404);
        assertThat(AdminApi.asAdministrator().get("/admin/v1/tenants/" + tenant + "/environments/prod").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("without the version it was made for changes nothing")
    void without_a_version() {
        assertThat(console.submit(form("/named/prod/edit"), "version", null).status()).isEqualTo(400);
        assertThat(console.submit(form("/named/prod/edit"), "version", "*").status()).isEqualTo(400);
    }

    private Element form(String path) {
        return console.get(room + path).form(room + path);
    }

    private JsonPath now(String environment) {
        return AdminApi.asAdministrator().get("/admin/v1/tenants/" + tenant + "/environments/" + environment).then().statusCode(200).extract().jsonPath();
    }
}
