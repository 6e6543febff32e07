package dev.claviger.token.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.person.Person;
import dev.claviger.token.TestPeople;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayName("An OpenID provider of the basic profile")
class OpenIdProviderTest extends TokenServiceTest {

    private Person ada;
    private TestRelyingParty party;

    @BeforeEach
    void somebody_with_an_application() {
        ada = credentialService.people.register("acme", "ada", TestRelyingParty.PASSWORD);
        party = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
    }

    @Test
    @DisplayName("Core §2, §3.1.3.6, §15.1: who signed in, when and how, for this client alone, signed with RS256 and bound to the access token")
    void the_id_token_of_a_code() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        Map<String, String> answer = party.answer("nonce", "n-0S6_WzA2Mj");
        assertThat(answer).containsEntry("state", "s t&te").containsEntry("iss", "http://localhost:8081").containsOnlyKeys("code", "state", "iss");
        JsonObject tokens = party.tokens("nonce", "n-0S6_WzA2Mj");

        JsonWebSignature signed = verified(tokens.getString("id_token"));
        assertThat(signed.getAlgorithmHeaderValue()).isEqualTo("RS256");
        assertThat(signed.getHeader("typ")).isEqualTo("JWT");
        Map<String, Object> claims = claims(tokens.getString("id_token"));
        assertThat(claims).containsOnlyKeys("iss", "sub", "aud", "azp", "iat", "exp", "auth_time", "amr", "at_hash", "nonce", "sid")
                .containsEntry("iss", "http://localhost:8081").containsEntry("sub", ada.id().toString()).containsEntry("aud", party.client.id())
                .containsEntry("azp", party.client.id()).containsEntry("nonce", "n-0S6_WzA2Mj").containsEntry("at_hash", half(tokens.getString("access_token")));
        assertThat(((Number) claims.get("auth_time")).longValue()).isBetween(before.getEpochSecond(), Instant.now().getEpochSecond());
        assertThat(claims(tokens.getString("access_token"))).containsEntry("sub", ada.id().toString());
    }

    @Test
    @DisplayName("Registration §2 id_token_signed_response_alg: ES256 for a client that chose it")
    void es256_by_choice() {
        TestRelyingParty other = TestRelyingParty.register(credentialService, "ada", "ES256", Optional.empty());
        assertThat(verified(other.tokens().getString("id_token")).getAlgorithmHeaderValue()).isEqualTo("ES256");
    }

    @Test
    @DisplayName("Core §12.2: a refreshed ID token is about the same sign-in, newly issued, without nonce")
    void a_refreshed_id_token() {
        JsonObject first = party.tokens("nonce", "n");
        JsonObject second = party.refreshed(first);
        Map<String, Object> before = claims(first.getString("id_token"));
        Map<String, Object> after = claims(second.getString("id_token"));
        assertThat(after).doesNotContainKey("nonce").containsEntry("at_hash", half(second.getString("access_token")));
        for (String same : new String[]{"iss", "sub", "aud", "azp", "auth_time", "sid", "amr"}) {
            assertThat(after).containsEntry(same, before.get(same));
        }
    }

    @Test
    @DisplayName("Core §3.1.2.1: without the scope openid it is OAuth, and there is no ID token")
    void no_id_token_without_openid() {
        assertThat(party.tokens("scope", "user.read").containsKey("id_token")).isFalse();
    }

    @Test
    @DisplayName("Core §3.1.2.6: prompt=none asks nobody anything, and says what would have to be asked")
    void prompt_none() {
        assertThat(party.answer("prompt", "none")).containsEntry("error", "login_required").containsEntry("state", "s t&te");
        party.browser.signIn("acme", "ada", TestRelyingParty.PASSWORD);
        assertThat(party.answer("prompt", "none")).containsEntry("error", "consent_required");
        party.answer();
        assertThat(party.answer("prompt", "none")).containsKey("code");
        credentialService.people.remove(ada);
        assertThat(party.answer("prompt", "none")).containsEntry("error", "login_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "select_account", "login consent"})
    @DisplayName("Core §3.1.2.1: prompt=login signs in anew, whoever is signed in")
    void prompt_login(String prompt) {
        party.answer();
        assertThat(party.browser.get(party.request("prompt", prompt)).form("/login")).isNotNull();
        assertThat(party.answer("prompt", prompt)).containsKey("code");
    }

    @Test
    @DisplayName("Core §3.1.2.1: a sign-in older than max_age is not enough; one that is not is, and auth_time says when it was")
    void max_age() {
        Object signedIn = claims(party.tokens("max_age", "10000").getString("id_token")).get("auth_time");
        assertThat(claims(party.tokens("max_age", "10000", "prompt", "none").getString("id_token"))).containsEntry("auth_time", signedIn);
        assertThat(party.answer("max_age", "0", "prompt", "none")).satisfies(
                answer -> assertThat(answer.getOrDefault("error", "within the same second")).isIn("login_required", "within the same second"));
        await(() -> "login_required".equals(party.answer("max_age", "0", "prompt", "none").get("error")));
        assertThat(party.answer("max_age", "1")).containsKey("code");
    }

    @Test
    @DisplayName("Core §3.1.2.1, §3.1.2.2: id_token_hint says who is meant; of somebody else, forged, or another kind of token: login_required")
    void id_token_hint() {
        JsonObject tokens = party.tokens();
        String mine = tokens.getString("id_token");
        assertThat(party.answer("prompt", "none", "id_token_hint", mine)).containsKey("code");

        credentialService.people.register("acme", "grace", TestRelyingParty.PASSWORD);
        TestRelyingParty graces = TestRelyingParty.register(credentialService, "grace", "RS256", Optional.empty());
        String another = graces.tokens().getString("id_token");
        for (String hint : new String[]{another, mine.substring(0, mine.length() - 6) + "AAAAAA", tokens.getString("access_token"), "x", unsigned(mine)}) {
            assertThat(party.answer("prompt", "none", "id_token_hint", hint)).containsEntry("error", "login_required");
        }
        assertThat(party.answer("id_token_hint", another)).as("nobody is asked to sign in over and over").containsEntry("error", "login_required");
    }

    @ParameterizedTest
    @CsvSource({"request, request_not_supported", "request_uri, request_uri_not_supported", "registration, registration_not_supported"})
    @DisplayName("Core §3.1.2.6: what is not supported is refused by its own name")
    void not_supported(String parameter, String error) {
        assertThat(party.answer(parameter, "https://app.example/request")).containsEntry("error", error);
    }

    @Test
    @DisplayName("Core §3.1.2.1: display, ui_locales, claims_locales and acr_values change nothing; login_hint fills in the name")
    void voluntary_parameters() {
        Page page = party.browser.get(party.request("display", "page", "ui_locales", "fr de", "claims_locales", "fr", "acr_values", "1 2", "login_hint", "ada@acme"));
        assertThat(page.form("/login").selectFirst("input[name=username]").attr("value")).isEqualTo("ada@acme");
        assertThat(party.tokens("display", "popup", "ui_locales", "fr", "acr_values", "1 2").containsKey("id_token")).isTrue();
    }

    @Test
    @DisplayName("Core §5.5: claims asked for one by one come where they were asked for; unknown ones are ignored, essential or not")
    void the_claims_parameter() {
        JsonObject tokens = party.tokens("scope", "openid offline_access", "claims",
                "{\"id_token\":{\"email\":null,\"shoe_size\":{\"essential\":true},\"auth_time\":{\"essential\":true}},\"userinfo\":{\"name\":{\"essential\":true}}}");
        assertThat(claims(tokens.getString("id_token"))).containsEntry("email", "ada@example.com").doesNotContainKeys("name", "shoe_size", "email_verified");
        JsonObject info = new JsonObject(request().header("Authorization", "Bearer " + tokens.getString("access_token")).get("/oauth2/userinfo").asString());
        assertThat(info).isEqualTo(new JsonObject().put("sub", ada.id().toString()).put("name", "Ada Lovelace"));
        assertThat(claims(party.refreshed(tokens).getString("id_token"))).containsEntry("email", "ada@example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"id_token\":[]}|invalid_request", "not json|invalid_request", "[]|invalid_request",
            "{\"id_token\":{\"sub\":{\"value\":\"1\"}}}|login_required",
            "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:claviger:multi-factor\"]}}}|unmet_authentication_requirements"})
    @DisplayName("Core §5.5.1: what is demanded of the sign-in and is not so ends the request")
    void claims_that_cannot_be(String asked, String error) {
        assertThat(party.answer("claims", asked)).containsEntry("error", error);
    }

    @Test
    @DisplayName("Core §2, RFC 8176 §2: a one-time password is told by amr and acr, and meets a demand for it")
    void two_factors() {
        credentialService.people.withCodes(ada);
        Page page = party.browser.submit(party.browser.get(party.request()), "/login", "username", "ada", "password", TestRelyingParty.PASSWORD);
        party.browser.submit(page, "/login/code", "one_time_password", TestPeople.CODE);
        String asked = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:claviger:multi-factor\"]}}}";
        assertThat(claims(party.tokens("claims", asked).getString("id_token"))).containsEntry("acr", "urn:claviger:multi-factor")
                .containsEntry("amr", List.of("pwd", "otp", "mfa"));
    }

    @Test
    @DisplayName("RFC 8725 §3.11, RFC 9068 §4: an ID token is no access token, anywhere, nor is a refresh token or a changed one")
    void an_id_token_is_no_access_token() {
        JsonObject tokens = party.tokens();
        for (String no : new String[]{tokens.getString("id_token"), tokens.getString("refresh_token"), tokens.getString("access_token") + "A"}) {
            request().header("Authorization", "Bearer " + no).get("/oauth2/userinfo").then().statusCode(401);
        }
        assertThat(new JsonObject(party.post("/oauth2/introspect", "token", tokens.getString("id_token")).asString())).isEqualTo(new JsonObject().put("active", false));
        assertThat(party.post("/oauth2/token", "grant_type", "refresh_token", "refresh_token", tokens.getString("id_token")).statusCode()).isEqualTo(400);
        assertThat(new JsonObject(party.post("/oauth2/introspect", "token", tokens.getString("access_token")).asString()).getBoolean("active")).isTrue();
    }

    private static String half(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }

    private static String unsigned(String idToken) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII))
                + idToken.substring(idToken.indexOf('.'), idToken.lastIndexOf('.') + 1);
    }
}
