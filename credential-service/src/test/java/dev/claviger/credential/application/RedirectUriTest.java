package dev.claviger.credential.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.edge.Expect;

class RedirectUriTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com/callback", "https://app.example.com", "https://app.example.com:8443/cb?from=claviger&x=%20", "https://App.example.com/CB",
        "http://127.0.0.1/cb", "http://127.0.0.1:3000/cb", "http://[::1]:3000/cb", "http://localhost/cb", "https://xn--pp-wia.example/cb", "https://192.0.2.1/cb"})
    void a_web_client_comes_back_by_https_or_on_its_own_machine(String address) {
        assertThat(RedirectUri.wrongIn(address, false)).isEmpty();
        assertThat(RedirectUri.wrongIn(address, true)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("RFC 8252 §7.1: a private-use scheme is a domain name of the client's, backwards")
    @ValueSource(strings = {"com.example.app:/callback", "com.example.app:/", "com.example.app://callback/x"})
    void a_native_client_may_have_a_scheme_of_its_own(String address) {
        assertThat(RedirectUri.wrongIn(address, true)).isEmpty();
        assertThat(RedirectUri.wrongIn(address, false)).hasValueSatisfying(wrong -> assertThat(wrong).contains("application_type native"));
    }

    @ParameterizedTest
    @DisplayName("RFC 9700 §4.1.3: what could be read in two ways, and what says how to mend it")
    @CsvSource(delimiter = '|', value = {
            "https://app.example.com/cb#part | no fragment",
            "https://app.example.com/*       | register each",
            "https://*.example.com/cb        | register each",
            "/cb                             | begin with https://",
            "HTTPS://app.example.com/cb      | in lower case, https:",
            "Com.Example.App:/cb             | in lower case, com.example.app:",
            "https://me:pw@app.example.com/  | no user or password",
            "https://good.example@evil.example/ | no user or password",
            "https://app.example.com/a/../cb | without the segments",
            "https://app.example.com/%2E%2e  | without the segments",
            "https://app.example.com/./cb    | without the segments",
            "http://app.example.com/cb       | https",
            "http://localhost.evil.example/  | https",
            "https:///cb                     | name a host",
            "https://app_1.example/cb        | name a host",
            "https://app.example.com:/cb     | name a host",
            "javascript:alert(1)             | a scheme made of a domain name",
            "data:text/html,x                | a scheme made of a domain name",
            "myapp:/cb                       | a scheme made of a domain name",
            "com.example.app:cb              | a scheme made of a domain name"})
    void refuses_what_is_not_one_address(String address, String advice) {
        assertThat(RedirectUri.wrongIn(address, true)).hasValueSatisfying(wrong -> assertThat(wrong).contains(advice));
    }

    @Test
    void says_which_of_several_is_wrong_and_never_repeats_it() {
        Expect<List<String>> list = Expect.list(0, 50, RedirectUri.form(false));
        assertThatThrownBy(() -> list.read(List.of("https://a.example/", "http://b.example/"))).hasMessageStartingWith("number 2 of the list must be https")
                .hasMessageNotContaining("b.example");
        assertThatThrownBy(() -> list.read(Collections.nCopies(51, "https://a.example/"))).hasMessageContaining("0 to 50");
    }
}
