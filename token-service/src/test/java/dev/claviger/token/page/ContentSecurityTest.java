package dev.claviger.token.page;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Content security policy: forms go to us, and on to the one redirect of the request")
class ContentSecurityTest {

    @Test
    void without_a_redirect_to_us_alone() {
        assertThat(ContentSecurity.policy(Optional.empty())).contains("form-action 'self';").contains("default-src 'none'").contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @CsvSource({"https://app.example/cb?x=1, https://app.example", "http://127.0.0.1:51004/cb, http://127.0.0.1:51004", "http://[::1]:80/, http://[::1]:80",
            "com.example.app:/cb, com.example.app:"})
    void the_origin_of_the_redirect_or_its_scheme(String redirect, String source) {
        assertThat(ContentSecurity.policy(Optional.of(URI.create(redirect)))).contains("form-action 'self' " + source + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a;script-src/x", "https://user@evil.example/", "https://a,b/", "/relative"})
    void nothing_that_could_add_a_directive(String redirect) {
        assertThat(ContentSecurity.policy(Optional.of(URI.create(redirect)))).contains("form-action 'self';");
    }
}
