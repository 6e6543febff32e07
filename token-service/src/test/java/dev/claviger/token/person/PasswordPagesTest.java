package dev.claviger.token.person;

import dev.claviger.contract.person.Person;
import dev.claviger.token.TestPeople;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("A password without the old one: invitations, resets, and how one comes to them")
class PasswordPagesTest extends TokenServiceTest {

    private static final String TOKEN = "clvp_test";
    private static final String FORGOTTEN = "/password/forgotten?tenant=acme&request=%2Foauth2%2Fauthorize%3Fclient_id%3Dx";

    private final TestBrowser browser = new TestBrowser();
    private Person ada;

    @BeforeEach
    void somebody() {
        ada = credentialService.people.register("acme", "ada", "the old one");
        credentialService.people.link(TOKEN, ada, "reset");
    }

    @Test
    void a_link_sets_a_password_once_and_ends_every_session() {
        TestBrowser before = new TestBrowser();
        before.signIn("acme", "ada", "the old one");
        Page form = browser.get("/password/" + TOKEN);
        assertThat(form.html().selectFirst("input[name=new_password]").attr("autocomplete")).isEqualTo("new-password");
        assertThat(form.html().selectFirst("input[autocomplete=username]").attr("value")).isEqualTo("ada");
        assertThat(form.header("Referrer-Policy")).isEqualTo("no-referrer");

        Page weak = browser.submit(form, "/password", "new_password", "password");
        assertThat(weak.alert()).isEqualTo(TestPeople.REASON);
        Page done = browser.submit(weak, "/password", "new_password", "a new and good one");

        assertThat(done.html().select("main a").attr("href")).isEqualTo("/account?tenant=acme");
        assertThat(before.get("/account?tenant=acme").form("/login")).isNotNull();
        assertThat(new TestBrowser().signIn("acme", "ada", "a new and good one").status()).isEqualTo(303);
        assertThat(browser.submit(weak, "/password", "new_password", "yet another one").status()).as("once").isEqualTo(410);
    }

    @Test
    void an_invitation_welcomes() {
        credentialService.people.link("clvp_invitation", ada, "invitation");

        assertThat(browser.get("/password/clvp_invitation").text()).contains("Welcome");
    }

    @Test
    void a_link_that_is_dead_says_so_and_not_why() {
        Page page = browser.get("/password/clvp_unknown");

        assertThat(page.status()).isEqualTo(410);
        assertThat(page.text()).contains("does not work any more").doesNotContain("clvp_unknown");
    }

    @Test
    @DisplayName("forgotten: the same answer whoever that is, and a way back to where one came from")
    void forgotten() {
        Page known = browser.submit(browser.get(FORGOTTEN), "/password/forgotten", "username", "ada");
        Page unknown = browser.submit(browser.get(FORGOTTEN), "/password/forgotten", "username", "nobody");

        assertThat(known.answer().body()).isEqualTo(unknown.answer().body()).contains("If there is such an account");
        assertThat(known.html().select("main a").attr("href")).isEqualTo("/oauth2/authorize?client_id=x");
        assertThat(credentialService.people.resets).extracting(reset -> reset.getString("username")).contains("ada", "nobody");
    }

    @Test
    @DisplayName("the way back leads nowhere else (RFC 9700 §4.11)")
    void no_open_redirect() {
        Page page = browser.get("/password/forgotten?tenant=acme&request=https%3A%2F%2Fevil.example%2F");

        assertThat(page.answer().body()).doesNotContain("evil");
        assertThat(page.html().select("main a").attr("href")).isEqualTo("/account?tenant=acme");
    }
}
