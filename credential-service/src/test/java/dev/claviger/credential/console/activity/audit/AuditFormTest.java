package dev.claviger.credential.console.activity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import jakarta.ws.rs.core.MultivaluedHashMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditFormTest {

    @Test
    @DisplayName("a day from and a day to are both all in it")
    void days_are_whole() {
        AuditForm form = form(Map.of("from", "2026-11-01", "to", "2026-11-01"));
        assertThat(form.errors().isEmpty()).isTrue();
        assertThat(form.from()).contains(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(form.to()).contains(Instant.parse("2026-11-02T00:00:00Z"));
    }

    @Test
    @DisplayName("what is wrong is told beside the field it is in")
    void tells_what_is_wrong() {
        assertThat(form(Map.of("from", "yesterday", "to", "2026-02-30", "action", "client.made")).errors().texts()).containsOnlyKeys("action", "from", "to");
        assertThat(form(Map.of("from", "2026-11-02", "to", "2026-11-01")).errors().of("to")).isEqualTo("To must not be before from");
        assertThat(form(Map.of("from", "99999-01-01")).errors().has("from")).isTrue();
        assertThat(form(Map.of("from", "0001-01-01")).errors().has("from")).isTrue();
    }

    @Test
    @DisplayName("it stands in the address whole, and nothing else does")
    void is_in_the_address() {
        AuditForm form = form(Map.of("who", "Ada & Co ", "about", "", "elsewhere", "x", "through", "a\0b"));
        assertThat(form.address("/audit", "")).isEqualTo("/audit?who=Ada+%26+Co");
        assertThat(form.address("/audit", "next")).isEqualTo("/audit?who=Ada+%26+Co&after=next");
        assertThat(form(Map.of()).address("/audit", "")).isEqualTo("/audit");
    }

    private static AuditForm form(Map<String, String> typed) {
        return AuditForm.of(new MultivaluedHashMap<>(typed));
    }
}
