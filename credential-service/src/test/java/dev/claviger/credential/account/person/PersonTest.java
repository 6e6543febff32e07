package dev.claviger.credential.account.person;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static dev.claviger.credential.account.TestPeople.PASSWORD;
import static dev.claviger.credential.account.TestPeople.create;
import static dev.claviger.credential.account.TestPeople.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople.TestPerson;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class PersonTest {

    @Inject
    Pool pool;

    @Test
    void registers_a_person_and_never_shows_the_password() {
        String tenant = AdminApi.newTenant();
        Response created = create(tenant, Map.of("username", "Ann.Example", "name", "Ann Example", "email", "ann@acme.example", "password", PASSWORD));
        created.then().statusCode(201).header("Location", equalTo("/admin/v1/tenants/" + tenant + "/people/" + created.path("id"))).header("ETag", notNullValue())
                .body("username", equalTo("Ann.Example")).body("role", equalTo("member")).body("scopes", nullValue()).body("disabled", equalTo(false))
                .body("email_verified", equalTo(false)).body("has_password", equalTo(true)).body("has_one_time_password", equalTo(false)).body("password", nullValue());
        asAdministrator().get(created.header("Location")).then().statusCode(200).header("ETag", equalTo(created.header("ETag")))
                .body("email", equalTo("ann@acme.example")).body("has_password", equalTo(true));
        assertThat(created.asString()).doesNotContain(PASSWORD);
    }

    @Test
    @DisplayName("a user name is one person's, in whatever case; another tenant may have the same")
    void refuses_a_taken_username() {
        String tenant = AdminApi.newTenant();
        create(tenant, Map.of("username", "bob")).then().statusCode(201);
        create(tenant, Map.of("username", "BOB")).then().statusCode(409);
        create(AdminApi.newTenant(), Map.of("username", "bob")).then().statusCode(201);
        asAdministrator().queryParam("username", "Bob").get("/admin/v1/tenants/" + tenant + "/people").then().body("items.username", equalTo(List.of("bob")));
        asAdministrator().queryParam("username", "carol").get("/admin/v1/tenants/" + tenant + "/people").then().body("items.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"too short", "password12345", "P@ssw0rd2026!", "xaxaxaxaxaxaxaxa", "dave.example and more", "1qaz2wsx3edc"})
    @DisplayName("NIST SP 800-63B §3.1.1.2: long enough, not what is tried first, without the user name")
    void refuses_a_password_that_is_tried_first(String password) {
        create(AdminApi.newTenant(), Map.of("username", "dave.example", "password", password)).then().statusCode(400).body("errors.password", notNullValue())
                .body(org.hamcrest.Matchers.not(containsString(password)));
    }

    @Test
    void tells_everything_that_is_wrong_at_once() {
        create(AdminApi.newTenant(), Map.of("username", "a b", "email", "nobody", "role", "king", "scopes", List.of("claviger:admin"), "shoe_size", 43))
                .then().statusCode(400).body("errors.keySet().size()", equalTo(5));
        create(AdminApi.newTenant(), Map.of("username", "ann", "scopes", List.of("nowhere:read"))).then().statusCode(400).body("errors.scopes", containsString("catalogue"));
        create(AdminApi.newTenant(), Map.of("username", "ann", "scopes", List.of("openid"))).then().statusCode(400);
    }

    @Test
    void a_repeat_with_the_same_idempotency_key_makes_nobody_new() {
        String path = "/admin/v1/tenants/" + AdminApi.newTenant() + "/people";
        String key = AdminApi.fresh("key");
        long first = asAdministrator().header("Idempotency-Key", key).body(Map.of("username", "eve", "password", PASSWORD)).post(path).then().statusCode(201).extract().jsonPath().getLong("id");
        asAdministrator().header("Idempotency-Key", key).body(Map.of("username", "eve", "password", PASSWORD)).post(path).then().statusCode(200).body("id", hasToString(Long.toString(first)));
        asAdministrator().header("Idempotency-Key", key).body(Map.of("username", "mallory", "password", PASSWORD)).post(path).then().statusCode(422);
    }

    @Test
    void pages_through_all_people_once() {
        String tenant = AdminApi.newTenant();
        for (int i = 0; i < 3; i++) {
            create(tenant, Map.of("username", "p" + i)).then().statusCode(201);
        }
        String path = "/admin/v1/tenants/" + tenant + "/people";
        var first = asAdministrator().queryParam("limit", 2).get(path).jsonPath();
        var second = asAdministrator().queryParams("limit", 2, "after", first.getString("next")).get(path).jsonPath();
        assertThat(first.getList("items.username")).containsExactly("p0", "p1");
        assertThat(second.getList("items.username")).containsExactly("p2");
        asAdministrator().queryParams("after", "bm9uZQ").get(path).then().statusCode(400);
    }

    @Test
    @DisplayName("RFC 9110 §13.1.1: a change is refused when somebody else changed the person since")
    void changes_only_what_the_caller_has_seen() {
        TestPerson person = newPerson(AdminApi.newTenant());
        String seen = asAdministrator().get(person.path()).header("ETag");
        asAdministrator().header("If-Match", seen).body(Map.of("name", "Ann B.")).patch(person.path()).then().statusCode(200).body("name", equalTo("Ann B."));
        asAdministrator().header("If-Match", seen).body(Map.of("name", "Ann C.")).patch(person.path()).then().statusCode(412);
    }

    @Test
    @DisplayName("disabling, a lesser role and fewer scopes end all tokens that stand for the person, in the same transaction")
    void whatever_narrows_ends_tokens() throws Exception {
        String scope = AdminApi.newScope();
        for (Map<String, Object> change : List.<Map<String, Object>>of(Map.of("disabled", true), Map.of("role", "member"), Map.of("scopes", List.of(scope)))) {
            TestPerson person = newPerson(AdminApi.newTenant(), Map.of("role", "tenant_administrator"));
            long before = AdminApi.position();
            asAdministrator().body(change).patch(person.path()).then().statusCode(200);
            try (Frames frames = new Frames("after=" + before)) {
                frames.await(seen -> !seen.events().isEmpty());
                assertThat(frames.events().get(0)).contains("event: revoked", "\"subject\": \"" + person.id() + "\"", person.tenant());
            }
        }
    }

    @Test
    @DisplayName("disabling ends all sessions for good: enabled again, the person is in another era, which nothing else begins")
    void disabling_ends_sessions() {
        TestPerson person = newPerson(AdminApi.newTenant());
        String before = era(person);
        asAdministrator().body(Map.of("role", "tenant_administrator")).patch(person.path()).then().statusCode(200);
        asAdministrator().body(Map.of("role", "member", "email", "new@acme.example")).patch(person.path()).then().statusCode(200);
        assertThat(era(person)).isEqualTo(before).isEqualTo(person.signIn(Map.of()).path("person.era"));
        asAdministrator().body(Map.of("disabled", true)).patch(person.path()).then().statusCode(200);
        assertThat(era(person)).isNull();
        standing(person).then().body("exists", equalTo(true));
        asAdministrator().body(Map.of("disabled", false)).patch(person.path()).then().statusCode(200);
        assertThat(era(person)).isNotNull().isNotEqualTo(before);
    }

    private static String era(TestPerson person) {
        return standing(person).path("person.era");
    }

    private static Response standing(TestPerson person) {
        return asTokenService().body(Map.of("tenant", person.tenant(), "id", person.id())).post("/internal/people");
    }

    @Test
    void a_new_name_or_a_wider_role_ends_nothing() {
        TestPerson person = newPerson(AdminApi.newTenant());
        long before = AdminApi.position();
        asAdministrator().body(Map.of("name", "Other", "username", AdminApi.fresh("other"), "role", "tenant_administrator")).patch(person.path()).then().statusCode(200);
        assertThat(AdminApi.position()).isEqualTo(before);
    }

    @Test
    @DisplayName("deleting erases what is personal: the row, what hangs from it, and addresses in the audit")
    void deletion_erases() {
        String mailbox = AdminApi.fresh("gone");
        TestPerson person = newPerson(AdminApi.newTenant(), Map.of("email", mailbox + "@acme.example", "name", "Gone Soon"));
        person.signIn(Map.of()).then().body("outcome", equalTo("verified"));
        asTokenService().body(Map.of("tenant", person.tenant(), "id", person.id(), "current_password", PASSWORD, "password", "another four good words", "address", "192.0.2.77"))
                .post("/internal/passwords").then().body("outcome", equalTo("set"));
        long before = AdminApi.position();
        asAdministrator().delete(person.path()).then().statusCode(204);
        asAdministrator().get(person.path()).then().statusCode(404);
        standing(person).then().statusCode(200).body("exists", equalTo(false));
        assertThat(AdminApi.position()).isEqualTo(before + 1);
        for (String table : List.of("person", "person_password", "known_browser", "audit_entry", "notification")) {
            pool.query("select x::text from " + table + " x").executeAndAwait().forEach(row -> assertThat(row.getString(0)).doesNotContain("Gone Soon", mailbox + "@acme", "192.0.2.77"));
        }
        assertThat(pool.query("select count(*) from known_browser where person_id = " + person.id()).executeAndAwait().iterator().next().getLong(0)).isZero();
    }

    @Test
    void a_tenant_takes_its_people_along() {
        TestPerson person = newPerson(AdminApi.newTenant());
        asAdministrator().delete("/admin/v1/tenants/" + person.tenant()).then().statusCode(204);
        assertThat(pool.query("select count(*) from person where id = " + person.id()).executeAndAwait().iterator().next().getLong(0)).isZero();
    }

    @Test
    void the_audit_knows_numbers_and_no_names() {
        TestPerson person = newPerson(AdminApi.newTenant(), Map.of("email", "audit@acme.example"));
        asAdministrator().body(Map.of("email", "other@acme.example", "disabled", true)).patch(person.path()).then().statusCode(200);
        asAdministrator().delete(person.path()).then().statusCode(204);
        String audit = asAdministrator().queryParam("tenant", person.tenant()).get("/admin/v1/audit").then()
                .body("items.action", hasItem("person.created")).body("items.action", hasItem("person.changed")).body("items.action", hasItem("person.deleted"))
                .body("items.find { it.action == 'person.changed' }.subject", equalTo(Long.toString(person.id())))
                .body("items.find { it.action == 'person.changed' }.changed", equalTo(List.of("email", "disabled"))).extract().asString();
        assertThat(audit).doesNotContain(person.username(), "acme.example");
    }

    @Test
    @DisplayName("claviger:tenant manages its own tenant's people; another's do not exist for it, whatever number it names")
    void a_tenant_administrator_manages_its_own_people_only() {
        NewClient own = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "console", "environment", "prod", "scopes", List.of("claviger:tenant")));
        TestPerson other = newPerson(AdminApi.newTenant());
        String path = "/admin/v1/tenants/" + own.tenant() + "/people";
        long id = as(own.tenantToken()).body(Map.of("username", "fay", "role", "tenant_administrator")).post(path).then().statusCode(201).extract().jsonPath().getLong("id");
        as(own.tenantToken()).get(path + "/" + id).then().statusCode(200);
        as(own.tenantToken()).get(path + "/" + other.id()).then().statusCode(404);
        as(own.tenantToken()).body(Map.of("disabled", true)).patch(path + "/" + other.id()).then().statusCode(404);
        as(own.tenantToken()).get(other.path()).then().statusCode(404);
        as(own.tenantToken()).body(Map.of("username", "gus", "role", "platform_administrator")).post(path).then().statusCode(403);
        as(own.tenantToken()).body(Map.of("role", "platform_administrator")).patch(path + "/" + id).then().statusCode(403);
        create(own.tenant(), Map.of("username", "gus", "role", "platform_administrator")).then().statusCode(400).body("errors.role", containsString("claviger"));
    }

    @Test
    @DisplayName("who may sign in as a platform administrator may do everything: claviger:tenant touches none, by no way")
    void only_the_platform_touches_its_administrators() {
        TestPerson person = newPerson("claviger", Map.of("role", "platform_administrator", "email", "root@vendor.example"));
        AdminToken tenant = AdminToken.ofTenant("claviger", TestInstallation.ADMIN_CLIENT, TestInstallation.ADMIN_CREDENTIAL.value());
        as(tenant).body(Map.of("email", "mallory@evil.example")).patch(person.path()).then().statusCode(403);
        as(tenant).post(person.path() + "/invitations").then().statusCode(403);
        as(tenant).delete(person.path() + "/one-time-password").then().statusCode(403);
        as(tenant).delete(person.path()).then().statusCode(403);
        as(tenant).get(person.path()).then().statusCode(200).body("role", startsWith("platform"));
    }

    @Test
    @DisplayName("an administrator who is a person cannot leave the tenant without one, and gives nobody more than it has itself")
    void a_person_who_administers() {
        NewClient console = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "console", "environment", "prod", "scopes", List.of("claviger:tenant")));
        String read = AdminApi.newScope();
        String write = AdminApi.newScope();
        TestPerson self = newPerson(console.tenant(), Map.of("role", "tenant_administrator", "scopes", List.of(read)));
        AdminToken token = console.tenantToken().person(self.id());
        as(token).body(Map.of("role", "member")).patch(self.path()).then().statusCode(409);
        as(token).body(Map.of("disabled", true)).patch(self.path()).then().statusCode(409);
        as(token).delete(self.path()).then().statusCode(409);
        String people = "/admin/v1/tenants/" + console.tenant() + "/people";
        as(token).body("{\"scopes\":null}").patch(self.path()).then().statusCode(403);
        as(token).body(Map.of("username", "h1", "scopes", List.of(read, write))).post(people).then().statusCode(403);
        as(token).body(Map.of("username", "h2")).post(people).then().statusCode(403);
        as(token).body(Map.of("username", "h3", "scopes", List.of(read), "role", "tenant_administrator")).post(people).then().statusCode(201);
        as(token).body(Map.of("role", "member")).patch(self.path()).then().statusCode(200);
    }

    @Test
    @DisplayName("a token that stands for an account names no person whose own scopes could be looked at: it gives nobody rights")
    void an_account_gives_nobody_rights() {
        NewClient console = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "console", "environment", "prod", "scopes", List.of("claviger:tenant")));
        TestPerson limited = newPerson(console.tenant(), Map.of("role", "tenant_administrator", "scopes", List.of(AdminApi.newScope())));
        AdminToken token = console.tenantToken().person(asAdministrator().get("/admin/v1/tenants/" + console.tenant()).jsonPath().getLong("account"));
        as(token).body("{\"scopes\":null}").patch(limited.path()).then().statusCode(403);
        as(token).body(Map.of("username", "lea")).post("/admin/v1/tenants/" + console.tenant() + "/people").then().statusCode(403);
    }

    @Test
    @DisplayName("without a mail server an administrator of the platform gets the link, once; nobody else does")
    void shows_an_invitation_where_no_mail_goes() {
        NewClient console = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "console", "environment", "prod", "scopes", List.of("claviger:tenant")));
        Response created = create(console.tenant(), Map.of("username", "ivy", "invite", true));
        created.then().statusCode(201).body("has_password", equalTo(false)).body("invitation.link", startsWith("http://localhost:8081/password/clvp_")).body("invitation.expires_at", notNullValue());
        String path = created.header("Location");
        asAdministrator().get(path).then().body("invitation", nullValue());
        asAdministrator().post(path + "/invitations").then().statusCode(200).header("Cache-Control", "no-store").body("link", startsWith("http://localhost:8081/password/clvp_"));
        as(console.tenantToken()).post(path + "/invitations").then().statusCode(409);
        as(console.tenantToken()).body(Map.of("username", "joe", "invite", true)).post("/admin/v1/tenants/" + console.tenant() + "/people").then().statusCode(409);
        create(console.tenant(), Map.of("username", "kim", "invite", true, "password", PASSWORD)).then().statusCode(400).body("errors.invite", notNullValue());
    }
}
