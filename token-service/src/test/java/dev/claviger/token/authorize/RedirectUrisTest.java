package dev.claviger.token.authorize;

import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.Application.Habits;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TestClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Redirect URIs are compared as text (RFC 9700 §4.1.3)")
class RedirectUrisTest {

    private static final Habits NATIVE = new Habits(true, false, false, false);
    private static final String WEB = "https://app.example/callback";

    private final Application client = TestApplications.of(TestClient.of("acme", "production", "a"));
    private final Application web = TestApplications.with(client, TestApplications.STRICT, WEB, "https://app.example/callback?tenant=1", "http://localhost:4000/oauth2/redirect");
    private final Application app = TestApplications.with(client, NATIVE, "http://127.0.0.1/cb", "http://[::1]:1/cb", "com.example.app:/cb", WEB, "http://localhost/cb");

    @ParameterizedTest
    @ValueSource(strings = {WEB, "https://app.example/callback?tenant=1", "http://localhost:4000/oauth2/redirect"})
    void takes_what_is_registered(String uri) {
        assertThat(choose(web, uri)).contains(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example/callback/", "https://app.example/callback/evil", "https://app.example/callbac", "https://app.example/callback?",
        "https://app.example/callback?a=b", "https://app.example/callback?tenant=1&a=b", "https://app.example/x/../callback", "https://app.example/./callback",
        "https://app.example/%63allback", "https://app.example/%2e%2e/callback", "https://user@app.example/callback", "https://app.example@evil.example/callback",
        "https://app.example/callback#", "https://app.example/callback#f", "https://app.example:443/callback", "https://app.example:8443/callback",
        "HTTPS://app.example/callback", "https://APP.example/callback", "https://app.example/Callback", "http://app.example/callback",
        "https://app.example.evil.example/callback", "https://*.example/callback", "https://\u0430pp.example/callback", "https://app.example/callback\n",
        "https://app.example/callback ", "https://app.example\\@evil.example/callback", "//app.example/callback", "/callback", "javascript:alert(1)",
        "http://localhost:4001/oauth2/redirect", "http://127.0.0.1:4000/oauth2/redirect"})
    @DisplayName("prefix, dots, percent, userinfo, fragment, port, case, wildcard, look-alikes: nothing but the very text")
    void refuses_everything_else(String uri) {
        assertThat(choose(web, uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/cb", "http://127.0.0.1:1/cb", "http://127.0.0.1:49152/cb", "http://[::1]:65535/cb", "http://[::1]/cb", "com.example.app:/cb"})
    @DisplayName("RFC 8252 §7.3: on loopback a native application gets any port")
    void any_loopback_port_for_native_applications(String uri) {
        assertThat(choose(app, uri)).contains(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:/cb", "http://127.0.0.1:0/cb", "http://127.0.0.1:65536/cb", "http://127.0.0.1:99999999999/cb", "http://127.0.0.1:80@evil.example/cb",
        "http://127.0.0.1:80/cb/", "http://127.0.0.1:80/cb?x=1", "http://127.0.0.1:80/CB", "http://127.0.0.1:80#/cb", "https://127.0.0.1:80/cb", "http://127.0.0.2:80/cb",
        "http://127.1:80/cb", "http://localhost:80/cb", "http://[::1]:80/other", "http://[0:0:0:0:0:0:0:1]:80/cb", "http://evil.example:80/cb", "https://app.example:8443/callback"})
    @DisplayName("and nothing but the port: not by name (§8.3), not elsewhere")
    void only_the_port_is_free(String uri) {
        assertThat(choose(app, uri)).isEmpty();
    }

    @Test
    @DisplayName("a web application's loopback address is exact like any other")
    void not_for_web_applications() {
        Application local = TestApplications.with(client, TestApplications.STRICT, "http://127.0.0.1:4000/cb");
        assertThat(choose(local, "http://127.0.0.1:4001/cb")).isEmpty();
        assertThat(choose(local, "http://127.0.0.1:4000/cb")).isPresent();
    }

    @Test
    @DisplayName("RFC 6749 §3.1.2.3: left out only where one is registered; OpenID Connect Core §3.1.2.1: never with openid")
    void may_be_left_out() {
        Application single = TestApplications.with(client, TestApplications.STRICT, WEB);
        assertThat(RedirectUris.choose(single, Optional.empty(), "a")).contains(WEB);
        assertThat(RedirectUris.choose(single, Optional.empty(), "a openid")).isEmpty();
        assertThat(RedirectUris.choose(web, Optional.empty(), "a")).isEmpty();
        assertThat(RedirectUris.choose(TestApplications.with(client, TestApplications.STRICT), Optional.empty(), "a")).isEmpty();
    }

    private static Optional<String> choose(Application application, String uri) {
        return RedirectUris.choose(application, Optional.of(uri), "a");
    }
}
