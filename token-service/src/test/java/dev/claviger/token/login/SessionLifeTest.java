package dev.claviger.token.login;

import dev.claviger.contract.person.Person;
import dev.claviger.token.ShownApplications;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("How long a session lives")
class SessionLifeTest extends TokenServiceTest {

    private static final String PAGE = "/account?tenant=acme";
    private static final String PASSWORD = "correct horse battery staple";

    private final TestBrowser browser = new TestBrowser();
    private Person ada;

    @Inject
    Pool pool;
    @Inject
    Sessions sessions;
    @Inject
    SessionForgetting forgetting;

    @BeforeEach
    void signed_in() {
        ada = credentialService.people.register("acme", "ada", PASSWORD);
        browser.signIn("acme", "ada", PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"last_seen_at = now() - interval '12 hours 1 minute'", "expires_at = now() - interval '1 second'"})
    @DisplayName("unused for twelve hours, or seven days old: it opens nothing, and its row goes")
    void it_ends(String change) {
        run("update sign_in set " + change + " where person = " + ada.id());

        assertThat(browser.get(PAGE).form("/login")).isNotNull();
        assertThat(await(sessions.of(ada.tenant(), ada.id()))).isEmpty();
        await(forgetting.round());
        assertThat(run("select from sign_in where person = " + ada.id())).isZero();
    }

    @Test
    void using_it_keeps_it() {
        run("update sign_in set last_seen_at = now() - interval '11 hours' where person = " + ada.id());
        browser.get(PAGE);

        assertThat(run("select from sign_in where person = " + ada.id() + " and last_seen_at > now() - interval '1 minute'")).isEqualTo(1);
        await(forgetting.round());
        assertThat(browser.get(PAGE).form("/login")).isNull();
    }

    @Test
    @DisplayName("the database holds no cookie, only its hash")
    void no_cookie_in_the_database() {
        assertThat(run("select from sign_in s where s::text like '%" + browser.cookies.get("claviger-session") + "%'")).isZero();
    }

    @Test
    @DisplayName("who signs in anew, because an application asks for it, goes on with the same session; somebody else ends it")
    void signing_in_anew() {
        String application = ShownApplications.register(credentialService.people, "acme", "Payroll", "a").value();
        String request = "/oauth2/authorize?response_type=code&client_id=" + application + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=a&prompt=login";
        String id = await(sessions.of(ada.tenant(), ada.id())).get(0).session().id();
        run("update sign_in set auth_time = now() - interval '1 hour' where person = " + ada.id());

        Page answer = browser.submit(browser.get(request), "/login", "username", "ada", "password", PASSWORD);

        assertThat(answer.location()).isEqualTo(request.replace("&prompt=login", ""));
        assertThat(await(sessions.of(ada.tenant(), ada.id()))).singleElement().satisfies(open -> {
            assertThat(open.session().id()).isEqualTo(id);
            assertThat(open.session().authTime()).isAfter(Instant.now().minusSeconds(60));
        });
        Person eve = credentialService.people.register("acme", "eve", PASSWORD);
        browser.submit(browser.get(request), "/login", "username", "eve", "password", PASSWORD);
        assertThat(await(sessions.of(ada.tenant(), ada.id()))).isEmpty();
        assertThat(await(sessions.of(eve.tenant(), eve.id()))).singleElement().satisfies(open -> assertThat(open.session().id()).isNotEqualTo(id));
    }

    @Test
    void a_person_keeps_a_hundred_of_them() {
        run("""
                insert into sign_in (id, browser, tenant_id, person, era, auth_time, amr, agent, last_seen_at, expires_at)
                select 'crowd' || n || '-%1$s', sha256(('%1$s-' || n)::bytea), 'acme', %1$s, '', now(), '{pwd}', '', now() - interval '1 hour', now() + interval '1 day'
                  from generate_series(1, 120) n
                """.formatted(ada.id()));
        new TestBrowser().signIn("acme", "ada", PASSWORD);

        assertThat(await(sessions.of(ada.tenant(), ada.id()))).hasSize(100);
        assertThat(browser.get(PAGE).form("/login")).as("those used last stay").isNull();
    }

    private int run(String sql) {
        return await(pool.query(sql).execute().map(rows -> rows.rowCount()));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
