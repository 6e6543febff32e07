package dev.claviger.token.authorize;

import dev.claviger.token.authorize.CodeChallenge.Method;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CodeChallengeTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    @DisplayName("RFC 7636 appendix B")
    void the_example_of_the_rfc() {
        CodeChallenge challenge = new CodeChallenge(Method.S256, CHALLENGE);
        assertThat(challenge.isAnsweredBy(VERIFIER)).isTrue();
        assertThat(challenge.isAnsweredBy(CHALLENGE)).as("not by itself").isFalse();
    }

    @Test
    @DisplayName("§4.6: a plain challenge is answered by itself and nothing else")
    void plain() {
        CodeChallenge challenge = new CodeChallenge(Method.PLAIN, VERIFIER);
        assertThat(challenge.isAnsweredBy(VERIFIER)).isTrue();
        assertThat(challenge.isAnsweredBy(VERIFIER + "x")).isFalse();
        assertThat(challenge.isAnsweredBy(VERIFIER.substring(0, 42) + "K")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("§4.2: of what no method makes there is no challenge")
    @CsvSource({"S256,''", "S256,short", "S256,E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "S256,E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM",
            "S256,E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "PLAIN,dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX", "PLAIN,dBjftJeZ4CVP mB92K27uhbUJU1p1r_wW1gFWFOEjXk"})
    void refuses_what_is_none(Method method, String value) {
        assertThatThrownBy(() -> new CodeChallenge(method, value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX\u00e9"})
    @DisplayName("§4.1: what is no verifier answers nothing")
    void no_verifier(String text) {
        assertThat(new CodeChallenge(Method.S256, CHALLENGE).isAnsweredBy(text)).isFalse();
    }

    @Test
    void methods_are_case_sensitive() {
        assertThatThrownBy(() -> Method.of("s256")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Method.of("plain")).isEqualTo(Method.PLAIN);
    }
}
