package dev.claviger.token.person;

import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("The test redirect page shows what an authorization request brought back")
class RedirectPageTest extends TokenServiceTest {

    private static final String PAGE = "/oauth2/clients/abcdefghijklmnop/redirect";

    private final TestBrowser browser = new TestBrowser();

    @Test
    @DisplayName("a code, to be copied by a script or selected without one")
    void a_code() {
        Page page = browser.get(PAGE + "?code=clvc_abc&state=s%3C1&iss=x");

        assertThat(page.html().select("#value").text()).isEqualTo("clvc_abc");
        assertThat(page.text()).contains("s<1").contains("abcdefghijklmnop");
        assertThat(page.html().select("button[data-copies=value]").hasAttr("hidden")).as("there is no button without the script").isTrue();
        String script = page.html().select("script").attr("src");
        assertThat(script).matches("/assets/copy\\.[0-9a-f]{12}\\.js");
        assertThat(browser.get(script).header("Content-Type")).startsWith("text/javascript");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'").doesNotContain("unsafe");
    }

    @Test
    void an_error() {
        Page page = browser.get(PAGE + "?error=access_denied&error_description=no%3Cb%3E%E2%80%AEx&code=clvc_abc");

        assertThat(page.html().select("#value").text()).isEqualTo("access_denied");
        assertThat(page.answer().body()).doesNotContain("clvc_abc").doesNotContain("<b>").doesNotContain("\u202E");
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
