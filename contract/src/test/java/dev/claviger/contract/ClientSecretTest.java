package dev.claviger.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class ClientSecretTest {

    /** Known answer: published, so that other implementations of the checksum can be compared. */
    private static final String KNOWN = "clv_production_0123456789ABCDEFabcdef_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";

    private final ClientSecret secret = ClientSecret.generate(new EnvironmentName("sand-box"), Identifiers.newCredentialId());

    @Test
    void names_its_environment_and_credential() {
        ClientSecret parsed = ClientSecret.parse(secret.reveal()).orElseThrow();

        assertThat(parsed.environment()).isEqualTo(new EnvironmentName("sand-box"));
        assertThat(parsed.credential()).isEqualTo(secret.credential());
    }

    @Test
    void needs_no_form_or_url_encoding_and_matches_the_published_pattern() {
        assertThat(secret.reveal()).matches("[0-9A-Za-z_-]+").matches(Pattern.compile(ClientSecret.SCANNER_PATTERN));
    }

    @Test
    void ends_in_the_crc_32_of_everything_before_it() {
        assertThat(ClientSecret.parse(KNOWN + "3YaRh6")).isPresent();
    }

    @Test
    void notices_any_single_wrong_character() {
        String text = secret.reveal();
        for (int i = 0; i < text.length(); i++) {
            String wrong = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(ClientSecret.parse(wrong)).as("character %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clv", "clv____", "clv_a_b_c", KNOWN, KNOWN + "000000", "password"})
    void refuses_what_is_no_secret(String text) {
        assertThat(ClientSecret.parse(text)).isEmpty();
    }

    @Test
    void refuses_null_and_megabytes_alike() {
        assertThat(ClientSecret.parse(null)).isEmpty();
        assertThat(ClientSecret.parse("clv_" + "a".repeat(1 << 20))).isEmpty();
    }

    @Test
    void does_not_show_itself_in_a_log_statement() {
        assertThat(secret.toString()).isEqualTo("clv_sand-box_" + secret.credential() + "_…");
    }
}
