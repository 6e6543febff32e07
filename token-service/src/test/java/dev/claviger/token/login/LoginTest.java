package dev.claviger.token.login;

import dev.claviger.token.TestPeople;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("Signing in")
class LoginTest extends TokenServiceTest {

    private static final String PAGE = "/account?tenant=acme";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String COOKIE = "claviger-session";

    private final TestBrowser browser = new TestBrowser();

    @BeforeEach
    void somebody() {
        credentialService.people.register("acme", "ada", PASSWORD);
    }

    @AfterEach
    void nobody_guesses_any_more() {
        credentialService.people.tooMany = false;
    }

    @Test
    @DisplayName("the form works without script: labels, autocomplete, a submit button, one heading, a language")
    void the_form() {
        Page page = browser.get(PAGE);
        Element form = page.form("/login");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().selectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(page.html().title()).isEqualTo("Sign in · Claviger");
        assertThat(page.html().select("h1")).hasSize(1);
        assertThat(page.html().select("main")).hasSize(1);
        assertThat(page.html().select("script")).isEmpty();
        assertThat(form.selectFirst("input[name=username]").attr("autocomplete")).isEqualTo("username");
        assertThat(form.selectFirst("input[name=password]").attr("autocomplete")).isEqualTo("current-password");
        assertThat(form.select("button")).hasSize(1).allMatch(button -> button.attr("type").equals("submit"));
        form.select("input:not([type=hidden])").forEach(input -> assertThat(form.select("label[for=" + input.id() + "]")).hasSize(1));
        assertThat(page.html().select("link[rel=stylesheet]").attr("href")).matches("/assets/claviger\\.[0-9a-f]{12}\\.css");
    }

