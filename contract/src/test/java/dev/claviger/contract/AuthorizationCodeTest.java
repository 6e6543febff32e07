package dev.claviger.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationCodeTest {

    private final AuthorizationCode issued = AuthorizationCode.generate();

    @Test
    void is_read_back_and_matches_the_published_pattern() {
        assertThat(AuthorizationCode.parse(issued.reveal()).orElseThrow().reveal()).isEqualTo(issued.reveal()).matches(AuthorizationCode.SCANNER_PATTERN);
    }

    @Test
    void notices_any_single_wrong_character() {
        String text = issued.reveal();
        for (int i = 0; i < text.length(); i++) {
            String wrong = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(AuthorizationCode.parse(wrong)).as("character %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clvc_", "password", "clv_production_0123456789ABCDEFabcdef_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg3YaRh6"})
    void refuses_what_is_none(String text) {
        assertThat(AuthorizationCode.parse(text)).isEmpty();
    }

    @Test
    void refuses_null_and_megabytes_alike() {
        assertThat(AuthorizationCode.parse(null)).isEmpty();
        assertThat(AuthorizationCode.parse("clvc_" + "a".repeat(1 << 20))).isEmpty();
    }

    @Test
    void does_not_show_itself_in_a_log_statement() {
        assertThat(issued.toString()).startsWith("clvc_").endsWith("_…").isNotEqualTo(issued.reveal());
    }
}
