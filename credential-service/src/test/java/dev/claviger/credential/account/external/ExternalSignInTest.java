package dev.claviger.credential.account.external;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static dev.claviger.credential.account.TestPeople.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople.TestPerson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Somebody signs in at the tenant's identity provider")
class ExternalSignInTest {

    private static final String ISSUER = "https://login.example.com";

    @Inject
    Pool pool;
    private String tenant;

    @BeforeEach
    void a_tenant_with_a_provider() {
        tenant = AdminApi.newTenant();
        provider(Map.of());
    }

    @Test
    @DisplayName("the first time the address names the person, without case; from then on only issuer and subject do (Core 1.0 §5.7)")
    void links_once() {
        TestPerson ann = newPerson(tenant, Map.of("email", "Ann@acme.example"));
        signIn("subject-1", "ann@ACME.example").then().statusCode(200).header("Cache-Control", "no-store").body("outcome", equalTo("verified"))
                .body("person.id", equalTo((int) ann.id())).body("device", nullValue());
        asAdministrator().body(Map.of("email", "married@acme.example")).patch(ann.path()).then().statusCode(200);
        assertThat(person("subject-1", "another@acme.example")).as("whatever the provider calls it now").isEqualTo(ann.id());
        asAdministrator().queryParam("tenant", tenant).get("/admin/v1/audit").then().body("items.action.findAll { it == 'person.linked' }.size()", equalTo(1))
                .body("items.find { it.action == 'person.linked' }.actor", equalTo("identity-provider"));
    }

    @Test
    @DisplayName("an address that moves to somebody else takes nobody over: not at the provider, and not here")
    void an_address_that_moves() {
        TestPerson ann = newPerson(tenant, Map.of("email", "office@acme.example"));
        assertThat(person("ann", "office@acme.example")).isEqualTo(ann.id());
        provider(Map.of("create_people", true));
        signIn("bob", "office@acme.example").then().body("outcome", equalTo("refused")).body("person", nullValue());
        asAdministrator().body(Map.of("email", "ann@acme.example")).patch(ann.path()).then().statusCode(200);
        TestPerson bob = newPerson(tenant, Map.of("email", "office@acme.example"));
        assertThat(person("ann", "office@acme.example")).isEqualTo(ann.id());
        assertThat(person("bob", "office@acme.example")).isEqualTo(bob.id());
    }

    @Test
    @DisplayName("RFC 5321 §2.3.11, RFC 5890 §2.3.1: an address in other letters that look the same in lower case is another address")
    void letters_that_are_alike() {
        newPerson(tenant, Map.of("email", "kim@kk.example"));
        assertThat(databaseLowers("\u212Aim@kk.example")).as("what the database makes of the sign for kelvin").isEqualTo("kim@kk.example");
        for (String other : List.of("kim@\u212Ak.example", "\u212Aim@kk.example", "k\u0130m@kk.example")) {
            signIn("eve", other).then().statusCode(200).body("outcome", equalTo("refused"));
        }
        assertThat(count("external_identity where tenant_id = '" + tenant + "'")).isZero();
    }

    @Test
    void who_has_another_account_there_now_is_linked_anew_when_an_administrator_has_said_so() {
        TestPerson ann = newPerson(tenant, Map.of("email", "ann@acme.example"));
        asAdministrator().delete(ann.path() + "/external-identity").then().statusCode(404);
        assertThat(person("old", "ann@acme.example")).isEqualTo(ann.id());
        asAdministrator().delete(ann.path() + "/external-identity").then().statusCode(204);
        assertThat(person("new", "ann@acme.example")).isEqualTo(ann.id());
        signIn("old", "ann@acme.example").then().body("outcome", equalTo("refused"));
        asAdministrator().queryParam("tenant", tenant).get("/admin/v1/audit").then().body("items.action.findAll { it == 'person.unlinked' }.size()", equalTo(1));
    }

    @Test
    @DisplayName("nobody, an address of two, a disabled person, no address, another tenant's person and another issuer are one and the same to the asker")
    void refuses_alike() {
        newPerson(tenant, Map.of("email", "two@acme.example"));
        newPerson(tenant, Map.of("email", "two@acme.example"));
        newPerson(tenant, Map.of("email", "gone@acme.example", "disabled", true));
        newPerson(AdminApi.newTenant(), Map.of("email", "far@acme.example"));
        newPerson(tenant, Map.of("email", "here@acme.example"));
        for (Response answer : List.of(signIn("1", "nobody@acme.example"), signIn("2", "two@acme.example"), signIn("3", "gone@acme.example"), signIn("4", "far@acme.example"),
                ask(Map.of("issuer", "https://other.example", "subject", "5", "named", "here@acme.example")), ask(Map.of("subject", "6")),
                ask(Map.of("tenant", "nowhere", "subject", "7", "named", "here@acme.example")))) {
            answer.then().statusCode(200).body("outcome", equalTo("refused")).body("keySet().size()", equalTo(3));
        }
        assertThat(count("external_identity where tenant_id = '" + tenant + "'")).isZero();
    }

