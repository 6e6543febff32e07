package dev.claviger.token.person;

import dev.claviger.contract.AuthorizationCode;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("The test redirect page shows what an authorization request brought back")
class RedirectPageTest extends TokenServiceTest {

    private static final String CODE = AuthorizationCode.generate().reveal();
    private static final String PAGE = "/oauth2/clients/abcdefghijklmnop/redirect";

    private final TestBrowser browser = new TestBrowser();

    @Test
    @DisplayName("a code, to be copied by a script or selected without one")
    void a_code() {
        Page page = browser.get(PAGE + "?code=" + CODE + "&state=s%3C1&iss=x");

        assertThat(page.html().select("#value").text()).isEqualTo(CODE);
        assertThat(page.text()).contains("s%3C1").contains("abcdefghijklmnop");
        assertThat(page.html().select("button[data-copies=value]").hasAttr("hidden")).as("there is no button without the script").isTrue();
        String script = page.html().select("script").attr("src");
        assertThat(script).matches("/assets/copy\\.[0-9a-f]{12}\\.js");
        assertThat(browser.get(script).header("Content-Type")).startsWith("text/javascript");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'").doesNotContain("unsafe");
    }

    @Test
    void an_error() {
        Page page = browser.get(PAGE + "?error=access_denied&error_description=no%3Cb%3E%E2%80%AEx&code=" + CODE);

        assertThat(page.html().select("#value").text()).isEqualTo("access_denied");
        assertThat(page.answer().body()).doesNotContain(CODE).doesNotContain("<b>").doesNotContain("\u202E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?code=Your%20account%20is%20locked.%20Call%20555-0100", "?code=Call_555-0100", "?error=your_account_is_locked", "?error=access_denied&error_description=Call%20555-0100",
            "?state=Call%20555-0100%20now"})
    @DisplayName("whoever makes a link to it puts no words of its own on our page")
    void words_of_others(String query) {
        assertThat(browser.get(PAGE + query).text()).doesNotContain("555-0100 ", "Call 555", "locked", "Call_555");
    }

    @Test
    void nothing_at_all() {
        assertThat(browser.get(PAGE).text()).contains("Start one that leads here");
        assertThat(browser.get(PAGE + "?code=%3Cscript%3E%0A").html().select("#value")).isEmpty();
    }

    @Test
    void a_client_that_cannot_be() {
        Page page = browser.get("/oauth2/clients/%3Cscript%3E/redirect?code=x");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.answer().body()).doesNotContain("<script>");
    }
}
