package dev.claviger.token.endpoint;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.Application.Habits;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.Role;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@DisplayName("The authorization endpoint (RFC 6749 §4.1, OpenID Connect Core §3.1)")
class AuthorizationEndpointTest extends TokenServiceTest {

    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final String REDIRECT = "https%3A%2F%2Fapp.example%2Fcallback";
    private static final Habits LUCID = new Habits(false, true, true, false);

    /** A tenant of its own: events on another test's would concern its applications. */
    private final String tenant = "people-" + TENANTS.incrementAndGet();
    private final TestBrowser browser = new TestBrowser();
    private TestClient client;
    private Person person;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @BeforeEach
    void an_application_and_a_person() {
        client = credentialService.register(TestClient.of(tenant, "production", "a", "b", "offline_access").withRefresh(Duration.ofDays(30), true, false)
                .withGrantTypes("authorization_code", "refresh_token"));
        credentialService.people.register(TestApplications.of(client));
        person = credentialService.people.register(tenant, "ada", "correct horse");
    }

    @Test
    @DisplayName("Lucid's user flow as its sample has it: no response_type, scopes= with a space, sign-in, consent, code, tokens; the second time no page at all")
    void lucids_flow() {
        credentialService.people.register(TestApplications.with(TestApplications.of(client), LUCID, TestApplications.REDIRECT));
        String request = "/oauth2/authorize?client_id=" + client.id() + "&redirect_uri=" + REDIRECT + "&scopes=a%20offline_access&state=S";
        Map<String, String> answer = answer(agreed(signedIn(browser.get(request))));
        assertThat(answer).containsEntry("state", "S").containsEntry("iss", "http://localhost:8081").containsKey("code").hasSize(3);
        json(new JsonObject().put("grant_type", "authorization_code").put("code", answer.get("code")).put("client_id", client.id())
                .put("client_secret", client.secret().reveal()).put("redirect_uri", TestApplications.REDIRECT).encode()).post("/oauth2/token").then().statusCode(200)
                .body("user_id", equalTo((int) person.id().value())).body("scopes", equalTo(List.of("a", "offline_access"))).body("token_type", equalTo("bearer"));
        assertThat(answer(browser.get(request))).containsKey("code");
    }

    @Test
    @DisplayName("the answer is a 302 that nobody stores, and nothing tells where the browser came from")
    void answers_are_not_stored() {
        Page answer = browser.get(request("&prompt=none"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    @DisplayName("§4.1.2.1: whoever refuses sends the client access_denied, with state and iss (RFC 9207)")
    void denied() {
        Page denied = browser.submit(signedIn(browser.get(request("&state=x%26y"))), "/consent", "deny", "");
        assertThat(parameters(denied)).containsEntry("error", "access_denied").containsEntry("state", "x&y").containsEntry("iss", "http://localhost:8081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id=nobody", "client_id=0123456789abcdefgh", "client_id=ID&redirect_uri=https%3A%2F%2Fevil.example%2F", "client_id=ID&client_id=ID",
        "client_id=ID&redirect_uri=R&redirect_uri=R", "client_id=ID&redirect_uri=R/", "client_id=ID&redirect_uri=https%253A%252F%252Fapp.example%252Fcallback", "", "client_id=ID&scope=openid"})
    @DisplayName("an unknown client or an address that is not certainly its own: a page, 400, never a redirect")
    void never_an_open_redirect(String query) {
        Page page = browser.get("/oauth2/authorize?response_type=code&" + query.replace("ID", client.id()).replace("=R", "=" + REDIRECT));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.location()).isEmpty();
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"&scope=c | invalid_scope", "&response_type=code | invalid_request", "&request=x | request_not_supported", "&resource=urn%3Aother | invalid_target",
        "&prompt=none | login_required", "&code_challenge_method=plain | invalid_request"})
    @DisplayName("every other error goes to the client: error, description, state, iss")
    void errors_go_to_the_client(String more, String error) {
        Page answer = browser.get(request("&state=S" + more));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).startsWith(TestApplications.REDIRECT + "?error=");
        assertThat(parameters(answer)).containsEntry("error", error).containsEntry("state", "S").containsEntry("iss", "http://localhost:8081")
                .containsKey("error_description").hasSize(4);
    }

    @Test
    @DisplayName("prompt=none: login_required, then consent_required, then a code; never a page")
    void prompt_none() {
        assertThat(parameters(browser.get(request("&prompt=none")))).containsEntry("error", "login_required");
        Page consent = signedIn(browser.get(request("")));
        assertThat(parameters(browser.get(request("&prompt=none")))).containsEntry("error", "consent_required");
        agreed(consent);
        assertThat(answer(browser.get(request("&prompt=none")))).containsKey("code");
    }

    @Test
    @DisplayName("prompt=login and consent ask although there is nothing to ask, once; so does an age of zero")
    void asked_again() {
        agreed(signedIn(browser.get(request(""))));
        for (String again : List.of("&prompt=login", "&prompt=select_account", "&max_age=0")) {
            Page page = browser.get(request(again));
            assertThat(page.form("/login")).as(again).isNotNull();
            assertThat(answer(signedIn(page))).as(again).containsKey("code");
        }
        assertThat(answer(agreed(browser.get(request("&prompt=consent"))))).containsKey("code");
        assertThat(answer(browser.get(request("&max_age=3600")))).containsKey("code");
    }

