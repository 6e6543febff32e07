package dev.claviger.credential.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.claviger.credential.notify.NotificationKind;

class MailTextTest {

    private static DueNotification due(NotificationKind kind, String name, boolean aboutApiKey) {
        return new DueNotification(1, kind, 1, Optional.of("it@acme.example"), name, "clientid000000000", "acme", "production",
                aboutApiKey ? Optional.empty() : Optional.of("credential0000000"), aboutApiKey ? Optional.of("apikeyid000000000") : Optional.empty(),
                Optional.of(Instant.parse("2026-12-01T10:30:00Z")), Optional.of("https://git.example/a"),
                Instant.parse("2026-11-01T10:30:00Z"), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.MATCH_NONE, names = "PERSON_.*|PASSWORD_.*|ONE_TIME_.*|EMAIL_.*")
    void says_which_client_and_secret_and_what_to_do(NotificationKind kind) {
        MailText text = MailText.of(due(kind, "Order import", false), "[Claviger]");
        assertThat(text.subject()).startsWith("[Claviger] ").contains("Order import (acme/production)").doesNotContain("\n");
        assertThat(text.body()).contains("Order import", "clientid000000000", "credential0000000", "acme, production", "What to do: ").doesNotContain("%s", "null", "Optional");
    }

    @Test
    void names_times_in_utc() {
        assertThat(MailText.of(due(NotificationKind.SECRET_EXPIRING, "n", false), "[C]").subject()).isEqualTo("[C] A client secret expires on 1 December 2026 10:30 UTC: n (acme/production)");
        assertThat(MailText.of(due(NotificationKind.SECRET_ROTATED, "n", false), "[C]").body()).contains("from 1 December 2026 10:30 UTC on");
    }

    @Test
    void calls_an_api_key_by_its_name() {
        MailText text = MailText.of(due(NotificationKind.SECRET_LEAKED, "n", true), "[C]");
        assertThat(text.subject()).contains("An API key was found in the wrong place");
        assertThat(text.body()).contains("apikeyid000000000", "https://git.example/a").doesNotContain("client secret");
    }

    @Test
    void keeps_a_subject_on_one_line_and_a_name_from_filling_it() {
        MailText text = MailText.of(due(NotificationKind.SECRET_REVOKED, "a\r\nBcc: v@x.example\u0000\u0085b" + "x".repeat(300), false), "[C]\r\n");
        assertThat(text.subject().codePoints()).noneMatch(Character::isISOControl);
        assertThat(text.subject()).hasSizeLessThan(160);
        assertThat(text.body()).doesNotContain("\nBcc");
    }
}
