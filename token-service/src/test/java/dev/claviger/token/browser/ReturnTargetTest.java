package dev.claviger.token.browser;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("After a form it goes on within this service, to few places (RFC 9700 §4.11: no open redirector)")
class ReturnTargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/authorize?client_id=a&redirect_uri=https%3A%2F%2Fa.example", "/oauth2/authorizeUser?x", "/oauth2/authorizeAccount?scopes=a%20b",
            "/account?tenant=acme", "/account"})
    void goes_on_to(String target) {
        assertThat(ReturnTarget.of(target)).get().hasToString(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://evil.example/", "//evil.example/oauth2/authorize", "/\\evil.example", "\\/evil.example", "/oauth2/authorize/../../x",
            "/oauth2/authorizeElse?x", "/oauth2/token", "/account/sign-out", "/oauth2/authorize#x", "/account?a=b\r\nSet-Cookie: x=y", "/account?a b",
            "javascript:alert(1)", "/oauth2%2Fauthorize", " /account", "/account?ä"})
    void goes_nowhere_else(String target) {
        assertThat(ReturnTarget.of(target)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/oauth2/authorize?a=b&prompt=login&c=d, /oauth2/authorize?a=b&c=d", "/oauth2/authorize?prompt=login%20consent, /oauth2/authorize?prompt=consent",
            "/oauth2/authorize?prompt=consent+login&x, /oauth2/authorize?prompt=consent&x", "/oauth2/authorize?%70rompt=login&x=1, /oauth2/authorize?x=1",
            "/oauth2/authorize?prompt=consent, /oauth2/authorize?prompt=consent", "/oauth2/authorize?prompt=login, /oauth2/authorize",
            "/oauth2/authorize?max_age=0&x=1, /oauth2/authorize?x=1"})
    @DisplayName("what was asked for is not asked for again (OpenID Connect Core §3.1.2.1)")
    void after_signing_in(String before, String after) {
        assertThat(ReturnTarget.of(before).orElseThrow().signedIn()).hasToString(after);
    }

    @ParameterizedTest
    @CsvSource({"/oauth2/authorize?prompt=login%20consent, /oauth2/authorize?prompt=login", "/oauth2/authorize?prompt=consent&max_age=5, /oauth2/authorize?max_age=5"})
    void after_consenting(String before, String after) {
        assertThat(ReturnTarget.of(before).orElseThrow().without(Set.of("consent"))).hasToString(after);
    }
}
