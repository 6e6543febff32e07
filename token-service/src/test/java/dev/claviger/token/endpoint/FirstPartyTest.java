package dev.claviger.token.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.claviger.contract.application.Application.Habits;
import dev.claviger.contract.person.Person;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayName("People of every tenant at a first-party client, and at no other")
class FirstPartyTest extends TokenServiceTest {

    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final Habits FIRST_PARTY = new Habits(false, false, false, false, true);

    private final String platform = "first-party-" + TENANTS.incrementAndGet();
    private final String acme = "first-acme-" + TENANTS.get();
    private final TestBrowser browser = new TestBrowser();
    private TestClient client;
    private Person ada;
    private Person grace;

    @BeforeEach
    void a_console_and_people() {
        client = registered();
        credentialService.people.register(TestApplications.with(TestApplications.of(client), FIRST_PARTY, TestApplications.REDIRECT));
        ada = credentialService.people.register(acme, "ada", "correct horse");
        grace = credentialService.people.register(platform, "grace", "correct horse");
    }

    private TestClient registered() {
        return credentialService.register(TestClient.of(platform, "platform", "openid", "profile").withGrantTypes("authorization_code"));
    }

    @Test
    @DisplayName("without tenant the person says the organisation first; no consent is asked; the ID token has tenant and role")
    void signs_in_people_of_another_tenant() {
        Page organisation = browser.get(request(""));
        assertThat(organisation.form("/login")).isNull();
        Page login = browser.get(browser.submit(organisation, "/login/organisation", "organisation", " " + acme.toUpperCase() + " ").location());
        Page signedIn = browser.submit(login, "/login", "username", "ada", "password", "correct horse");
        JsonObject idToken = idToken(tokens(parameters(browser.get(signedIn.location())).get("code")));
        assertThat(idToken.getString("tenant")).isEqualTo(acme);
        assertThat(idToken.getString("role")).isEqualTo("member");
        assertThat(idToken.getString("sub")).isEqualTo(ada.id().toString());
        assertThat(idToken.getString("sid")).isNotBlank();
    }

    @Test
    @DisplayName("with tenant its login page comes at once; whoever is signed in to one tenant only need not name it; sessions stay per tenant")
    void sessions_stay_per_tenant() {
        signIn(acme, "ada");
        assertThat(subject(browser.get(request("")))).isEqualTo(ada.id().toString());
        assertThat(browser.get(request("&tenant=" + platform)).form("/login")).as("another tenant asks to sign in").isNotNull();
        signIn(platform, "grace");
        assertThat(browser.get(request("")).form("/login/organisation")).as("two sessions: which is meant?").isNotNull();
        assertThat(subject(browser.get(request("&tenant=" + acme)))).isEqualTo(ada.id().toString());
        assertThat(subject(browser.get(request("&tenant=" + platform)))).isEqualTo(grace.id().toString());
        assertThat(parameters(browser.get(request("&prompt=none")))).containsEntry("error", "login_required");
    }

    @Test
    @DisplayName("another organisation can be chosen on the login page, and who is signed in is then asked nevertheless")
    void another_organisation() {
        signIn(acme, "ada");
        Page login = browser.get(request("&tenant=" + platform));
        Page organisation = browser.get(login.html().selectFirst("a:contains(Another organisation)").attr("href"));
        Page again = browser.get(browser.submit(organisation, "/login/organisation", "organisation", acme).location());
        assertThat(again.form("/login")).isNotNull();
        assertThat(subject(browser.get(browser.submit(again, "/login", "username", "ada", "password", "correct horse").location()))).isEqualTo(ada.id().toString());
    }

    @Test
    @DisplayName("whether there is such an organisation is told to nobody, unless it has a provider: the same page, and the same sentence")
    void unknown_organisation() {
        Page nobodys = browser.get(browser.submit(browser.get(request("")), "/login/organisation", "organisation", "nobodys").location());
        Page wrong = browser.submit(nobodys, "/login", "username", "ada", "password", "correct horse");
        assertThat(wrong.status()).isEqualTo(200);
        Page known = browser.submit(browser.get(request("&tenant=" + acme)), "/login", "username", "ada", "password", "wrong horse");
        assertThat(wrong.alert()).isEqualTo(known.alert());
        assertThat(browser.submit(browser.get(request("")), "/login/organisation", "organisation", "not a name!").alert()).contains("short name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&tenant=first-acme-", "&tenant=%2F", "&tenant=ACME"})
    @DisplayName("any other client that names another tenant is refused, and signs in people of its own tenant only")
    void other_clients_sign_in_their_own_people(String more) {
        TestClient ordinary = registered();
        credentialService.people.register(TestApplications.with(TestApplications.of(ordinary), TestApplications.STRICT, TestApplications.REDIRECT));
        signIn(acme, "ada");
        String request = request("").replace(client.id(), ordinary.id());
        assertThat(parameters(browser.get(request + more))).containsEntry("error", "invalid_request");
        assertThat(browser.get(request).form("/login")).as("a session elsewhere is none here").isNotNull();
        assertThat(browser.get(request + "&tenant=" + platform).form("/login")).as("its own").isNotNull();
    }

    @Test
    @DisplayName("it stands for no account: an administrator of another tenant would give the platform's")
    void no_accounts() {
        assertThat(parameters(browser.get(request("").replace("/oauth2/authorize", "/oauth2/authorizeAccount")))).containsEntry("error", "unauthorized_client");
    }

    @Test
    @DisplayName("userinfo tells of the person, whose tenant is not the token's")
    void userinfo() {
        signIn(acme, "ada");
        String accessToken = tokens(parameters(browser.get(request(""))).get("code")).extract().path("access_token");
        io.restassured.RestAssured.given().header("Authorization", "Bearer " + accessToken).get("/oauth2/userinfo").then().statusCode(200)
                .body("sub", equalTo(ada.id().toString())).body("preferred_username", equalTo("ada"));
    }

    @Test
    @DisplayName("RP-Initiated Logout 1.0 §2: the session of its ID token ends, of whichever tenant, and no other")
    void logout() {
        signIn(acme, "ada");
        String idToken = tokens(parameters(browser.get(request("&tenant=" + acme))).get("code")).extract().path("id_token");
        signIn(platform, "grace");
        assertThat(browser.get("/logout?id_token_hint=" + idToken).text()).contains("signed out");
        assertThat(browser.get(request("&tenant=" + acme)).form("/login")).isNotNull();
        assertThat(subject(browser.get(request("&tenant=" + platform)))).isEqualTo(grace.id().toString());
    }

    private void signIn(String tenant, String username) {
        Page page = browser.submit(browser.get(request("&tenant=" + tenant)), "/login", "username", username, "password", "correct horse");
        assertThat(page.status()).isEqualTo(303);
    }

    private String subject(Page answer) {
        return idToken(tokens(parameters(answer).get("code"))).getString("sub");
    }

    private ValidatableResponse tokens(String code) {
        return form().body("grant_type=authorization_code&code=" + code + "&client_id=" + client.id() + "&client_secret=" + client.secret().reveal()
                + "&redirect_uri=" + TestApplications.REDIRECT).post("/oauth2/token").then().statusCode(200);
    }

    private static JsonObject idToken(ValidatableResponse tokens) {
        String token = tokens.extract().path("id_token");
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private String request(String more) {
        return "/oauth2/authorize?response_type=code&client_id=" + client.id() + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=openid%20profile" + more;
    }

    private static Map<String, String> parameters(Page answer) {
        assertThat(answer.location()).startsWith(TestApplications.REDIRECT);
        return Arrays.stream(URI.create(answer.location()).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
