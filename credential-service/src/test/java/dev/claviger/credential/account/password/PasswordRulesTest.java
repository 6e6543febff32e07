package dev.claviger.credential.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("NIST SP 800-63B §3.1.1.2")
class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @DisplayName("whatever is long is a password: spaces, any script, no digits needed")
    @ValueSource(strings = {"four words in a row", "\u043f\u044f\u0442\u044c \u0441\u043b\u043e\u0432 \u043f\u043e\u0434\u0440\u044f\u0434", "xk7-Qm2!vb9$", "my dog ate my homework", "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03\uD83D\uDE04\uD83D\uDE05 and me", "annual report of 1998"})
    void takes(String password) {
        assertThat(rules.refusal(Password.typed(password), "ann")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("too short or long, a common one, a common word with digits and signs around it, one with the user name in it")
    @ValueSource(strings = {"elevenchars", "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03\uD83D\uDE04\uD83D\uDE05", "aaaaaaaaaaaaaaaa", "abababababab", "123456789012", "QwertyUiop12", "correct horse battery staple",
            "Password2026!", "P@$$w0rd!!!!!", "welcome12345", "!!!Summer2026", "administrator", "annette lives here", "my name is ANNETTE"})
    void refuses(String password) {
        assertThat(rules.refusal(Password.typed(password), "annette@acme.example")).hasValueSatisfying(reason -> assertThat(reason).isNotBlank().doesNotContain(password));
        assertThat(rules.refusal(Password.typed("x7-".repeat(80)), "annette")).isPresent();
    }
}
