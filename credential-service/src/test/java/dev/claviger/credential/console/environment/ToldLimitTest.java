package dev.claviger.credential.console.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.contract.RateLimit;

class ToldLimitTest {

    @ParameterizedTest
    @CsvSource({"PT1S, 1000 requests per second", "PT1M, 1000 requests per minute", "PT1H, 1000 requests per hour", "P1D, 1000 requests per day", "P31D, 1000 requests per 31 days",
            "PT10S, 1000 requests per 10 seconds", "PT90S, 1000 requests per 90 seconds", "PT36H, 1000 requests per 36 hours", "PT90M, 1000 requests per 90 minutes", "P1DT1S, 1000 requests per 86401 seconds", "PT2H, 1000 requests per 2 hours"})
    void says_exactly_how_long(Duration per, String text) {
        assertThat(ToldLimit.inWords(new RateLimit(1000, per)).replace(",", "")).isEqualTo(text);
    }
}
