package dev.claviger.token.person;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.token.ShownApplications;
import dev.claviger.token.TestPeople;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.consent.Consents;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("The page of one's own")
class PersonPageTest extends TokenServiceTest {

    private static final String PAGE = "/account?tenant=acme";
    private static final String PASSWORD = "correct horse battery staple";

    private final TestBrowser browser = new TestBrowser();
    private Person ada;

    @Inject
    Consents consents;

    @BeforeEach
    void signed_in() {
        ada = credentialService.people.register("acme", "ada", PASSWORD);
        browser.signIn("acme", "ada", PASSWORD);
    }

    @Test
    void shows_whose_it_is_and_where_they_are_signed_in() {
        Page page = browser.get(PAGE);

        assertThat(page.html().select("h1").text()).isEqualTo("Ada Lovelace");
        assertThat(page.text()).contains("ada at acme").contains("This browser").contains("No application may do anything");
        page.html().select("section").forEach(section -> assertThat(section.select("#" + section.attr("aria-labelledby"))).hasSize(1));
        page.html().select("input:not([type=hidden])").forEach(input -> assertThat(input.hasAttr("aria-label")
                || page.html().select("label[for=" + input.id() + "]").size() == 1).isTrue());
        page.html().select("button").forEach(button -> assertThat(button.attr("type")).isEqualTo("submit"));
        assertThat(page.html().select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.html().select("script")).isEmpty();
    }

