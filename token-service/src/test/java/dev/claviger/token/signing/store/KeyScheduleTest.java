package dev.claviger.token.signing.store;

import dev.claviger.token.TestSettings;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Keys are published before they sign, and kept until their last token has expired")
class KeyScheduleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofHours(1);

    private final KeySchedule schedule = new KeySchedule(TestSettings.defaults(SigningConfig.class));
    private final ScheduledKey first = new ScheduledKey("first", SigningAlgorithm.ES256, START);
    private final ScheduledKey second = new ScheduledKey("second", SigningAlgorithm.ES256, START.plus(PERIOD));

    @Test
    void the_very_first_key_signs_at_once() {
        assertThat(schedule.nextKey(List.of(), START)).contains(START);
    }

    @Test
    void the_next_key_is_made_one_publication_time_before_it_is_due() {
        Instant due = START.plus(PERIOD);
        assertThat(schedule.nextKey(List.of(first), due.minus(AHEAD).minusSeconds(1))).isEmpty();
        assertThat(schedule.nextKey(List.of(first), due.minus(AHEAD))).contains(due);
    }

    @Test
    void after_a_long_stop_the_next_key_is_still_published_ahead() {
        Instant late = START.plus(PERIOD.multipliedBy(3));
        assertThat(schedule.nextKey(List.of(first), late)).contains(late.plus(AHEAD));
    }

    @Test
    void one_key_on_its_way_is_enough() {
        assertThat(schedule.nextKey(List.of(first, second), START.plus(PERIOD).minus(AHEAD))).isEmpty();
    }

    @Test
    void another_algorithm_rotates() {
        KeySchedule rsa = new KeySchedule(TestSettings.of(SigningConfig.class, Map.of("claviger.signing.algorithm", "RS256")));
        assertThat(rsa.nextKey(List.of(first), START.plusSeconds(60))).contains(START.plusSeconds(60).plus(AHEAD));
    }

    @Test
    void replicas_with_old_and_new_settings_do_not_outbid_each_other() {
        ScheduledKey rsa = new ScheduledKey("rsa", SigningAlgorithm.RS256, START.plusSeconds(60).plus(AHEAD));
        assertThat(schedule.nextKey(List.of(first, rsa), START.plusSeconds(120))).isEmpty();
    }

    @Test
    @DisplayName("retired + longest token lifetime + 5 s of clock skew")
    void a_retired_key_goes_when_its_last_token_has_expired() {
        Instant lastTokenExpires = second.signsFrom().plus(Duration.ofDays(1));
        assertThat(schedule.outlived(List.of(second, first), lastTokenExpires.plusSeconds(4))).isEmpty();
        assertThat(schedule.outlived(List.of(second, first), lastTokenExpires.plusSeconds(5))).containsExactly(first);
    }

    @Test
    void the_key_that_signs_never_goes() {
        assertThat(schedule.outlived(List.of(first), START.plus(Duration.ofDays(4_000)))).isEmpty();
    }

    @Test
    void a_publication_time_beyond_the_period_is_refused_by_name() {
        SigningConfig config = TestSettings.of(SigningConfig.class, Map.of("claviger.signing.rotation-period", "PT1H"));
        assertThatThrownBy(() -> new KeySchedule(config)).hasMessageContaining("claviger.signing.publish-ahead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H", "PT1M59.999S"})
    void a_publication_time_that_gateways_would_miss_is_refused_by_name(String tooShort) {
        SigningConfig config = TestSettings.of(SigningConfig.class, Map.of("claviger.signing.publish-ahead", tooShort));
        assertThatThrownBy(() -> new KeySchedule(config)).hasMessageContaining("claviger.signing.publish-ahead must be at least PT2M");
    }

    @Test
    void the_shortest_publication_time_is_two_minutes() {
        KeySchedule shortest = new KeySchedule(TestSettings.of(SigningConfig.class, Map.of("claviger.signing.publish-ahead", "PT2M")));
        Instant due = START.plus(PERIOD);
        assertThat(shortest.nextKey(List.of(first), due.minusSeconds(120))).contains(due);
    }
}
