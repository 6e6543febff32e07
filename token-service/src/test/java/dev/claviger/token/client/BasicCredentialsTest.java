package dev.claviger.token.client;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("RFC 6749 §2.3.1, RFC 7617: Basic")
class BasicCredentialsTest {

    @Test
    void the_first_colon_ends_the_client_id() {
        assertThat(BasicCredentials.parse(header("id:a:b"))).contains(new BasicCredentials("id", "a:b"));
    }

    @Test
    void both_values_are_form_decoded() {
        assertThat(BasicCredentials.parse(header("i%2Dd:a%3Ab+c"))).contains(new BasicCredentials("i-d", "a:b c"));
    }

    @Test
    void values_that_are_not_form_encoded_stay_as_they_are() {
        assertThat(BasicCredentials.parse(header("id:100%"))).contains(new BasicCredentials("id", "100%"));
    }

    @Test
    void text_is_utf_8() {
        assertThat(BasicCredentials.parse(header("id:pässwörd"))).contains(new BasicCredentials("id", "pässwörd"));
    }

    @Test
    void the_scheme_is_case_insensitive() {
        assertThat(BasicCredentials.parse(header("a:b").replace("Basic", "bAsIc"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Bearer YTpi", "Basic YTpi YTpi", "Basic YTp", "Basic YT_i", "Basic =", "Basic YWJj", "Basic gDpi"})
    void anything_else_is_no_credential(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void the_secret_is_not_in_its_text_form() {
        assertThat(new BasicCredentials("id", "s3cret").toString()).doesNotContain("s3cret");
    }

    private static String header(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