    @Test
    @DisplayName("a person who is disabled after the first sign-in is refused as with a password; so is everybody once the provider is removed")
    void a_right_that_ends() {
        TestPerson ann = newPerson(tenant, Map.of("email", "ann@acme.example"));
        assertThat(person("ann", "ann@acme.example")).isEqualTo(ann.id());
        asAdministrator().body(Map.of("disabled", true)).patch(ann.path()).then().statusCode(200);
        signIn("ann", "ann@acme.example").then().body("outcome", equalTo("refused"));
        asAdministrator().body(Map.of("disabled", false)).patch(ann.path()).then().statusCode(200);
        assertThat(person("ann", "ann@acme.example")).isEqualTo(ann.id());
        asAdministrator().delete("/admin/v1/tenants/" + tenant + "/identity-provider").then().statusCode(204);
        signIn("ann", "ann@acme.example").then().body("outcome", equalTo("refused"));
        provider(Map.of());
        signIn("eve", "ann@acme.example").then().body("outcome", equalTo("refused"));
        assertThat(person("ann", "other@acme.example")).as("known again").isEqualTo(ann.id());
    }

    @Test
    @DisplayName("people are made at the first sign-in where the tenant says so: members, without a password, and never over somebody's name")
    void makes_people() {
        provider(Map.of("create_people", true));
        Response made = ask(Map.of("subject", "new", "named", "new@acme.example", "email", "new@acme.example", "name", "New Comer\u0000"));
        made.then().body("outcome", equalTo("verified")).body("person.role", equalTo("member")).body("person.username", equalTo("new@acme.example"))
                .body("person.email", equalTo("new@acme.example")).body("person.name", nullValue());
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/people/" + made.path("person.id")).then().body("has_password", equalTo(false)).body("email_verified", equalTo(false));
        newPerson(tenant, Map.of("username", "taken@acme.example"));
        signIn("other", "taken@acme.example").then().body("outcome", equalTo("refused"));
        signIn("odd", "no name with spaces").then().body("outcome", equalTo("refused"));
    }

    @Test
    @DisplayName("twenty first sign-ins at once make one person")
    void makes_one_person() throws Exception {
        provider(Map.of("create_people", true));
        ExecutorService callers = Executors.newFixedThreadPool(10);
        try {
            Callable<Long> call = () -> person("same", "same@acme.example");
            List<Future<Long>> answers = callers.invokeAll(java.util.Collections.nCopies(20, call));
            long first = answers.get(0).get();
            for (Future<Long> answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(count("person where tenant_id = '" + tenant + "'")).isEqualTo(1);
    }

    @Test
    void another_claim_names_people_by_their_usernames() {
        provider(Map.of("claim", "preferred_username"));
        TestPerson ann = newPerson(tenant, Map.of("email", "ann@acme.example"));
        assertThat(person("ann", ann.username().toUpperCase())).isEqualTo(ann.id());
        signIn("eve", "ann@acme.example").then().body("outcome", equalTo("refused"));
    }

    @Test
    @DisplayName("where passwords are refused a right one is answered, hashed and counted like a wrong one; the platform's administrators get in all the same")
    void refuses_passwords() {
        TestPerson ann = newPerson(tenant);
        assertThat(ann.outcomeOf(Map.of())).isEqualTo("verified");
        provider(Map.of("passwords", "refused"));
        Response right = ann.signIn(Map.of());
        assertThat(right.jsonPath().getMap("").keySet()).isEqualTo(ann.signIn("wrong password here").jsonPath().getMap("").keySet());
        right.then().body("outcome", equalTo("refused"));
        TestPerson administrator = newPerson("claviger", Map.of("role", "platform_administrator"));
        TestPerson member = newPerson("claviger");
        asAdministrator().body(form(Map.of("passwords", "refused"))).put("/admin/v1/tenants/claviger/identity-provider").then().statusCode(201);
        try {
            assertThat(administrator.outcomeOf(Map.of())).isEqualTo("verified");
            assertThat(member.outcomeOf(Map.of())).isEqualTo("refused");
            asTokenService().body(Map.of("tenant", "claviger")).post("/internal/identity-providers").then().body("provider.refuses_passwords", equalTo(false));
            asTokenService().body(Map.of("tenant", tenant)).post("/internal/identity-providers").then().body("provider.refuses_passwords", equalTo(true));
        } finally {
            asAdministrator().delete("/admin/v1/tenants/claviger/identity-provider").then().statusCode(204);
        }
    }

    @Test
    void is_for_token_service_only() {
        for (String path : List.of("external-sign-ins", "identity-providers")) {
            asGateway().body("{}").post("/internal/" + path).then().statusCode(403);
            asTokenService().body("{}").post("/internal/" + path).then().statusCode(400);
        }
    }

    private static Map<String, Object> form(Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of("issuer", ISSUER, "name", "Acme", "client_id", "claviger"));
        form.putAll(more);
        return form;
    }

    private void provider(Map<String, Object> more) {
        assertThat(asAdministrator().body(form(more)).put("/admin/v1/tenants/" + tenant + "/identity-provider").statusCode()).isIn(200, 201);
    }

    private Response signIn(String subject, String named) {
        return ask(Map.of("subject", subject, "named", named, "email", named));
    }

    private long person(String subject, String named) {
        return signIn(subject, named).then().body("outcome", equalTo("verified")).extract().jsonPath().getLong("person.id");
    }

    private Response ask(Map<String, Object> more) {
        Map<String, Object> question = new HashMap<>(Map.of("tenant", tenant, "issuer", ISSUER));
        question.putAll(more);
        return asTokenService().body(question).post("/internal/external-sign-ins");
    }

    private String databaseLowers(String text) {
        return pool.preparedQuery("select lower($1)").executeAndAwait(io.vertx.mutiny.sqlclient.Tuple.of(text)).iterator().next().getString(0);
    }

    private long count(String of) {
        return pool.query("select count(*) from " + of).executeAndAwait().iterator().next().getLong(0);
    }
}
