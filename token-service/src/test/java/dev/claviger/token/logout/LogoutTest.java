package dev.claviger.token.logout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.person.Person;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.openid.TestRelyingParty;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayName("Signing out (RP-Initiated Logout 1.0, Back-Channel Logout 1.0)")
class LogoutTest extends TokenServiceTest {

    private static final String LUCIDTECH = "/logout?client_id=%s&logout_uri=%s";

    private Person ada;
    private TestRelyingParty party;

    @Inject
    Vertx vertx;
    @Inject
    Pool pool;

    @BeforeEach
    void somebody_with_an_application() {
        ada = credentialService.people.register("acme", "ada", TestRelyingParty.PASSWORD);
        party = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
    }

    @Test
    @DisplayName("§2, §3: an application that proves it knew the person signs out at once, and gets the person back with its state")
    void with_a_hint() {
        String idToken = party.tokens().getString("id_token");
        Page answer = party.browser.get("/logout?id_token_hint=" + idToken + "&state=a%20b&post_logout_redirect_uri=" + TestRelyingParty.encoded(TestRelyingParty.SIGNED_OUT));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo(TestRelyingParty.SIGNED_OUT + "?state=a+b");
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("§2: by POST the same, which the browser goes on with by GET, since it sends no cookie with another site's form")
    void by_post() {
        String idToken = party.tokens().getString("id_token");
        Page answer = party.browser.post("/logout", Map.of("id_token_hint", idToken, "client_id", party.client.id()));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith("/logout?");
        assertThat(party.browser.get(answer.location()).text()).contains("You are signed out");
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("§2: without a hint the person is asked, for any site may have sent it here; a form of another browser changes nothing")
    void without_a_hint_the_person_is_asked() {
        party.answer();
        Page page = party.browser.get(LUCIDTECH.formatted(party.client.id(), TestRelyingParty.encoded(TestRelyingParty.SIGNED_OUT)));
        assertThat(page.text()).contains("Sign out?").contains("An application");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self' https://app.example;");
        Map<String, String> fields = TestBrowser.fields(page.form(LogoutPage.ACTION));
        assertThat(new TestBrowser().post(LogoutPage.ACTION, fields).status()).isEqualTo(403);
        assertThat(party.browser.submit(page, LogoutPage.ACTION, "deny", "").text()).contains("You are still signed in");
        assertThat(isSignedIn()).isTrue();
        assertThat(party.browser.submit(page, LogoutPage.ACTION).location()).isEqualTo(TestRelyingParty.SIGNED_OUT);
        assertThat(isSignedIn()).isFalse();
        assertThat(party.browser.get(LUCIDTECH.formatted(party.client.id(), TestRelyingParty.encoded(TestRelyingParty.SIGNED_OUT))).location())
                .as("nobody is signed in: nothing to ask").isEqualTo(TestRelyingParty.SIGNED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "https://app.example/signed-out/", "https://app.example/signed-out?x=1", "HTTPS://app.example/signed-out",
            "https://app.example/callback", "//evil.example", "/account", "javascript:alert(1)"})
    @DisplayName("§3: never to an address that is not registered for this, compared as text; and then nobody is signed out either")
    void never_an_open_redirect(String uri) {
        String idToken = party.tokens().getString("id_token");
        for (String name : List.of("post_logout_redirect_uri", "logout_uri")) {
            Page answer = party.browser.get("/logout?id_token_hint=" + idToken + "&" + name + "=" + TestRelyingParty.encoded(uri));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.location()).isEmpty();
        }
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("§2: a hint that is forged, of another client, or no ID token is refused; one of somebody else proves nothing; nobody's address is nowhere")
    void hints_that_prove_nothing() {
        JsonObject tokens = party.tokens();
        TestRelyingParty other = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        for (String hint : List.of(tokens.getString("access_token"), "x", tokens.getString("id_token") + "A")) {
            assertThat(party.browser.get("/logout?id_token_hint=" + hint).status()).isEqualTo(400);
        }
        assertThat(party.browser.get("/logout?client_id=" + other.client.id() + "&id_token_hint=" + tokens.getString("id_token")).status()).isEqualTo(400);
        assertThat(party.browser.get("/logout?client_id=nobody0123456789").status()).isEqualTo(400);
        credentialService.people.register("acme", "grace", TestRelyingParty.PASSWORD);
        String graces = TestRelyingParty.register(credentialService, "grace", "RS256", Optional.empty()).tokens().getString("id_token");
        assertThat(party.browser.get("/logout?id_token_hint=" + graces).text()).contains("Sign out?");
        Page nowhere = party.browser.get("/logout?post_logout_redirect_uri=" + TestRelyingParty.encoded("https://evil.example/"));
        assertThat(nowhere.header("Content-Security-Policy")).as("of an address that nobody has proven nothing is said").doesNotContain("evil");
        assertThat(party.browser.get("/logout?post_logout_redirect_uri=%20no%20address").text()).contains("Sign out?");
        assertThat(party.browser.submit(nowhere, LogoutPage.ACTION).text()).contains("You are signed out");
    }

    @Test
    @DisplayName("Back-Channel Logout §2.4, §2.5: applications of a session hear of its end, however it ended, with a token that is good for nothing else")
    void back_channel() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer application = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            bodies.add(request.getHeader("Content-Type") + " " + body);
            request.response().setStatusCode(bodies.size() == 1 ? 503 : 200).end();
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
        TestRelyingParty told = TestRelyingParty.register(credentialService, "ada", "ES256", Optional.of(URI.create("http://127.0.0.1:" + application.actualPort() + "/bye?a=b")));
        Map<String, Object> idToken = claims(told.tokens().getString("id_token"));

        Page page = told.browser.get("/logout");
        told.browser.submit(page, LogoutPage.ACTION);
        await(() -> bodies.size() == 1);
        // Refused once, it is due again later; sooner for this test.
        await(() -> {
            pool.query("update logout_notice set due_at = now() - interval '1 second'").execute().toCompletionStage().toCompletableFuture().join();
            return bodies.size() >= 2;
        });
        application.close();

        String form = bodies.get(1);
        assertThat(form).startsWith("application/x-www-form-urlencoded logout_token=");
        String logoutToken = form.substring(form.indexOf('=') + 1);
        assertThat(verified(logoutToken).getHeader("typ")).isEqualTo("logout+jwt");
        assertThat(verified(logoutToken).getAlgorithmHeaderValue()).isEqualTo("ES256");
        Map<String, Object> claims = claims(logoutToken);
        assertThat(claims).containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti", "events", "sid").containsEntry("sid", idToken.get("sid"))
                .containsEntry("sub", ada.id().toString()).containsEntry("aud", told.client.id())
                .containsEntry("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(claims(bodies.get(0).substring(bodies.get(0).indexOf('=') + 1))).as("a repeat can be told").containsEntry("jti", claims.get("jti"));

        request().header("Authorization", "Bearer " + logoutToken).get("/oauth2/userinfo").then().statusCode(401);
        assertThat(new JsonObject(told.post("/oauth2/introspect", "token", logoutToken).asString()).getBoolean("active")).isFalse();
        assertThat(told.browser.get("/logout?id_token_hint=" + logoutToken).status()).isEqualTo(400);
    }

    private boolean isSignedIn() {
        Page page = party.browser.get(party.request("prompt", "none"));
        assertThat(page.location()).startsWith(TestApplications.REDIRECT);
        return TestRelyingParty.query(page.location()).containsKey("code");
    }
}
