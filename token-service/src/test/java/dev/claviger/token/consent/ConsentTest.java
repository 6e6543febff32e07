package dev.claviger.token.consent;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.token.ShownApplications;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("Consent: what an application may do on somebody's behalf")
class ConsentTest extends TokenServiceTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String HOSTILE = "<script>alert(1)</script>\u202Egnp.exe\u2066 " + "x".repeat(500);

    private final TestBrowser browser = new TestBrowser();
    private Person ada;

    @Inject
    TestConsentRoute route;
    @Inject
    Consents consents;
    @Inject
    Pool pool;

    @BeforeEach
    void signed_in() {
        ada = credentialService.people.register("acme", "ada", PASSWORD);
        browser.signIn("acme", "ada", PASSWORD);
        route.person = ada;
        route.application = ShownApplications.of("acme", "Payroll", "employees.read", "employees.write");
        route.scopes = Scopes.of("openid", "offline_access", "employees.read", "employees.write");
        route.subject = Kind.USER;
    }

    @Test
    @DisplayName("shows who asks, whose it is, each permission with its weight, and that it lasts")
    void shows_what_is_asked() {
        Page page = browser.get(TestConsentRoute.PATH);

        assertThat(page.html().select("h1").text()).isEqualTo("Grant access to Payroll?");
        assertThat(page.text()).contains("an application of Acme & Sons").contains("on your behalf").contains("signed in as ada").contains("while you are away");
        assertThat(page.html().select(".rows li").eachText()).as("the worst first")
                .containsExactly("May do employees.write High employees.write", "May do employees.read Low employees.read");
        assertThat(page.html().select("button").eachText()).containsExactly("Grant access", "Refuse");
        assertThat(page.html().select("button").eachAttr("type")).containsOnly("submit");
        assertThat(page.html().select("button").get(1).attr("name")).isEqualTo("deny");
        assertThat(page.header("Content-Security-Policy")).as("Chromium applies form-action to the redirect behind the form as well")
                .contains("form-action 'self' https://app.example;");
    }

    @Test
    void says_when_it_is_for_the_whole_account() {
        route.subject = Kind.ACCOUNT;

        assertThat(browser.get(TestConsentRoute.PATH).text()).contains("act for the whole account").contains("not to you alone");
    }

    @Test
    @DisplayName("names are hostile: no markup, nothing that turns the text around, and not without end")
    void hostile_names() {
        route.application = ShownApplications.of("acme", HOSTILE, "employees.read");
        Page page = browser.get(TestConsentRoute.PATH);

        assertThat(page.html().select("script")).isEmpty();
        assertThat(page.answer().body()).doesNotContain("\u202E").doesNotContain("\u2066").doesNotContain("x".repeat(100)).contains("&lt;script&gt;");
        assertThat(page.html().title()).contains("<script>");
    }

    @Test
    void given_once_it_is_remembered_and_more_is_asked_for() {
        Page answer = browser.submit(browser.get(TestConsentRoute.PATH), "/consent");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/oauth2/authorize?client_id=x&state=1");
        assertThat(covers(Kind.USER, "employees.read")).isTrue();
        assertThat(covers(Kind.USER, "employees.read", "employees.write", "offline_access", "openid")).isTrue();
        assertThat(covers(Kind.USER, "employees.read", "more")).isFalse();
        assertThat(covers(Kind.ACCOUNT, "employees.read")).isFalse();
        await(consents.give(ada.tenant(), ada.id(), route.application.client(), Kind.USER, Scopes.of("more")));
        assertThat(covers(Kind.USER, "employees.read", "more")).as("what was given stays given").isTrue();
    }

    @Test
    void refused_it_goes_back_and_nothing_is_remembered() {
        Page page = browser.get(TestConsentRoute.PATH);
        Page answer = browser.submit(page, "/consent", "deny", "");

        assertThat(answer.location()).isEqualTo(TestConsentRoute.DENIED.toString());
        assertThat(covers(Kind.USER, "employees.read")).isFalse();
    }

    @Test
    @DisplayName("what is allowed, by whom, and where a refusal goes cannot be changed in the form")
    void a_changed_form() {
        for (String name : new String[] {"scopes", "client_id", "session", "denied", "subject", "request"}) {
            Map<String, String> fields = TestBrowser.fields(browser.get(TestConsentRoute.PATH).form("/consent"), "deny", "");
            fields.put(name, "https://evil.example/");
            Page answer = browser.post("/consent", fields);
            assertThat(answer.location()).as(name).doesNotContain("evil").doesNotContain("access_denied");
        }
        assertThat(covers(Kind.USER, "employees.read")).isFalse();
    }

    @Test
    void the_form_of_an_earlier_session_gives_nothing() {
        Page page = browser.get(TestConsentRoute.PATH);
        browser.submit(browser.get("/account?tenant=acme"), "/account/sign-out");
        browser.signIn("acme", "ada", PASSWORD);
        Map<String, String> fields = TestBrowser.fields(page.form("/consent"));
        new TestBrowser().post("/consent", fields);
        browser.post("/consent", fields);

        assertThat(covers(Kind.USER, "employees.read")).isFalse();
    }

    @Test
    @DisplayName("withdrawn, no refresh token, no code and no access token of it is good for anything, be it for the account")
    void withdrawn() {
        await(consents.give(ada.tenant(), ada.id(), route.application.client(), Kind.ACCOUNT, Scopes.of("employees.read")));
        String client = route.application.client().value();
        run("""
                insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at, person, subject_kind, subject)
                values ('grant%1$s', 'acme', '%1$s', 'credential', 1, now(), '{a}', false, now() + interval '1 hour', %2$s, 'account', 77),
                       ('other%1$s', 'acme', '%1$s', 'credential', 1, now(), '{a}', false, now() + interval '1 hour', %2$s + 1, 'account', 77)
                """.formatted(client, ada.id()));
        run("""
                insert into authorization_code (hash, grant_id, tenant_id, client_id, redirect_uri, redirect_named, scopes, subject_kind, subject, person, auth_time, amr, position, issued_at, expires_at)
                values ('%1$s', 'code%1$s', 'acme', '%1$s', 'https://a.example', true, '{a}', 'account', 77, %2$s, now(), '{pwd}', 1, now(), now() + interval '5 minutes')
                """.formatted(client, ada.id()));

        assertThat(await(consents.withdraw(ada.tenant(), ada.id(), route.application.client()))).isTrue();

        assertThat(covers(Kind.ACCOUNT, "employees.read")).isFalse();
        assertThat(run("select from refresh_grant where client_id = '" + client + "' and ended_at is not null")).as("not what somebody else gave").isEqualTo(1);
        assertThat(run("select from authorization_code where client_id = '" + client + "' and used_at is null")).isZero();
        assertThat(credentialService.revocations.values().stream().map(revocation -> revocation.getJsonObject("target").getString("grant_id")))
                .contains("grant" + client, "code" + client).doesNotContain("other" + client);
        assertThat(await(consents.withdraw(ada.tenant(), ada.id(), route.application.client()))).as("once").isFalse();
    }

    private int run(String sql) {
        return await(pool.query(sql).execute().map(rows -> rows.rowCount()));
    }

    private boolean covers(Kind subject, String... scopes) {
        return await(consents.covers(ada.tenant(), ada.id(), route.application.client(), subject, Scopes.of(scopes)));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
