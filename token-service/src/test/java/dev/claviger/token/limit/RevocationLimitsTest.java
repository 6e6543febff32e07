package dev.claviger.token.limit;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestSettings;
import dev.claviger.token.error.OAuthException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("A client ends so many of its tokens in a minute, and no more")
class RevocationLimitsTest {

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final RevocationLimits limits = new RevocationLimits(
            TestSettings.of(RevocationConfig.class, Map.of("claviger.revocation.per-client-and-minute", "2")), clock);
    private final ClientId client = Identifiers.newClientId();

    @Test
    void until_the_minute_is_over_and_without_harm_to_others() {
        limits.take(client);
        clock.pass(Duration.ofSeconds(59));
        limits.take(client);
        assertThatThrownBy(() -> limits.take(client)).isInstanceOfSatisfying(OAuthException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(429));
        assertThatCode(() -> limits.take(Identifiers.newClientId())).doesNotThrowAnyException();
        clock.pass(Duration.ofSeconds(1));
        limits.take(client);
        assertThatCode(() -> limits.take(client)).as("counted anew").doesNotThrowAnyException();
    }
}
