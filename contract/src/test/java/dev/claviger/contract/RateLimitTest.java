package dev.claviger.contract;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

    @ParameterizedTest
    @CsvSource({"0, PT1M, requests", "-1, PT1M, requests", "1000000001, PT1M, requests", "1, PT0S, per", "1, PT0.5S, per", "1, PT1.5S, per", "1, P32D, per", "1, PT-1S, per"})
    void refuses_what_limits_nothing_or_everything(long requests, Duration per, String named) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(requests, per)).withMessageStartingWith(named + ":");
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "50, PT1M", "1000000000, P31D"})
    void accepts_whole_seconds_up_to_a_month(long requests, Duration per) {
        assertThatNoException().isThrownBy(() -> new RateLimit(requests, per));
    }
}
