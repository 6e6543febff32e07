package dev.claviger.token.authorize;

import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.Application.Habits;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TestClient;
import dev.claviger.token.page.Problem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@DisplayName("An authorization request against what its client is registered for (RFC 6749 §4.1.1)")
class RequestJudgementTest {

    private static final String S256 = "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String PLAIN = "&code_challenge=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String GOOD = "response_type=code&client_id=C&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback";

    private final Application application = TestApplications.of(
            TestClient.of("acme", "production", "all", "user.read", "account.read", "openid", "offline_access").withGrantTypes("authorization_code", "refresh_token"), "some");
    private final Application lucid = TestApplications.with(application, new Habits(false, true, true, false), TestApplications.REDIRECT);

    @Test
    void reads_everything() {
        AuthorizationRequest request = judged(GOOD + "&scope=some+user.read%20openid&state=a%26b&nonce=n&prompt=login%20consent&max_age=60" + S256);
        assertThat(request.redirectUri()).isEqualTo(TestApplications.REDIRECT);
        assertThat(request.scopes().names()).containsExactly("some", "user.read", "openid");
        assertThat(request.state()).contains("a&b");
        assertThat(request.nonce()).contains("n");
        assertThat(request.prompts()).isEqualTo(Set.of(Prompt.LOGIN, Prompt.CONSENT));
        assertThat(request.maxAge()).contains(Duration.ofMinutes(1));
        assertThat(request.challenge()).map(CodeChallenge::method).contains(CodeChallenge.Method.S256);
    }

    @Test
    @DisplayName("a form carries the request along: read back, it is the same")
    void survives_a_form() {
        AuthorizationRequest request = judged(GOOD + "&scope=some&state=%C3%A4%20%2B%22%3C&resource=" + application.audience() + S256);
        String[] parts = request.pathAndQuery().split("\\?", 2);
        assertThat(parts[0]).isEqualTo("/oauth2/authorize");
        AuthorizationRequest again = judged(parts[1]);
        assertThat(again.pathAndQuery()).isEqualTo(request.pathAndQuery());
        assertThat(again.state()).contains("\u00e4 +\"<");
        assertThat(parts[1]).matches("[\\x21-\\x7E]+").doesNotContain("<", "\"", "#");
    }

