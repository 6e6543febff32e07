package dev.claviger.acceptance;

import static dev.claviger.acceptance.Json.like;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.acceptance.Visitor.Page;
import dev.claviger.quickstart.api.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lucid's documented user and account flows, as its clients and their people's browsers go through them. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LucidFlowTest {

    private static final String CONTENT = "lucidchart.document.content";
    private static final String SCOPE = CONTENT + " offline_access";
    private static final String REDIRECT = "http://localhost:4000/oauth2/redirect";
    /** RFC 7636 appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private TestClaviger claviger;
    private RecordingUpstream upstream;
    private Tenant tenant;
    private Client client;
    private Person admin;
    private Person member;
    /** Where the member is signed in, and has agreed. */
    private Visitor browser;

    @BeforeAll
    void register(TestClaviger running) throws Exception {
        claviger = running;
        upstream = new RecordingUpstream();
        tenant = claviger.tenant(upstream.origin());
        claviger.route(tenant.host(), "/v1/users/me/profile", '"' + CONTENT + ":readonly\"");
        client = claviger.codeClient(tenant, """
                ,"redirect_uris":["%s"],"response_type_optional":true,"revoke_access_on_refresh":true,
                "access_token_lifetime":"PT1H","refresh_token_lifetime":"P180D\"""".formatted(REDIRECT), CONTENT, "offline_access", "user.profile", "account.info");
        admin = claviger.person(tenant, "ada", "tenant_administrator");
        member = claviger.person(tenant, "mary", "member");
        browser = new Visitor(claviger);
        agreed(browser, member, authorize("/oauth2/authorize", "scope=" + Visitor.encoded(SCOPE)));
    }

    @AfterAll
    void close() {
        upstream.close();
    }

    // --- the browser's part --------------------------------------------------------------------------------------

    @Test
    @DisplayName("Not signed in: the login page, then the consent page with each scope's description, then 302 with code and state")
    void the_browser_is_led_through_sign_in_and_consent() {
        Visitor first = new Visitor(claviger);

        Page login = first.open(authorize("/oauth2/authorize", "scope=" + Visitor.encoded(SCOPE) + "&prompt=consent"));
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.html()).contains("name=\"username\"", "name=\"password\"", "type=\"submit\"").doesNotContain("<script");
        Page wrong = first.submit(login, "username", member.username(), "password", "not the password of this person");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.html()).contains("role=\"alert\"", "name=\"password\"").doesNotContain("not the password");
        Page consent = first.signIn(wrong, member);
        assertThat(consent.status()).isEqualTo(200);
        assertThat(consent.text()).contains("Drawings", "View and edit your documents", "Grant access");
        Page back = first.submit(consent);

        assertThat(back.status()).isEqualTo(302);
        assertThat(back.away()).startsWith(REDIRECT + "?code=");
        assertThat(back.parameter("state")).isEqualTo("a b+c/é");
        assertThat(back.parameter("iss")).as("RFC 9207").isEqualTo(claviger.installation().blueprint().issuer());
    }

    @ParameterizedTest
    @DisplayName("Every way Lucid's clients write the request: its paths, scopes for scope, a plus or nothing as separator's encoding, response_type or none")
    @ValueSource(strings = {"/oauth2/authorize?response_type=code&scope=lucidchart.document.content%20offline_access",
        "/oauth2/authorize?scope=lucidchart.document.content+offline_access", "/oauth2/authorizeUser?scopes=lucidchart.document.content%20offline_access"})
    void every_form_of_the_request_is_understood(String form) {
        String code = browser.open(form + "&client_id=" + client.id() + "&redirect_uri=" + Visitor.encoded(REDIRECT)).parameter("code");

        assertThat(exchanged(code).path("scope").asText()).isEqualTo(SCOPE);
    }

    @Test
    @DisplayName("RFC 6749 §4.1.2.1: refused by the person, access_denied and the state go back")
    void a_person_who_refuses_sends_the_browser_back_without_a_code() {
        Visitor refusing = new Visitor(claviger);
        Page consent = refusing.signIn(refusing.open(authorize("/oauth2/authorize", "prompt=consent&scope=" + CONTENT)), member);

        Page back = refusing.submit(consent, "deny", "");

        assertThat(back.away()).startsWith(REDIRECT);
        assertThat(List.of(back.parameter("error"), back.parameter("state"), back.parameter("code"))).containsExactly("access_denied", "a b+c/é", "");
    }

    @ParameterizedTest
    @DisplayName("An unknown client, an unregistered redirect_uri: an error page, never a redirect")
    @CsvSource({"CLIENT, http://localhost:4000/oauth2/redirect/x", "CLIENT, http://localhost:4001/oauth2/redirect", "CLIENT, https://evil.example/",
        "0123456789abcdefghijkl, http://localhost:4000/oauth2/redirect"})
    void nobody_is_sent_where_the_client_is_not(String who, String where) {
        Page page = browser.open("/oauth2/authorize?response_type=code&scope=" + CONTENT + "&client_id=" + (who.equals("CLIENT") ? client.id() : who)
                + "&redirect_uri=" + Visitor.encoded(where));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.away()).isEmpty();
        assertThat(page.heading()).isNotEmpty();
    }

    @ParameterizedTest
    @DisplayName("Scopes of a user and of an account do not mix: invalid_scope goes back to the client")
    @CsvSource({"/oauth2/authorize, account.info", "/oauth2/authorize, user.profile account.info", "/oauth2/authorizeAccount, user.profile",
        "/oauth2/authorize, lucidchart.document.app"})
    void scopes_are_for_their_types_of_token(String path, String scope) {
        assertThat(browser.open(authorize(path, "scope=" + Visitor.encoded(scope))).parameter("error")).isEqualTo("invalid_scope");
    }

    // --- the client's part ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @DisplayName("The code exchanged in JSON: Lucid's members, user_id a number")
    @ValueSource(strings = {"/oauth2/token", "/v1/oauth2/token"})
    void a_code_brings_lucids_answer(String path) {
        Wire answer = json(path, """
                {"grant_type":"authorization_code","code":"%s","client_id":"%s","client_secret":"%s","redirect_uri":"%s"}"""
                .formatted(code(), client.id(), client.secret(), REDIRECT));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).is(like("""
                {"access_token":"*","refresh_token":"*","user_id":%d,"client_id":"%s","expires_in":3600,"expires":%d,"token_type":"bearer",
                 "scope":"%s","scopes":["%s","offline_access"]}""".formatted(member.id(), client.id(), answer.json().path("expires").asLong(), SCOPE, CONTENT)));
    }

    @Test
    @DisplayName("By form, with the secret in it or by Basic: RFC 6749 §5.1")
    void a_code_is_exchanged_by_form() {
        Answer posted = claviger.post(claviger.tokenService("/oauth2/token"), "application/x-www-form-urlencoded",
                "client_id=%s&client_secret=%s&%s".formatted(client.id(), client.secret(), form(code())));
        Answer basic = claviger.ask(claviger.tokenService("/oauth2/token"), client, form(code()));

        assertThat(List.of(posted.status(), basic.status())).as(posted.body() + basic.body()).containsExactly(200, 200);
        assertThat(posted.text("token_type")).isEqualTo("Bearer");
        assertThat(basic.text("refresh_token")).isNotEmpty();
    }

    @Test
    @DisplayName("At the gateway the token is the person's, and a parent scope opens what its child does")
    void the_upstream_hears_whom_the_token_stands_for() {
        assertThat(profile(exchanged(code()))).isEqualTo(200);

        assertThat(upstream.latestHeaders().getFirst("Claviger-Subject")).isEqualTo(Long.toString(member.id()));
        assertThat(upstream.latestHeaders().getFirst("Claviger-Client")).isEqualTo(client.id());
        assertThat(upstream.latestHeaders().getFirst("Claviger-Scope")).isEqualTo(SCOPE);
    }

    @Test
    @DisplayName("A refresh ends both tokens before it, and still says whose they are")
    void a_refresh_rotates() {
        JsonNode first = exchanged(code());
        assertThat(profile(first)).isEqualTo(200);

        JsonNode second = refreshed(first).json();

        assertThat(second.path("user_id").isNumber()).as(second.toString()).isTrue();
        assertThat(second.path("user_id").asLong()).isEqualTo(member.id());
        assertThat(second.path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
        claviger.await(AT_ONCE, () -> profile(first) == 401);
        assertThat(profile(second)).isEqualTo(200);
    }

    @Test
    @DisplayName("POST /oauth2/token/introspect: user_id a number, scope as text")
    void a_token_is_described_as_lucid_does() {
        JsonNode described = lifecycle("introspect", exchanged(code()).path("access_token").asText()).json();

        assertThat(described.path("active").asBoolean()).isTrue();
        assertThat(described.path("user_id").isNumber()).isTrue();
        assertThat(described.path("user_id").asLong()).isEqualTo(member.id());
        assertThat(described.path("scope").asText().split(" ")).containsExactlyInAnyOrder(SCOPE.split(" "));
    }

    @ParameterizedTest
    @DisplayName("POST /oauth2/token/revoke: either token ends the whole grant, at the gateway as well")
    @ValueSource(strings = {"access_token", "refresh_token"})
    void either_token_ends_the_grant(String presented) {
        JsonNode pair = exchanged(code());
        assertThat(profile(pair)).isEqualTo(200);

        assertThat(lifecycle("revoke", pair.path(presented).asText()).status()).isEqualTo(200);

        claviger.await(AT_ONCE, () -> profile(pair) == 401);
        assertThat(refreshed(pair).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("RFC 6749 §4.1.2: a code that comes back is refused, and ends what it brought")
    void a_code_works_once() {
        String code = code();
        JsonNode pair = exchanged(code);
        assertThat(profile(pair)).isEqualTo(200);

        Answer again = claviger.ask(claviger.tokenService("/oauth2/token"), client, form(code));

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text("error")).isEqualTo("invalid_grant");
        claviger.await(AT_ONCE, () -> profile(pair) == 401);
        assertThat(refreshed(pair).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("RFC 6749 §4.1.3: a code is bound to its client and its redirect_uri")
    void a_code_is_good_only_where_it_belongs() {
        String code = code();
        Client other = claviger.codeClient(tenant, ",\"redirect_uris\":[\"" + REDIRECT + "\"]", CONTENT);

        assertThat(claviger.ask(claviger.tokenService("/oauth2/token"), other, form(code)).text("error")).isEqualTo("invalid_grant");
        assertThat(claviger.ask(claviger.tokenService("/oauth2/token"), client, form(code).replace("%2Fredirect", "%2Felsewhere")).text("error")).isEqualTo("invalid_grant");
        assertThat(claviger.ask(claviger.tokenService("/oauth2/token"), client, form(code)).status()).as("the code itself took no harm").isEqualTo(200);
    }

    @Test
    @DisplayName("RFC 7636: a public client proves by its verifier that the code is its own, and refreshes without a secret")
    void a_public_client_uses_pkce() {
        Client open = claviger.codeClient(tenant, ",\"redirect_uris\":[\"" + REDIRECT + "\"],\"token_endpoint_auth_method\":\"none\"", CONTENT, "offline_access");
        String request = "/oauth2/authorize?response_type=code&client_id=" + open.id() + "&redirect_uri=" + Visitor.encoded(REDIRECT) + "&scope=" + Visitor.encoded(SCOPE);
        assertThat(browser.open(request).parameter("error")).as("without a challenge").isEqualTo("invalid_request");
        String code = browser.submit(browser.open(request + "&code_challenge_method=S256&code_challenge=" + CHALLENGE)).parameter("code");
        String exchange = form(code) + "&client_id=" + open.id() + "&code_verifier=";

        assertThat(posted(exchange + VERIFIER.replace('d', 'e')).text("error")).isEqualTo("invalid_grant");
        Answer tokens = posted(exchange + VERIFIER);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        Answer next = posted("grant_type=refresh_token&client_id=" + open.id() + "&refresh_token=" + tokens.text("refresh_token"));
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        assertThat(claviger.statusOf(tenant.host(), "/v1/users/me/profile", next.text("access_token"))).isEqualTo(200);
    }

    // --- the account's flow, and what people lose ----------------------------------------------------------------

    @Test
    @DisplayName("/oauth2/authorizeAccount: an administrator gives access to the account, account_id a number; anybody else is told on a page")
    void only_an_administrator_gives_access_to_the_account() {
        String request = authorize("/oauth2/authorizeAccount", "scope=" + Visitor.encoded(CONTENT + " account.info"));
        Visitor administrator = new Visitor(claviger);
        Page consent = administrator.signIn(administrator.open(request), admin);
        assertThat(consent.text()).contains("whole account");

        JsonNode tokens = exchanged(administrator.submit(consent).parameter("code"));

        assertThat(tokens.path("account_id").isNumber()).as(tokens.toString()).isTrue();
        assertThat(tokens.has("user_id")).isFalse();
        assertThat(profile(tokens)).isEqualTo(200);
        assertThat(upstream.latestHeaders().getFirst("Claviger-Subject")).isEqualTo(tokens.path("account_id").asText());
        Page refused = browser.open(request);
        assertThat(refused.heading()).isEqualTo("Not an Administrator");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.away()).isEmpty();
    }

    @Test
    @DisplayName("A disabled person: tokens end at the gateway at once, refresh and sign-in are refused")
    void a_disabled_person_takes_its_tokens_along() {
        Person leaving = claviger.person(tenant, "leaving", "member");
        Visitor own = new Visitor(claviger);
        JsonNode pair = exchanged(agreed(own, leaving, authorize("/oauth2/authorize", "scope=" + Visitor.encoded(SCOPE))).parameter("code"));
        assertThat(profile(pair)).isEqualTo(200);

        assertThat(claviger.admin().patch(leaving.path(), "{\"disabled\":true}").status()).isEqualTo(200);

        claviger.await(AT_ONCE, () -> profile(pair) == 401);
        assertThat(refreshed(pair).json().path("error").asText()).isEqualTo("invalid_grant");
        Page login = own.open(authorize("/oauth2/authorize", "scope=" + CONTENT));
        assertThat(login.html()).as("a session helps no longer").contains("name=\"password\"");
        assertThat(own.signIn(login, leaving).html()).contains("role=\"alert\"");
    }

    private String authorize(String path, String more) {
        return path + "?client_id=" + client.id() + "&redirect_uri=" + Visitor.encoded(REDIRECT) + "&state=" + Visitor.encoded("a b+c/é") + "&" + more;
    }

    private static Page agreed(Visitor visitor, Person person, String request) {
        return visitor.submit(visitor.signIn(visitor.open(request), person));
    }

    /** What was agreed to once is not asked again. */
    private String code() {
        String code = browser.open(authorize("/oauth2/authorize", "scope=" + Visitor.encoded(SCOPE))).parameter("code");
        assertThat(code).isNotEmpty();
        return code;
    }

    private static String form(String code) {
        return "grant_type=authorization_code&code=" + code + "&redirect_uri=" + Visitor.encoded(REDIRECT);
    }

    private Answer posted(String form) {
        return claviger.post(claviger.tokenService("/oauth2/token"), "application/x-www-form-urlencoded", form);
    }

    private JsonNode exchanged(String code) {
        Wire answer = json("/oauth2/token", """
                {"code":"%s","client_id":"%s","client_secret":"%s","grant_type":"authorization_code","redirect_uri":"%s"}"""
                .formatted(code, client.id(), client.secret(), REDIRECT));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Wire refreshed(JsonNode pair) {
        return json("/oauth2/token", """
                {"refresh_token":"%s","client_id":"%s","client_secret":"%s","grant_type":"refresh_token"}"""
                .formatted(pair.path("refresh_token").asText(), client.id(), client.secret()));
    }

    private Wire json(String path, String body) {
        return claviger.token("""
                POST %s HTTP/1.1
                Host: api.lucid.co
                Content-Type: application/json
                Content-Length: %d""".formatted(path, body.length()), body);
    }

    private Wire lifecycle(String what, String token) {
        String form = "client_id=%s&client_secret=%s&token=%s".formatted(client.id(), client.secret(), token);
        return claviger.token("""
                POST /oauth2/token/%s HTTP/1.1
                Host: api.lucid.co
                Content-Type: application/x-www-form-urlencoded
                Content-Length: %d""".formatted(what, form.length()), form);
    }

    private int profile(JsonNode tokens) {
        return claviger.api("""
                GET /v1/users/me/profile HTTP/1.1
                Host: %s
                Lucid-Api-Version: 1
                Authorization: Bearer %s""".formatted(tenant.host(), tokens.path("access_token").asText()), "").status();
    }
}