    @Test
    @DisplayName("no cache keeps it, nobody frames it, no address leaks from it (CSP 3; the back button asks again)")
    void headers() {
        Page page = browser.get(PAGE);

        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'").contains("style-src 'self'").contains("form-action 'self'")
                .contains("frame-ancestors 'none'").contains("base-uri 'none'").doesNotContain("unsafe");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    @DisplayName("the stylesheet is named after its content, and kept for ever")
    void the_stylesheet() {
        Page sheet = browser.get(browser.get(PAGE).html().select("link[rel=stylesheet]").attr("href"));

        assertThat(sheet.header("Content-Type")).startsWith("text/css");
        assertThat(sheet.header("Cache-Control")).contains("immutable");
    }

    @Test
    void the_right_password_leads_on_and_gives_a_new_cookie() {
        Page form = browser.get(PAGE);
        String planted = browser.cookies.get(COOKIE);

        Page answer = browser.submit(form, "/login", "username", " ada ", "password", PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo(PAGE);
        assertThat(browser.cookies.get(COOKIE)).as("no fixation").isNotEqualTo(planted);
        assertThat(TestBrowser.setCookies(answer.answer()).stream().filter(cookie -> cookie.startsWith(COOKIE))).singleElement().asString()
                .containsIgnoringCase("HttpOnly").contains("SameSite=Lax").contains("Path=/").doesNotContain("Secure").doesNotContain("Domain");
        assertThat(browser.get(PAGE).text()).contains("Where you are signed in");
        browser.cookies.put(COOKIE, planted);
        assertThat(browser.get(PAGE).form("/login")).as("the old cookie opens nothing").isNotNull();
    }

    @Test
    void a_session_belongs_to_one_tenant() {
        credentialService.people.register("other", "ada", PASSWORD);
        browser.signIn("acme", "ada", PASSWORD);

        assertThat(browser.get("/account?tenant=other").form("/login")).isNotNull();
        assertThat(browser.signIn("other", "ada", PASSWORD).status()).isEqualTo(303);
        assertThat(browser.get(PAGE).text()).as("beside the first").contains("Where you are signed in");
    }

    @Test
    void a_wrong_password_and_an_unknown_person_are_one_and_the_same() {
        Page wrong = browser.submit(browser.get(PAGE), "/login", "username", "ada", "password", "wrong-password");
        Page unknown = new TestBrowser().signIn("acme", "nobody", "wrong-password");

        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.alert()).isEqualTo("Username or password is not right.");
        assertThat(wrong.html().selectFirst("input[name=username]").attr("value")).as("kept").isEqualTo("ada");
        assertThat(wrong.html().selectFirst("input[name=password]").attr("value")).isEmpty();
        assertThat(wrong.html().selectFirst("input[name=password]").attr("aria-describedby")).isEqualTo("refusal");
        assertThat(wrong.answer().body()).doesNotContain("wrong-password");
        assertThat(withoutHidden(unknown)).isEqualTo(withoutHidden(wrong).replace("ada", "nobody"));
    }

    @Test
    void too_many_guesses_are_told_when_to_try_again() {
        credentialService.people.tooMany = true;
        Page answer = browser.signIn("acme", "ada", PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("91");
        assertThat(answer.alert()).isEqualTo("There were too many attempts. Try again in 2 minutes.");
    }

    @Test
    @DisplayName("a one-time password is asked for on a page that knows no password, and both are verified together")
    void one_time_passwords() {
        credentialService.people.withCodes(credentialService.people.register("acme", "grace", PASSWORD));
        Page second = browser.signIn("acme", "grace", PASSWORD);

        assertThat(second.html().selectFirst("input[name=one_time_password]").attr("autocomplete")).isEqualTo("one-time-code");
        assertThat(second.html().select("input[name=password]")).isEmpty();
        assertThat(second.answer().body() + second.answer().headers()).doesNotContain(PASSWORD);
        Page wrong = browser.submit(second, "/login/code", "one_time_password", "000000");
        assertThat(wrong.alert()).isEqualTo("This code is not right, or was used before.");
        assertThat(browser.get(PAGE).form("/login")).as("half signed in is not signed in").isNotNull();
        Page done = browser.submit(wrong, "/login/code", "one_time_password", TestPeople.CODE);
        assertThat(done.location()).isEqualTo(PAGE);
        assertThat(browser.cookies).doesNotContainKey(LoginEndpoint.STEP);
    }

    @Test
    void what_waits_for_the_second_step_is_of_no_use_in_another_browser() {
        credentialService.people.withCodes(credentialService.people.register("acme", "grace", PASSWORD));
        browser.signIn("acme", "grace", PASSWORD);
        TestBrowser thief = new TestBrowser();
        Page step = thief.signIn("acme", "grace", PASSWORD);
        thief.cookies.put(LoginEndpoint.STEP, browser.cookies.get(LoginEndpoint.STEP));

        Page answer = thief.submit(step, "/login/code", "one_time_password", TestPeople.CODE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.alert()).isEqualTo("That took too long. Please sign in again.");
    }

    @Test
    @DisplayName("the browser brings along next time what credential-service gave it")
    void the_device() {
        browser.signIn("acme", "ada", PASSWORD);
        browser.cookies.remove(COOKIE);
        browser.signIn("acme", "ada", PASSWORD);

        assertThat(credentialService.people.questions).last().satisfies(question -> assertThat(question.device()).contains(TestPeople.DEVICE));
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, https://evil.example"})
    @DisplayName("CSRF: a form that another site sends is refused, with everything else right")
    void foreign_forms(String header, String value) {
        Map<String, String> fields = TestBrowser.fields(browser.get(PAGE).form("/login"), "username", "ada", "password", PASSWORD);
        browser.headers.put(header, value);
        Page answer = browser.post("/login", fields);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("another site");
        browser.headers.clear();
        assertThat(browser.get(PAGE).form("/login")).isNotNull();
    }

    @Test
    @DisplayName("login CSRF: a form of another browser signs nobody in")
    void a_form_of_another_browser() {
        Map<String, String> attackers = TestBrowser.fields(new TestBrowser().get(PAGE).form("/login"), "username", "ada", "password", PASSWORD);

        assertThat(browser.post("/login", attackers).status()).as("one without a cookie").isEqualTo(403);
        browser.get(PAGE);
        Page answer = browser.post("/login", attackers);
        assertThat(answer.location()).as("one with its own is shown the page again").isEqualTo(PAGE);
        assertThat(browser.get(PAGE).form("/login")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "tenant", "application", "redirect", "csrf"})
    void a_hidden_field_that_was_changed_makes_the_form_worthless(String name) {
        credentialService.people.register("other", "ada", PASSWORD);
        Map<String, String> fields = TestBrowser.fields(browser.get(PAGE).form("/login"), "username", "ada", "password", PASSWORD);
        fields.put(name, name.equals("request") ? "/account?tenant=acme&x" : "other");
        browser.post("/login", fields);

        assertThat(browser.get(PAGE).form("/login")).as("not signed in").isNotNull();
    }

    @Test
    void a_form_without_a_password_is_asked_for_it() {
        Page answer = browser.submit(browser.get(PAGE), "/login", "username", "ada");

        assertThat(answer.alert()).isEqualTo("Enter your username and your password.");
    }

    @Test
    @DisplayName("an outage is told as one, and nobody is called wrong")
    void an_outage() {
        Page form = browser.get(PAGE);
        credentialService.status = 500;
        Page answer = browser.submit(form, "/login", "username", "ada", "password", PASSWORD);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("Not available at the moment").contains("Reference").doesNotContain("500");
    }

    private static String withoutHidden(Page page) {
        page.html().select("input[type=hidden]").remove();
        return page.html().outerHtml().replaceAll("request=[^\"]*", "");
    }
}
