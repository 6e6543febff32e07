package dev.claviger.gateway.limit.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalCountersTest {

    private final TestTime time = new TestTime("2026-01-31T12:00:00Z");
    private final LocalCounters counters = new LocalCounters(time, time);

    private static Limit client(long requests) {
        return TestLimits.of(LimitScope.CLIENT, requests, "PT1M");
    }

    private static Limit environment(long requests) {
        return TestLimits.of(LimitScope.ENVIRONMENT, requests, "PT1M");
    }

    private static Limit quota(long requests) {
        return TestLimits.of(LimitScope.ENVIRONMENT_QUOTA, requests, "P1D");
    }

    @Test
    void counts_against_none_when_one_refuses() {
        assertThat(counters.countNow(List.of(quota(1))).admitted()).isTrue();
        for (int n = 0; n < 10; n++) {
            Standing refused = counters.countNow(List.of(client(3), environment(3), quota(1)));
            assertThat(refused.admitted()).isFalse();
            assertThat(refused.limit()).isEqualTo(quota(1));
        }
        assertThat(counters.countNow(List.of(client(3), environment(3))).remaining()).isEqualTo(2);
    }

    @Test
    void tells_the_tightest() {
        assertThat(counters.countNow(List.of(client(5), environment(3), quota(9))).limit()).isEqualTo(environment(3));
        assertThat(new LocalCounters(time, time).countNow(List.of(client(2), environment(9))).limit()).isEqualTo(client(2));
    }

    @Test
    void of_two_equally_tight_tells_the_one_that_takes_longer() {
        assertThat(counters.countNow(List.of(client(3), quota(3))).limit()).isEqualTo(quota(3));
        assertThat(new LocalCounters(time, time).countNow(List.of(quota(3), client(3))).limit()).isEqualTo(quota(3));
    }

    @Test
    void a_changed_limit_counts_at_once_and_refills_nothing() {
        counters.countNow(List.of(environment(2)));
        counters.countNow(List.of(environment(2)));

        assertThat(counters.countNow(List.of(environment(100))).admitted()).isFalse();
        time.pass(Duration.ofMillis(600));
        assertThat(counters.countNow(List.of(environment(100))).admitted()).isTrue();
        assertThat(counters.countNow(List.of(environment(100))).admitted()).isFalse();
    }

    @Test
    void foresees_exactly_what_comes_and_changes_nothing_by_it() {
        List<Limit> limits = List.of(client(2), environment(9), quota(3));
        for (int n = 0; n < 5; n++) {
            Standing foreseen = counters.foresee(limits);
            assertThat(counters.foresee(limits)).isEqualTo(foreseen);
            assertThat(counters.countNow(limits)).isEqualTo(foreseen);
            time.pass(Duration.ofSeconds(n == 2 ? 30 : 0));
        }
        assertThat(counters.countNow(List.of(environment(9))).remaining()).as("it was full again after half a minute; since then one was counted, and this one").isEqualTo(7);
    }

    @Test
    void makes_no_counter_for_what_is_only_foreseen_and_changes_none() {
        assertThat(counters.foresee(List.of(client(1), quota(1))).admitted()).isTrue();
        assertThat(counters.size()).isZero();
        counters.countNow(List.of(client(1)));
        time.pass(Duration.ofSeconds(59));
        assertThat(counters.foresee(List.of(client(1))).seconds()).isEqualTo(1);
        assertThat(counters.foresee(List.of(client(60))).admitted()).as("a changed limit, of which nothing is refilled").isFalse();
        assertThat(counters.countNow(List.of(client(60))).admitted()).isFalse();
    }

    @Test
    void forgets_a_counter_when_a_new_one_would_say_the_same() {
        counters.countNow(List.of(client(1)));
        time.pass(Duration.ofMillis(59_999));
        assertThat(counters.countNow(List.of(client(1))).admitted()).isFalse();
        time.pass(Duration.ofMinutes(2));
        assertThat(counters.countNow(List.of(quota(1), client(1))).admitted()).isTrue();
        assertThat(counters.size()).isEqualTo(2);
    }
}
