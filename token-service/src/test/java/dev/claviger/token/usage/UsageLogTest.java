package dev.claviger.token.usage;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.Identifiers;
import dev.claviger.token.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Uses of credentials between two reports")
class UsageLogTest {

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UsageLog log = new UsageLog(2, clock, meters);
    private final CredentialId one = Identifiers.newCredentialId();

    @Test
    void uses_of_one_credential_add_up_and_the_last_counts() {
        log.used(one, "10.0.0.1");
        clock.pass(Duration.ofSeconds(3));
        log.used(one, "10.0.0.2");
        assertThat(log.take(10)).containsExactly(new Uses(one, 2, Instant.parse("2026-01-01T00:00:03Z"), "10.0.0.2"));
        assertThat(log.take(10)).isEmpty();
    }

    @Test
    void a_report_is_bounded() {
        log.used(one, "10.0.0.1");
        log.used(Identifiers.newCredentialId(), "10.0.0.1");
        assertThat(log.take(1)).hasSize(1);
        assertThat(log.take(1)).hasSize(1);
    }

    @Test
    void memory_is_bounded_and_what_does_not_fit_is_counted() {
        for (CredentialId credential : List.of(one, Identifiers.newCredentialId(), Identifiers.newCredentialId())) {
            log.used(credential, "10.0.0.1");
        }
        log.used(one, "10.0.0.1");
        assertThat(log.take(10)).hasSize(2);
        assertThat(meters.counter("claviger.usage.dropped").count()).isEqualTo(1);
    }
}
