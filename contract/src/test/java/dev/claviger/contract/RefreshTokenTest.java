package dev.claviger.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshTokenTest {

    private final RefreshToken issued = RefreshToken.generate();

    @Test
    void is_read_back_and_matches_the_published_pattern() {
        assertThat(RefreshToken.parse(issued.reveal()).orElseThrow().reveal()).isEqualTo(issued.reveal()).matches(RefreshToken.SCANNER_PATTERN);
    }

    @Test
    void notices_any_single_wrong_character() {
        String text = issued.reveal();
        for (int i = 0; i < text.length(); i++) {
            String wrong = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(RefreshToken.parse(wrong)).as("character %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clvr_", "password", "clv_production_0123456789ABCDEFabcdef_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg3YaRh6"})
    void refuses_what_is_none(String text) {
        assertThat(RefreshToken.parse(text)).isEmpty();
    }

    @Test
    void refuses_null_and_megabytes_alike() {
        assertThat(RefreshToken.parse(null)).isEmpty();
        assertThat(RefreshToken.parse("clvr_" + "a".repeat(1 << 20))).isEmpty();
    }

    @Test
    void does_not_show_itself_in_a_log_statement() {
        assertThat(issued.toString()).startsWith("clvr_").endsWith("_…").isNotEqualTo(issued.reveal());
    }
}