    @Test
    @DisplayName("a posted request goes on as the same request by GET (OpenID Connect Core §3.1.2.1); in query and form at once it is repeated")
    void posted() {
        String form = request("&state=S").substring("/oauth2/authorize?".length());
        form().redirects().follow(false).body(form).post("/oauth2/authorize").then().statusCode(303).header("Location", equalTo("/oauth2/authorize?" + form));
        String both = form().redirects().follow(false).body(form).post("/oauth2/authorize?state=S").header("Location");
        assertThat(parameters(browser.get(both))).containsEntry("error", "invalid_request").doesNotContainKey("state");
        json("{}").post("/oauth2/authorize").then().statusCode(400).contentType(containsString("text/html"));
        form().body("client_id=a\r\nSet-Cookie: x=y").post("/oauth2/authorize").then().statusCode(400);
    }

    @Test
    @DisplayName("Lucid's account flow: a member sees \"Not an Administrator\", an administrator gives a token of the account")
    void account_flow() {
        String request = request("").replace("/authorize?", "/authorizeAccount?");
        Page page = signedIn(browser.get(request));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("Not an Administrator");
        assertThat(parameters(browser.get(request + "&prompt=none"))).containsEntry("error", "interaction_required");
        credentialService.people.change(with(Role.TENANT_ADMINISTRATOR, Optional.empty()));
        Map<String, String> answer = answer(agreed(browser.get(request)));
        form().header("Authorization", client.basic()).formParam("grant_type", "authorization_code").formParam("code", answer.get("code"))
                .formParam("redirect_uri", TestApplications.REDIRECT).post("/oauth2/token").then().statusCode(200);
        assertThat(parameters(browser.get(request("&prompt=none")))).as("what was given for the account was not given for the person")
                .containsEntry("error", "consent_required");
    }

    @Test
    @DisplayName("what the person may not give is left out; where nothing is left, access_denied")
    void limited_people() {
        credentialService.people.change(with(Role.MEMBER, Optional.of(Scopes.of("b"))));
        Map<String, String> answer = answer(agreed(signedIn(browser.get(request("&scope=a+b")))));
        form().header("Authorization", client.basic()).formParam("grant_type", "authorization_code").formParam("code", answer.get("code"))
                .formParam("redirect_uri", TestApplications.REDIRECT).post("/oauth2/token").then().statusCode(200).body("scope", equalTo("b"));
        assertThat(parameters(browser.get(request("&scope=a+offline_access")))).containsEntry("error", "access_denied");
    }

    @Test
    @DisplayName("a session of somebody who is gone is nobody's")
    void gone() {
        agreed(signedIn(browser.get(request(""))));
        credentialService.people.remove(person);
        assertThat(parameters(browser.get(request("&prompt=none")))).containsEntry("error", "login_required");
        assertThat(browser.get(request("")).form("/login")).isNotNull();
    }

    @Test
    @DisplayName("while nobody can tell whose request it is: a page, 503, and no redirect")
    void outage() {
        credentialService.down = true;
        Page page = browser.get(request(""));
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.location()).isEmpty();
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }

    @Test
    @DisplayName("metrics by outcome, in our words only")
    void metrics() {
        browser.get(request("&prompt=none&state=made-up-by-the-caller"));
        browser.get("/oauth2/authorize?client_id=made-up-by-the-caller");
        browser.get(request(""));
        String metrics = request().get("http://localhost:" + management.getPort() + "/q/metrics").asString();
        assertThat(metrics).containsPattern("claviger_authorization_requests_total\\{outcome=\"login_required\",?\\}")
                .containsPattern("claviger_authorization_requests_total\\{outcome=\"error_page\",?\\}")
                .containsPattern("claviger_authorization_requests_total\\{outcome=\"login_page\",?\\}")
                .contains("claviger_code_issued_total", "claviger_code_reuse_total").doesNotContain("made-up");
    }

    private String request(String more) {
        String scope = more.contains("&scope") ? "" : "&scope=a";
        return "/oauth2/authorize?response_type=code&client_id=" + client.id() + "&redirect_uri=" + REDIRECT + scope + more;
    }

    private Page signedIn(Page loginPage) {
        return browser.get(browser.submit(loginPage, "/login", "username", "ada", "password", "correct horse").location());
    }

    private Page agreed(Page consentPage) {
        return browser.get(browser.submit(consentPage, "/consent").location());
    }

    private static Map<String, String> answer(Page redirect) {
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.location()).startsWith(TestApplications.REDIRECT + "?code=clvc_");
        return parameters(redirect);
    }

    private static Map<String, String> parameters(Page redirect) {
        return Arrays.stream(URI.create(redirect.location()).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private Person with(Role role, Optional<Scopes> limit) {
        return new Person(person.tenant(), person.id(), person.username(), person.name(), person.email(), person.emailVerified(), role, limit, person.updatedAt(), person.era());
    }
}