    @Test
    void who_is_signed_in_at_one_tenant_only_need_not_name_it() {
        assertThat(browser.get("/account").html().select("h1").text()).isEqualTo("Ada Lovelace");
        assertThat(browser.get("/account/password").location()).isEqualTo("/account");
        assertThat(new TestBrowser().get("/account").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/login/code", "/consent", "/password"})
    void the_address_of_a_form_says_where_to_start(String path) {
        assertThat(browser.get(path).text()).contains("Start from the application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account?tenant=", "/account?tenant=%3Cscript%3E", "/account?tenant=../acme"})
    void says_that_a_tenant_is_needed(String path) {
        Page page = browser.get(path);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("organisation").contains("Reference");
    }

    @Test
    @DisplayName("access taken back is gone from the page, and its end is on the way to every gateway")
    void takes_access_back() {
        ClientId client = ShownApplications.register(credentialService.people, "acme", "Payroll", "a");
        consents.give(ada.tenant(), ada.id(), client, Kind.USER, Scopes.of("a")).toCompletionStage().toCompletableFuture().join();
        Page page = browser.get(PAGE);
        assertThat(page.text()).contains("Payroll").contains("On your behalf");

        Page answer = browser.submit(page, "/account/applications");

        assertThat(answer.location()).isEqualTo(PAGE);
        Page after = browser.get(PAGE);
        assertThat(after.html().selectFirst("[role=status]").text()).isEqualTo("The application has lost its access.");
        assertThat(after.text()).doesNotContain("Payroll");
        assertThat(browser.get(PAGE).html().select("[role=status]")).as("said once").isEmpty();
        assertThat(credentialService.revocations.values()).anySatisfy(revocation -> assertThat(revocation.getJsonObject("target").getMap())
                .isEqualTo(Map.of("tenant", "acme", "client_id", client.value(), "subject", ada.id().toString())));
    }

    @Test
    void an_application_that_is_gone_can_still_be_taken_back() {
        consents.give(ada.tenant(), ada.id(), new ClientId("gonegonegonegone"), Kind.ACCOUNT, Scopes.of("a")).toCompletionStage().toCompletableFuture().join();

        assertThat(browser.get(PAGE).text()).contains("no longer here").contains("For the whole account");
    }

    @Test
    void ends_another_session_and_all_others() {
        TestBrowser phone = new TestBrowser();
        phone.headers.put("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1");
        phone.signIn("acme", "ada", PASSWORD);
        Page page = browser.get(PAGE);
        assertThat(page.text()).contains("Safari on iPhone");

        browser.submit(page, "/account/sessions");
        assertThat(phone.get(PAGE).form("/login")).isNotNull();
        phone.signIn("acme", "ada", PASSWORD);
        browser.submit(browser.get(PAGE), "/account/sessions/others");

        assertThat(phone.get(PAGE).form("/login")).isNotNull();
        assertThat(browser.get(PAGE).form("/login")).as("but not one's own").isNull();
    }

    @Test
    void somebody_else_cannot_use_its_forms() {
        credentialService.people.register("acme", "eve", PASSWORD);
        TestBrowser eve = new TestBrowser();
        eve.signIn("acme", "eve", PASSWORD);
        Page stolen = browser.get(PAGE);

        Page answer = eve.submit(stolen, "/account/sign-out");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(eve.get(PAGE).form("/login")).isNull();
    }

    @Test
    void signs_out() {
        assertThat(browser.submit(browser.get(PAGE), "/account/sign-out").location()).isEqualTo(PAGE);
        assertThat(browser.get(PAGE).form("/login")).isNotNull();
    }

    @Test
    void who_is_gone_signs_in_again() {
        credentialService.people.remove(ada);

        assertThat(browser.get(PAGE).form("/login")).isNotNull();
    }

    @Test
    void changes_the_password_and_is_told_why_not() {
        TestBrowser other = new TestBrowser();
        other.signIn("acme", "ada", PASSWORD);
        Page wrong = browser.submit(browser.get(PAGE), "/account/password", "current_password", "wrong", "new_password", "another good one");
        assertThat(wrong.alert()).isEqualTo("The current password is not right.");
        Page weak = browser.submit(wrong, "/account/password", "current_password", PASSWORD, "new_password", "password");
        assertThat(weak.alert()).isEqualTo(TestPeople.REASON);
        assertThat(other.get(PAGE).form("/login")).isNull();

        browser.submit(weak, "/account/password", "current_password", PASSWORD, "new_password", "another good one");

        assertThat(browser.get(PAGE).html().selectFirst("[role=status]").text()).startsWith("Your password was changed");
        assertThat(other.get(PAGE).form("/login")).as("who had the old one is out").isNotNull();
        assertThat(new TestBrowser().signIn("acme", "ada", "another good one").status()).isEqualTo(303);
    }

    @Test
    @DisplayName("one-time passwords: a secret to scan or type, a code to prove it, recovery codes once, and off again")
    void one_time_passwords() {
        for (String wrong : List.of("", "not the password")) {
            Page refused = browser.submit(browser.get(PAGE), "/account/one-time-passwords", "current_password", wrong);
            assertThat(refused.alert()).as("an open browser is not enough").isNotEmpty();
            assertThat(refused.text()).doesNotContain(TestPeople.SECRET);
        }
        Page secret = browser.submit(browser.get(PAGE), "/account/one-time-passwords", "current_password", PASSWORD);
        assertThat(secret.html().select("svg[role=img]").attr("aria-label")).isEqualTo("QR code with your secret");
        assertThat(secret.text()).contains(TestPeople.SECRET);
        assertThat(secret.html().select("a[href^=otpauth]")).hasSize(1);

        Page again = browser.submit(secret, "/account/one-time-passwords/confirm", "one_time_password", "000000");
        assertThat(again.alert()).startsWith("This code is not right");
        assertThat(again.text()).as("the same secret").contains(TestPeople.SECRET);
        Page codes = browser.submit(again, "/account/one-time-passwords/confirm", "one_time_password", TestPeople.CODE);
        assertThat(codes.html().select(".codes li").eachText()).containsExactly("aaaa-bbbb", "cccc-dddd");

        Page on = browser.get(PAGE);
        assertThat(on.text()).contains("Turn off").doesNotContain("aaaa-bbbb");
        Page off = browser.submit(on, "/account/one-time-passwords/remove", "current_password", PASSWORD, "one_time_password", TestPeople.CODE);
        assertThat(off.text()).contains("One-time codes are off.").contains("Set up");
    }
}