    @ParameterizedTest
    @DisplayName("every error in its own words, and to the registered address only")
    @CsvSource(delimiter = '|', value = {
        "scope=a&scope=b | invalid_request", "scope=some&scopes=some | invalid_request", "prompt=none&prompt=none | invalid_request", "x=1&x=2 | invalid_request",
        "request=eyJ | request_not_supported", "request_uri=https%3A%2F%2Fx | request_uri_not_supported", "registration=%7B%7D | registration_not_supported",
        "response_mode=form_post | invalid_request", "response_mode=fragment | invalid_request",
        "scope=unknown | invalid_scope", "scope=some+unknown | invalid_scope", "scope=%22 | invalid_scope", "scope=account.read | invalid_scope",
        "scope=user.read+account.read | invalid_scope", "resource=https%3A%2F%2Fevil | invalid_target",
        "prompt=none+login | invalid_request", "prompt=create | invalid_request", "prompt=NONE | invalid_request",
        "max_age=-1 | invalid_request", "max_age=soon | invalid_request", "max_age=1e3 | invalid_request", "max_age=99999999999999999999 | invalid_request",
        "code_challenge_method=S256 | invalid_request", "code_challenge=short&code_challenge_method=S256 | invalid_request",
        "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S512 | invalid_request"})
    void refuses(String more, String code) {
        AuthorizationRefusal refusal = refusal(application, GOOD + "&state=s&" + more);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.address().redirectUri()).isEqualTo(TestApplications.REDIRECT);
        assertThat(refusal.address().state()).contains("s");
        assertThat(refusal.getMessage()).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect_uri=https://evil.example/", "redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback",
        "scope=openid"})
    @DisplayName("§4.1.2.1: where the address is not certain nobody is sent there, whatever else is wrong")
    void no_open_redirect(String query) {
        assertThatThrownBy(() -> judged("response_type=token&client_id=C&" + query)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect_uri=%zz", "state=%", "%=x", "client_id=%e", "client_id=c&nonce=%00", "client_id=c&state=a%0D%0Ab"})
    @DisplayName("what is not form-encoded, or holds control characters, is read by nobody (Appendix A)")
    void not_encoded(String query) {
        assertThatThrownBy(() -> AuthorizationParameters.parse(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a state that comes twice is not repeated to anybody")
    void state_twice() {
        assertThat(refusal(application, GOOD + "&state=a&state=b").address().state()).isEmpty();
    }

    @Test
    @DisplayName("§3.1.1: response_type is code, and left out only where that is registered")
    void response_types() {
        assertThat(refusal(application, GOOD.replace("response_type=code&", "")).code()).isEqualTo("invalid_request");
        assertThat(refusal(application, GOOD.replace("=code&", "=token&")).code()).isEqualTo("unsupported_response_type");
        assertThat(refusal(application, GOOD.replace("=code&", "=code+id_token&")).code()).isEqualTo("unsupported_response_type");
        assertThat(refusal(lucid, GOOD.replace("=code&", "=token&")).code()).isEqualTo("unsupported_response_type");
        assertThat(TestRequests.of(lucid, GOOD.replace("response_type=code&", "")).scopes().names()).isNotEmpty();
    }

    @Test
    void a_client_without_the_grant_type_asks_in_vain() {
        assertThat(refusal(TestApplications.of(TestClient.of("acme", "production", "a")), GOOD).code()).isEqualTo("unauthorized_client");
    }

    @Test
    @DisplayName("Lucid's sample sends scopes= for scope=")
    void scopes_for_scope() {
        assertThat(judged(GOOD + "&scopes=user.read some").scopes().names()).containsExactly("user.read", "some");
    }

    @Test
    @DisplayName("no scope asks for all that fit; on Lucid's account path others fit than on the user's")
    void the_path_decides_which_scopes_fit() {
        assertThat(judged(GOOD).scopes().names()).containsExactly("all", "offline_access", "openid", "user.read");
        AuthorizationRequest account = TestRequests.of(AuthorizationPath.ACCOUNT, application, GOOD);
        assertThat(account.scopes().names()).containsExactly("account.read", "all", "offline_access");
        assertThat(account.isForAccount()).isTrue();
        assertThat(account.pathAndQuery()).startsWith("/oauth2/authorizeAccount?");
        assertThat(catchThrowableOfType(AuthorizationRefusal.class, () -> TestRequests.of(AuthorizationPath.ACCOUNT, application, GOOD + "&scope=user.read")).code())
                .isEqualTo("invalid_scope");
    }

    @Test
    @DisplayName("the right to administer is a person's to give, never an account's: the admin API looks at who it is")
    void nobody_administers_for_an_account() {
        Application console = TestApplications.of(TestClient.of("acme", "production", "openid", "claviger:tenant", "offline_access").withGrantTypes("authorization_code"));
        assertThat(TestRequests.of(console, GOOD + "&scope=claviger%3Atenant").scopes().names()).containsExactly("claviger:tenant");
        assertThat(catchThrowableOfType(AuthorizationRefusal.class, () -> TestRequests.of(AuthorizationPath.ACCOUNT, console, GOOD + "&scope=claviger%3Atenant")).code())
                .isEqualTo("invalid_scope");
        assertThat(TestRequests.of(AuthorizationPath.ACCOUNT, console, GOOD).scopes().names()).containsExactly("offline_access");
    }

    @Test
    @DisplayName("PKCE (RFC 7636 §4.3, §4.4.1): for public clients and where registered; plain, also by omission, only where registered")
    void pkce() {
        Application open = TestApplications.withoutSecret(application);
        Application strict = TestApplications.with(application, new Habits(false, false, false, true), TestApplications.REDIRECT);
        assertThat(refusal(open, GOOD).code()).isEqualTo("invalid_request");
        assertThat(refusal(strict, GOOD).code()).isEqualTo("invalid_request");
        assertThat(TestRequests.of(open, GOOD + S256).challenge()).isPresent();
        assertThat(judged(GOOD).challenge()).isEmpty();
        assertThat(refusal(application, GOOD + PLAIN).code()).isEqualTo("invalid_request");
        assertThat(refusal(application, GOOD + PLAIN + "&code_challenge_method=plain").code()).isEqualTo("invalid_request");
        assertThat(TestRequests.of(lucid, GOOD + PLAIN).challenge()).map(CodeChallenge::method).contains(CodeChallenge.Method.PLAIN);
    }

    @Test
    @DisplayName("a thousand scopes are a thousand unknown scopes")
    void many_scopes() {
        assertThat(refusal(application, GOOD + "&scope=" + "x+".repeat(999) + "some").code()).isEqualTo("invalid_scope");
        assertThat(judged(GOOD + "&scope=" + "some+".repeat(1000)).scopes().names()).containsExactly("some");
    }

    @Test
    @DisplayName("OpenID Connect Core §3.1.2.1 max_age: counted from the sign-in")
    void max_age() {
        Instant signedIn = Instant.parse("2026-01-01T00:00:00Z");
        AuthorizationRequest request = judged(GOOD + "&max_age=10");
        assertThat(request.isTooOld(signedIn, signedIn.plusSeconds(10))).isFalse();
        assertThat(request.isTooOld(signedIn, signedIn.plusSeconds(11))).isTrue();
        assertThat(judged(GOOD).isTooOld(signedIn, signedIn.plusSeconds(1_000_000))).isFalse();
    }

    private AuthorizationRequest judged(String query) {
        return TestRequests.of(application, query);
    }

    private static AuthorizationRefusal refusal(Application application, String query) {
        return catchThrowableOfType(AuthorizationRefusal.class, () -> TestRequests.of(application, query));
    }
}
