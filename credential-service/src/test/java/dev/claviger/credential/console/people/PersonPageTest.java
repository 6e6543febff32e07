package dev.claviger.credential.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.account.session.TestTokenService;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.console.session.TestSession;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("A person's page")
class PersonPageTest {

    @Inject
    Pool pool;

    private TestConsole console;
    private TestPerson ann;
    private String path;

    @BeforeEach
    void somebody() {
        console = TestConsole.of(AdminApi.newTenant());
        ann = TestPeople.newPerson(console.tenant(), Map.of("name", "Ann Example", "email", "ann@acme.example"));
        path = "/console/" + console.tenant() + "/people/" + ann.id();
    }

    @AfterEach
    void token_service_is_back() throws IOException {
        TestTokenService.goOn();
        TestTokenService.away(false);
    }

    @Test
    @DisplayName("says who it is, where they are signed in and what they have allowed, by the names of applications")
    void tells_all() {
        NewClient client = AdminApi.newClient(console.tenant(), Map.of("name", "Holiday planner", "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        TestTokenService.signedIn(console.tenant(), ann.id(), "session-of-ann", "Firefox on Linux");
        TestTokenService.allowed(console.tenant(), ann.id(), client.id(), "employees.readonly");
        TestTokenService.allowed(console.tenant(), ann.id(), "GoneApplication0", "x");
        Page page = console.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.heading()).isEqualTo("Ann Example Active");
        assertThat(page.main()).contains(ann.username(), "ann@acme.example", "Firefox on Linux", "with a second factor 2 hours ago", "last seen 5 minutes ago", "Holiday planner",
                "employees.readonly", "An application that is gone", "everything they ask for");
    }

    @Test
    @DisplayName("is there without sessions and consents while token-service does not answer, says so, and ends nothing then")
    void while_token_service_is_away() {
        TestTokenService.signedIn(console.tenant(), ann.id(), "a-session", "Firefox");
        TestTokenService.away(true);
        Page page = console.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.main()).contains("Sessions cannot be seen at this moment", "Consents cannot be seen").doesNotContain("Nowhere at this moment");
        assertThat(console.get(path + "/sessions/end").status()).isEqualTo(503);
        assertThat(console.session().form().post(path + "/sessions/end").statusCode()).isEqualTo(503);
        assertThat(audited()).as("that it was wanted").containsExactly("person.signed_out");
        assertThat(console.get(path + "/disable").main()).contains("cannot be seen at this moment. All of it ends");
    }

