package dev.claviger.credential.leak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;

class ReportedSecretTest {

    @ParameterizedTest
    @CsvSource({"https://github.com/a/b/blob/12345600b9cbe38a219f39a9941c9319b600c002/c.txt, https://github.com/a/b/blob/12345600b9cbe38a219f39a9941c9319b600c002/c.txt",
            "https://x.example/a?token=b#c, https://x.example/a", "https://me:pw@x.example:8443/a, https://x.example/a", "http://x.example, http://x.example"})
    @DisplayName("of the place scheme, host and path are kept, for people to read")
    void keeps_what_leads_to_the_place(String url, String place) {
        assertThat(ReportedSecret.of("x", null, url).place()).contains(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "javascript:alert(1)", "file:///etc/passwd", "//x.example/a", "https:///a", "https://x.example/a\r\nBcc: v@x.example", "https://x example/",
            "https://x.example/clv_prod_0123456789abcdef_", "https://x.example/%63lv_prod", "https://x.example/0123456789012345678901234567890123456789012345678"})
    void drops_a_place_that_is_no_address_or_could_hold_the_secret(String url) {
        assertThat(ReportedSecret.of("x", null, url).place()).isEmpty();
    }

    @Test
    void drops_a_place_that_holds_the_secret_and_one_too_long() {
        String secret = ClientSecret.generate(new EnvironmentName("prod"), new CredentialId("0123456789abcdef")).reveal();
        assertThat(ReportedSecret.of(secret, null, "https://x.example/" + secret).place()).isEmpty();
        assertThat(ReportedSecret.of("x", null, "https://x.example/" + "a/".repeat(300)).place()).isEmpty();
        assertThat(ReportedSecret.of("x", null, 7).place()).isEmpty();
    }

    @Test
    @DisplayName("the hash is base64 of the SHA-256, as of: printf %s abc | openssl dgst -sha256 -binary | base64")
    void is_named_by_its_hash() {
        assertThat(ReportedSecret.of("abc", null, null).hash()).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    @Test
    void tells_nothing_in_its_text() {
        assertThat(ReportedSecret.of("canary", "type", null)).hasToString("a reported secret");
        assertThat(ReportedSecret.of("x", "a\r\nb", null).type()).isEmpty();
    }
}
