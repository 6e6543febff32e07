package dev.claviger.credential.console.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.console.TestConsole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class ConsoleAuthenticationTest {

    @Inject
    Pool pool;

    @Test
    void a_page_knows_who_asks_and_which_tenant_is_looked_at() {
        String tenant = AdminApi.newTenant();
        TestSession session = TestSession.ofTenantAdministrator(tenant);
        session.request().get(page(tenant)).then().statusCode(200).body(is("tenant_administrator at Tenant " + tenant + " as " + session.person().id()));
        TestSession platform = TestSession.ofPlatformAdministrator();
        platform.request().get(page(tenant)).then().statusCode(200).body(is("platform_administrator at Tenant " + tenant + " as " + platform.person().id()));
    }

    @Test
    void another_tenant_does_not_exist_for_a_tenants_administrator() {
        TestSession session = TestSession.ofTenantAdministrator(AdminApi.newTenant());
        String other = session.request().get(page(AdminApi.newTenant())).then().statusCode(404).extract().asString();
        session.request().get(page("no-such-tenant")).then().statusCode(404).body(is(other));
        session.form().post(page(AdminApi.newTenant())).then().statusCode(404).body(is(other));
    }

    @Test
    void a_member_is_told_that_this_is_for_administrators() {
        String tenant = AdminApi.newTenant();
        TestSession.ofMember(tenant).request().get(page(tenant)).then().statusCode(403);
        TestSession.ofMember(tenant).form().post(page(tenant)).then().statusCode(403);
    }

    @Test
    @DisplayName("what is for administrators of the platform is for a tenant's administrator as if it were not there, also at the own tenant")
    void what_is_for_the_platform_is_nowhere_for_a_tenants_administrator() {
        String tenant = AdminApi.newTenant();
        String path = "/console/" + tenant + "/test-platform-page";
        TestSession session = TestSession.ofTenantAdministrator(tenant);
        String nothing = session.request().get("/console/" + tenant + "/no-such-page").then().statusCode(404).extract().asString();
        session.request().get(path).then().statusCode(404).body(is(nothing));
        session.form().post(path).then().statusCode(404).body(is(nothing));
        TestSession platform = TestSession.ofPlatformAdministrator();
        platform.request().get(path).then().statusCode(200).body(is("seen"));
        platform.form().post(path).then().statusCode(200).body(is("changed"));
    }

    @Test
    void whoever_is_signed_out_is_led_to_sign_in_and_back_to_the_page() {
        given().urlEncodingEnabled(false).redirects().follow(false).get(page("acme") + "?after=a%20b&limit=3").then().statusCode(303).header("Cache-Control", "no-store")
                .header("Location", "/console/sign-in?return=%2Fconsole%2Facme%2Ftest-page%3Fafter%3Da%2520b%26limit%3D3");
    }

    @Test
    void a_form_of_somebody_who_is_signed_out_changes_nothing_and_the_person_is_told() {
        given().redirects().follow(false).formParam("word", "x").post(page("acme")).then().statusCode(303).header("Location", "/console/sign-in?lost=1");
    }

    @Test
    void the_script_of_a_page_is_told_to_lead_there_and_not_led_itself() {
        given().redirects().follow(false).header("HX-Request", "true").get(page("acme")).then().statusCode(200).header("HX-Redirect", "/console/sign-in?return=%2Fconsole%2Facme%2Ftest-page").body(is(""));
    }

    @Test
    void a_form_needs_the_token_of_its_session() {
        String tenant = AdminApi.newTenant();
        TestSession session = TestSession.ofTenantAdministrator(tenant);
        session.form().formParam("word", "x").post(page(tenant)).then().statusCode(200).body(is(tenant + " took x"));
        session.request().formParam("word", "x").post(page(tenant)).then().statusCode(403);
        session.request().formParam("word", "x").formParam("csrf", TestSession.ofTenantAdministrator(tenant).csrf()).post(page(tenant)).then().statusCode(403);
        session.request().contentType("text/plain").body("csrf=" + session.csrf()).post(page(tenant)).then().statusCode(403);
        session.form().header("Sec-Fetch-Site", "cross-site").post(page(tenant)).then().statusCode(403);
        session.form().header("Sec-Fetch-Site", "same-site").post(page(tenant)).then().statusCode(403);
        session.form().header("Origin", "http://evil.example").post(page(tenant)).then().statusCode(403);
        session.form().header("Origin", "http://console.example").formParam("word", "y").post(page(tenant)).then().statusCode(200);
    }

    @Test
    void a_person_who_is_disabled_is_out_at_once_and_one_who_loses_the_role_is_no_administrator() {
        String tenant = AdminApi.newTenant();
        TestSession session = TestSession.ofTenantAdministrator(tenant);
        patch(session.person(), Map.of("role", "member"));
        session.request().get(page(tenant)).then().statusCode(303);
        TestSession again = TestSession.of(session.person());
        again.request().get(page(tenant)).then().statusCode(403);
        patch(session.person(), Map.of("role", "tenant_administrator", "disabled", true));
        again.request().get(page(tenant)).then().statusCode(303);
        patch(session.person(), Map.of("disabled", false));
        again.request().get(page(tenant)).then().statusCode(303);
    }

    @Test
    void a_password_that_was_reset_ends_the_session_and_the_next_one_begins_at_once() {
        String tenant = AdminApi.newTenant();
        TestSession session = TestSession.ofTenantAdministrator(tenant);
        String link = AdminApi.asAdministrator().post(session.person().path() + "/invitations").then().statusCode(200).extract().path("link");
        AdminApi.asTokenService().body(Map.of("token", link.replaceAll(".*/", ""), "password", "another four good words", "address", TestPeople.newAddress())).post("/internal/passwords")
                .then().body("outcome", is("set"));
        session.request().get(page(tenant)).then().statusCode(303);
        TestSession.of(session.person()).request().get(page(tenant)).then().statusCode(200);
    }

    @Test
    @DisplayName("another era of the person ends the session, without any revocation that is remembered")
    void another_era_ends_the_session() {
        String tenant = AdminApi.newTenant();
        TestSession session = TestSession.ofTenantAdministrator(tenant);
        pool.preparedQuery("update person set era = gen_random_uuid() where id = $1").executeAndAwait(Tuple.of(session.person().id()));
        session.request().get(page(tenant)).then().statusCode(303);
    }

    @Test
    @DisplayName("what can be no tenant is not there, and no error of ours")
    void what_can_be_no_tenant_is_not_there() {
        TestSession session = TestSession.ofPlatformAdministrator();
        for (String name : List.of("%00", "a%00b", "%27", "UPPER", "%C3%A4")) {
            session.request().urlEncodingEnabled(false).get(page(name)).then().statusCode(404).body(containsString("no such tenant"));
        }
    }

    @Test
    @DisplayName("the audit says that it was done in the console, and by whom")
    void the_audit_names_the_console() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        TestConsole console = TestConsole.of(client.tenant());
        String path = console.applications() + "/" + client.id();
        console.submit(console.get(path).form(path + "/api-keys"));
        AdminApi.asAdministrator().queryParams("client_id", client.id(), "action", "api_key.created").get("/admin/v1/audit").then()
                .body("items[0].actor", is(Long.toString(console.session().person().id()))).body("items[0].actor_client", is(TestInstallation.CONSOLE_CLIENT));
    }

    @Test
    void a_revocation_of_the_person_ends_the_session_and_one_of_what_it_gave_an_application_does_not() {
        String tenant = AdminApi.newTenant();
        TestSession session = TestSession.ofTenantAdministrator(tenant);
        TestSession other = TestSession.ofTenantAdministrator(tenant);
        NewClient application = AdminApi.newClient(tenant, AdminApi.newScope());
        AdminApi.asAdministrator().body(Map.of("tenant", tenant, "client_id", application.id(), "subject", Long.toString(session.person().id()))).post("/admin/v1/revocations").then().statusCode(202);
        session.request().get(page(tenant)).then().statusCode(200);
        AdminApi.asAdministrator().body(Map.of("tenant", tenant, "subject", Long.toString(session.person().id()))).post("/admin/v1/revocations").then().statusCode(202);
        session.request().get(page(tenant)).then().statusCode(303);
        other.request().get(page(tenant)).then().statusCode(200);
    }

    private static void patch(TestPerson person, Map<String, Object> change) {
        AdminApi.asAdministrator().body(change).patch(person.path()).then().statusCode(200);
    }

    private static String page(String tenant) {
        return "/console/" + tenant + "/test-page";
    }
}