    @Test
    @Timeout(30)
    @DisplayName("while token-service hangs, waits with no database connection, what was wanted is written down already, and beyond 32 nobody waits")
    void a_hang_takes_no_connection() throws Exception {
        TestTokenService.hang();
        ExecutorService callers = Executors.newFixedThreadPool(40);
        try {
            List<Future<Integer>> answers = IntStream.range(0, 40).mapToObj(any -> callers.submit(() -> console.session().form().post(path + "/sessions/end").statusCode())).toList();
            while (audited().size() < 32 || answers.stream().filter(Future::isDone).count() < 8) {
                Thread.sleep(50);
            }
            assertThat(console.get(path).main()).contains("Nowhere at this moment");
            TestTokenService.goOn();
            assertThat(answers).extracting(Future::get).containsOnly(303, 503).filteredOn(status -> status == 503).hasSize(8);
            assertThat(audited()).hasSize(32);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    @DisplayName("takes an answer that is not what this release reads for none: sessions are unknown, and the rest is shown")
    void an_odd_answer_is_none() {
        for (String odd : List.of("{\"id\":\"a\"}", "7", "{\"id\":\"a\",\"amr\":[],\"auth_time\":\"yesterday\",\"last_seen_at\":\"now\"}", "{\"id\":\"a\",\"amr\":[1],\"auth_time\":\"2026-01-01T00:00:00Z\"}")) {
            TestPerson person = TestPeople.newPerson(console.tenant());
            TestTokenService.oddly(console.tenant(), person.id(), odd);
            Page page = console.get("/console/" + console.tenant() + "/people/" + person.id());
            assertThat(page.status()).as(odd).isEqualTo(200);
            assertThat(page.main()).as(odd).contains("Sessions cannot be seen at this moment");
        }
    }

    @Test
    @DisplayName("ends one session, or all, after asking; the audit has who did it")
    void ends_sessions() {
        TestTokenService.signedIn(console.tenant(), ann.id(), "first-session", "Firefox on Linux");
        TestTokenService.signedIn(console.tenant(), ann.id(), "second-session", "Safari on iPhone");
        String end = path + "/sessions/first-session/end";
        Page asked = console.get(end);
        assertThat(asked.main()).contains("Sign Ann Example out of Firefox on Linux?", "has to sign in again");
        assertThat(console.submit(asked.form(end)).location()).isEqualTo(path + "?done=signed-out");
        assertThat(TestTokenService.sessions(console.tenant(), ann.id())).hasSize(1);
        assertThat(console.get(end).status()).isEqualTo(404);
        assertThat(console.session().form().post(end).statusCode()).isEqualTo(404);

        Page all = console.get(path + "/sessions/end");
        assertThat(all.main()).contains("Safari on iPhone");
        assertThat(console.submit(all.form(path + "/sessions/end")).location()).isEqualTo(path + "?done=signed-out-everywhere");
        assertThat(console.get(path).main()).contains("Nowhere at this moment");
        assertThat(audited()).as("the one in vain, too").containsExactly("person.signed_out", "person.signed_out", "person.signed_out");
    }

    @Test
    @DisplayName("withdraws one consent, or all, after asking")
    void withdraws_consents() {
        NewClient planner = AdminApi.newClient(console.tenant(), Map.of("name", "Holiday planner", "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        NewClient board = AdminApi.newClient(console.tenant(), Map.of("name", "Notice board", "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        TestTokenService.allowed(console.tenant(), ann.id(), planner.id(), "holidays");
        TestTokenService.allowed(console.tenant(), ann.id(), board.id(), "notices");
        String withdraw = path + "/consents/" + planner.id() + "/withdraw";
        Page asked = console.get(withdraw);
        assertThat(asked.main()).contains("Withdraw what Ann Example has allowed Holiday planner?", "holidays", "3 days ago");
        assertThat(console.submit(asked.form(withdraw)).location()).isEqualTo(path + "?done=consent-withdrawn");
        assertThat(TestTokenService.consents(console.tenant(), ann.id())).hasSize(1);
        Page all = console.get(path + "/consents/withdraw");
        assertThat(all.main()).contains("Notice board: notices");
        console.submit(all.form(path + "/consents/withdraw"));
        assertThat(TestTokenService.consents(console.tenant(), ann.id())).isEmpty();
        assertThat(audited()).containsExactly("person.consent_withdrawn", "person.consent_withdrawn");
    }

    @Test
    @DisplayName("what is no session's name is asked of nobody, whatever path it would make")
    void no_other_path_is_asked() {
        assertThat(console.session().request().urlEncodingEnabled(false).get(path + "/sessions/..%2F..%2F1%2Fsessions/end").statusCode()).isEqualTo(404);
        assertThat(console.session().form().urlEncodingEnabled(false).post(path + "/sessions/a%3Fb/end").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("disables after saying what stops: sessions, applications that act for them, applications that may do no more than they; and enables again")
    void disables_and_enables() {
        NewClient planner = AdminApi.newClient(console.tenant(), Map.of("name", "Holiday planner", "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        pool.preparedQuery("update client set name = 'Bound importer', limited_to_creator = true, created_by = $2 where id = $1").executeAndAwait(Tuple.of(planner.id(), ann.id()));
        TestTokenService.signedIn(console.tenant(), ann.id(), "one-session", "Firefox");
        TestTokenService.allowed(console.tenant(), ann.id(), planner.id(), "holidays");
        Page asked = console.get(path + "/disable");
        assertThat(asked.main()).contains("signed in with 1 browser", "act for the person lose their tokens: Bound importer", "may do no more than this person obtain nothing any more: Bound importer",
                "never signed in", "you can enable them again");
        assertThat(console.submit(asked.form(path + "/disable")).location()).isEqualTo(path + "?done=disabled");
        assertThat(ann.outcomeOf(Map.of())).isEqualTo("refused");
        Page off = console.get(path);
        assertThat(console.submit(off.form(path + "/enable")).location()).isEqualTo(path + "?done=enabled");
        assertThat(ann.outcomeOf(Map.of())).isEqualTo("verified");
        assertThat(console.get(path + "/disable").main()).contains("last signed in just now");
    }

    @Test
    void deletes_for_good_after_asking() {
        Page asked = console.get(path + "/delete");
        assertThat(asked.main()).contains("for good", "Disable it first", "stays in the audit, under a number");
        assertThat(console.submit(asked.form(path + "/delete")).location()).isEqualTo("/console/" + console.tenant() + "/people?done=deleted");
        assertThat(console.get(path).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ends nobody on a page that was opened before somebody changed the person")
    void an_old_page_ends_nobody() {
        Element form = console.get(path + "/delete").form(path + "/delete");
        AdminApi.asAdministrator().body(Map.of("name", "Ann Needed")).patch(ann.path()).then().statusCode(200);
        assertThat(console.submit(form).status()).isEqualTo(412);
        assertThat(console.get(path).heading()).contains("Ann Needed");
    }

    @Test
    @DisplayName("keeps an administrator from leaving the tenant without any")
    void the_last_administrator_stays() {
        String own = "/console/" + console.tenant() + "/people/" + console.session().person().id();
        assertThat(console.get(own + "/disable").main()).contains("This is you");
        Page refused = console.submit(console.get(own + "/disable").form(own + "/disable"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.main()).contains("You are the last administrator");
        Page edit = console.submit(console.get(own + "/edit").form(own + "/edit"), "role", "member");
        assertThat(edit.status()).isEqualTo(409);
        assertThat(edit.alert()).contains("You are the last administrator");
    }

    @Test
    @DisplayName("turns off one-time passwords after asking, and is a 404 where they are not on")
    void turns_off_one_time_passwords() {
        pool.preparedQuery("insert into one_time_password (person_id, secret) values ($1, $2)").executeAndAwait(Tuple.of(ann.id(), io.vertx.core.buffer.Buffer.buffer(new byte[32])));
        assertThat(console.get(path).html().select("a[href$=/one-time-password/remove]")).hasSize(1);
        Page asked = console.get(path + "/one-time-password/remove");
        assertThat(asked.main()).contains("the password alone", "told by mail");
        assertThat(console.submit(asked.form(path + "/one-time-password/remove")).location()).isEqualTo(path + "?done=one-time-password-removed");
        assertThat(console.get(path).html().select("a[href$=/one-time-password/remove]")).isEmpty();
        assertThat(console.session().form().post(path + "/one-time-password/remove").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("unlinks an account at the identity provider after asking")
    void unlinks() {
        pool.preparedQuery("insert into external_identity (tenant_id, issuer, subject, person_id, linked_at) values ($1, 'https://idp.example', 's', $2, now())")
                .executeAndAwait(Tuple.of(console.tenant(), ann.id()));
        assertThat(console.get(path).main()).contains("https://idp.example since just now");
        Page asked = console.get(path + "/unlink");
        assertThat(console.submit(asked.form(path + "/unlink")).location()).isEqualTo(path + "?done=unlinked");
        assertThat(console.get(path).main()).doesNotContain("idp.example");
    }

    @Test
    @DisplayName("is not there for another tenant's person, or for what is no number")
    void is_its_own_tenants() {
        TestPerson other = TestPeople.newPerson(AdminApi.newTenant());
        for (String id : List.of(Long.toString(other.id()), "0", "-1", "x", "99999999999999999999")) {
            assertThat(console.get("/console/" + console.tenant() + "/people/" + id).status()).as(id).isEqualTo(404);
            assertThat(console.session().form().post("/console/" + console.tenant() + "/people/" + id + "/sessions/end").statusCode()).as(id).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("an administrator of one tenant touches no administrator of the platform")
    void a_platform_administrator_is_not_for_tenant_administrators() {
        TestSession small = TestSession.of(TestPeople.newPerson("claviger", Map.of("role", "tenant_administrator")));
        TestPerson great = TestPeople.newPerson("claviger", Map.of("role", "platform_administrator"));
        String version = AdminApi.asAdministrator().get(great.path()).header("ETag");
        String there = "/console/claviger/people/" + great.id();
        assertThat(small.form().formParam("version", version).post(there + "/disable").statusCode()).isEqualTo(403);
        assertThat(small.form().post(there + "/link").statusCode()).isEqualTo(403);
        assertThat(small.form().formParam("version", version).post(there + "/delete").statusCode()).isEqualTo(403);
    }

    private List<String> audited() {
        return AdminApi.asAdministrator().queryParam("tenant", console.tenant()).get("/admin/v1/audit").jsonPath()
                .getList("items.findAll { it.subject == '" + ann.id() + "' && it.actor == '" + console.session().person().id() + "' }.action");
    }
}
