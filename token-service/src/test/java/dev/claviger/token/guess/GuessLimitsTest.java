package dev.claviger.token.guess;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestSettings;
import dev.claviger.token.error.OAuthException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("RFC 6749 §10.10: guessing ends")
class GuessLimitsTest {

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GuessLimits limits = new GuessLimits(
            TestSettings.of(GuessConfig.class, Map.of("claviger.verification.failures-per-minute", "2")), clock, meters);
    private final ClientId client = Identifiers.newClientId();

    @Test
    void an_address_has_room_until_it_has_failed_as_often_as_allowed() {
        limits.failed("192.0.2.1");
        assertThatCode(() -> limits.requireRoom("192.0.2.1")).doesNotThrowAnyException();
        limits.failed("192.0.2.1");
        assertThatThrownBy(() -> limits.requireRoom("192.0.2.1")).isInstanceOf(OAuthException.class)
                .satisfies(refusal -> assertThat(((OAuthException) refusal).status()).isEqualTo(429));
        assertThatCode(() -> limits.requireRoom("192.0.2.2")).doesNotThrowAnyException();
        assertThat(meters.get("claviger.verification.throttled").tag("by", "address").counter().count()).isEqualTo(1);
    }

    @Test
    void a_client_has_room_until_guessing_from_anywhere_has_failed_as_often_as_allowed() {
        limits.failed("192.0.2.1", client);
        limits.failed("192.0.2.2", client);
        assertThatThrownBy(() -> limits.requireRoom("192.0.2.3", client)).isInstanceOf(OAuthException.class);
        assertThatCode(() -> limits.requireRoom("192.0.2.3", Identifiers.newClientId())).doesNotThrowAnyException();
    }

    @Test
    void a_minute_after_its_first_failure_there_is_room_again() {
        limits.failed("192.0.2.1");
        clock.pass(Duration.ofSeconds(59));
        limits.failed("192.0.2.1");
        assertThatThrownBy(() -> limits.requireRoom("192.0.2.1")).isInstanceOf(OAuthException.class);
        clock.pass(Duration.ofSeconds(1));
        assertThatCode(() -> limits.requireRoom("192.0.2.1")).doesNotThrowAnyException();
        limits.failed("192.0.2.1");
        assertThatCode(() -> limits.requireRoom("192.0.2.1")).as("counted anew").doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1,      2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1,      2001:db8:1:3::1,      false",
        "192.0.2.1,            192.0.2.2,            false",
        "::ffff:192.0.2.1,     ::ffff:192.0.2.2,     false",
        "::1,                  ::2,                  false",
        "0:0:0:0:0:0:0:1,      127.0.0.1,            false",
    })
    void an_ipv6_network_counts_as_one_caller(String one, String other, boolean together) {
        assertThat(CallerNetwork.of(one).equals(CallerNetwork.of(other))).isEqualTo(together);
    }
}
