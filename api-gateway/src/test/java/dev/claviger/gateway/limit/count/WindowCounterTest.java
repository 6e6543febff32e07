package dev.claviger.gateway.limit.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowCounterTest {

    private final TestTime time = new TestTime("2026-01-31T23:59:58Z");
    private final Limit daily = TestLimits.of(LimitScope.ENVIRONMENT_QUOTA, 2, "P1D");
    private final WindowCounter counter = new WindowCounter(daily.rate(), time);

    @Test
    void begins_anew_at_midnight_utc() {
        assertThat(counter.take(daily)).isEqualTo(new Standing(daily, true, 1, 2));
        assertThat(counter.take(daily).admitted()).isTrue();
        time.pass(Duration.ofMillis(1999));
        assertThat(counter.take(daily)).isEqualTo(new Standing(daily, false, 0, 1));
        time.pass(Duration.ofMillis(1));
        assertThat(counter.take(daily)).isEqualTo(new Standing(daily, true, 1, 86_400));
    }

    @Test
    void takes_back_only_what_was_counted_in_this_window() {
        counter.take(daily);
        counter.take(daily);
        counter.giveBack();
        assertThat(counter.take(daily).remaining()).isZero();
        time.pass(Duration.ofSeconds(2));
        counter.giveBack();
        assertThat(counter.take(daily).remaining()).isEqualTo(1);
    }

    @Test
    void a_clock_set_back_does_not_count_from_nothing_again() {
        time.pass(Duration.ofSeconds(2));
        counter.take(daily);
        counter.take(daily);
        time.pass(Duration.ofSeconds(-1));

        assertThat(counter.take(daily).admitted()).isFalse();
    }

    @Test
    void a_clock_set_back_and_forth_does_not_give_it_twice() {
        time.pass(Duration.ofSeconds(2));
        counter.take(daily);
        time.pass(Duration.ofSeconds(-1));
        assertThat(counter.take(daily).admitted()).isTrue();
        time.pass(Duration.ofSeconds(1));

        assertThat(counter.take(daily).admitted()).isFalse();
    }

    @Test
    void a_changed_quota_goes_on_with_what_was_counted() {
        counter.take(daily);
        counter.take(daily);
        Limit raised = TestLimits.of(LimitScope.ENVIRONMENT_QUOTA, 3, "PT1H");
        Bucket next = counter.changedTo(raised.rate());

        assertThat(next.take(raised)).isEqualTo(new Standing(raised, true, 0, 2));
        assertThat(next.take(raised).admitted()).isFalse();
        assertThat(next.changedTo(daily.rate()).take(daily).admitted()).isFalse();
    }
}
