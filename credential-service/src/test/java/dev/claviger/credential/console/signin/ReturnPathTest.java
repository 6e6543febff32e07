package dev.claviger.credential.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where it goes on after signing in")
class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/", "/console/acme/applications", "/console/acme/applications?after=a%20b&limit=3", "/console/acme/applications/Ab1?x=/y"})
    void a_page_of_the_console_is_come_back_to(String page) {
        assertThat(ReturnPath.of(page).text()).isEqualTo(page);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/", "//evil.example", "//evil.example/console", "https://evil.example/console", "/consoles", "/console.evil.example", "/console@evil.example", "/console//evil.example",
        "/console/../admin/v1/tenants", "/console/..//evil.example", "/console/%2e%2E/x", "/console/.", "/console\\evil.example", "/\\evil.example", "\\\\evil.example", "/console/a\r\nSet-Cookie: x=y",
        "/console/a\tb", "/console/ä", "/console#//evil", "javascript:alert(1)", "/console/sign-out", "/console/sign-in?return=/console", "/admin/v1/tenants", " /console"})
    void everything_else_leads_to_the_start(String elsewhere) {
        assertThat(ReturnPath.of(elsewhere)).isEqualTo(ReturnPath.START);
    }
}
