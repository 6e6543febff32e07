package dev.claviger.pages;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Names that somebody chose, as a page may show them")
class ShownNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Payroll", "Müller & Söhne", "日本語", "שלום", "a 😀 b", "\"quoted\" <b>"})
    void honest_names_stay_as_they_are(String name) {
        assertThat(ShownName.of(name)).isEqualTo(name);
    }

    @Test
    @DisplayName("without what turns the text around them (UAX #9 §2), what nobody sees, and line breaks")
    void what_changes_the_text_around_is_gone() {
        assertThat(ShownName.of("\u202Epay\u2066roll\u200B\u200F\u0007\uFEFF")).isEqualTo("payroll");
        assertThat(ShownName.of(" a\r\n\tb\u00A0\u2028c ")).isEqualTo("a b c");
    }

    @Test
    void nothing_to_see_is_said_to_be_nothing() {
        assertThat(ShownName.of("\u200B \u202E")).isEqualTo("(no name)");
    }

    @Test
    void long_ones_end_and_no_character_is_cut() {
        assertThat(ShownName.of("😀".repeat(200))).isEqualTo("😀".repeat(79) + "…");
        assertThat(ShownName.sentence("x".repeat(999))).hasSize(300);
    }
}
