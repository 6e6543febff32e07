package dev.claviger.credential.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

class MailConfigTest {

    @Test
    void defaults() {
        MailConfig mail = FailedUsesTest.config(Map.of());
        assertThat(mail.host()).isEmpty();
        assertThat(mail.port()).isEqualTo(587);
        assertThat(mail.startTls()).isEqualTo(MailConfig.StartTls.REQUIRED);
        assertThat(mail.tls()).isFalse();
        assertThat(mail.subjectPrefix()).isEqualTo("[Claviger]");
        assertThat(mail.maxAttempts()).isEqualTo(6);
        assertThat(mail.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(mail.failedUses()).isEqualTo(20);
        assertThat(mail.retention()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void names() {
        MailConfig mail = FailedUsesTest.config(Map.of("claviger.mail.host", "h", "claviger.mail.port", "465", "claviger.mail.from", "f@x", "claviger.mail.username", "u",
                "claviger.mail.password", "p", "claviger.mail.start-tls", "OPTIONAL", "claviger.mail.tls", "true", "claviger.mail.subject-prefix", "[X]",
                "claviger.mail.max-attempts", "2", "claviger.mail.retry-after", "PT2M"));
        assertThat(mail.host()).contains("h");
        assertThat(mail.from()).contains("f@x");
        assertThat(mail.username()).contains("u");
        assertThat(mail.password()).contains("p");
        assertThat(mail.startTls()).isEqualTo(MailConfig.StartTls.OPTIONAL);
        assertThat(mail.tls()).isTrue();
        assertThat(mail.subjectPrefix()).isEqualTo("[X]");
        assertThat(mail.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_host_needs_an_address_to_send_from_and_expiries_a_memory() {
        assertThatThrownBy(() -> new Notifications(FailedUsesTest.config(Map.of("claviger.mail.host", "h")), null, null, null)).hasMessageContaining("claviger.mail.from");
        assertThatThrownBy(() -> new Notifications(FailedUsesTest.config(Map.of("claviger.mail.retention", "P59D")), null, null, null)).hasMessageContaining("claviger.mail.retention");
    }
}
