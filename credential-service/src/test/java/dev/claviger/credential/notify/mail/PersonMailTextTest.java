package dev.claviger.credential.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.claviger.credential.notify.NotificationKind;

class PersonMailTextTest {

    private static MailText text(NotificationKind kind, String username) {
        DueNotification due = new DueNotification(1, kind, 1, Optional.of("ann@acme.example"), null, null, "acme", null, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Instant.parse("2026-11-01T10:30:00Z"), Optional.of(username), Optional.empty());
        return PersonMailText.of(due, "[Claviger]", kind.bringsLink() ? Optional.of("https://login.example/password/x") : Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.MATCH_ANY, names = "PERSON_.*|PASSWORD_.*|ONE_TIME_.*")
    @DisplayName("each mail says what happened, to whom, and what to do, also if it was somebody else's doing")
    void says_what_to_do(NotificationKind kind) {
        MailText text = text(kind, "ann");
        assertThat(text.subject()).startsWith("[Claviger] ").doesNotContain("\n");
        assertThat(text.body()).contains("ann", "acme", "What to do: ").doesNotContain("%s", "null", "Optional");
        assertThat(text.body().contains("https://login.example/password/x")).isEqualTo(kind.bringsLink());
    }

    @Test
    void names_the_time_in_utc() {
        assertThat(text(NotificationKind.PASSWORD_CHANGED, "ann").subject()).isEqualTo("[Claviger] Your password was changed on 1 November 2026 10:30 UTC");
    }

    @Test
    void keeps_a_name_on_its_line() {
        assertThat(text(NotificationKind.PASSWORD_RESET, "a\r\nClick: evil").body()).doesNotContain("\nClick");
    }
}
