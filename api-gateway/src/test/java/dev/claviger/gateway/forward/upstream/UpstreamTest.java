package dev.claviger.gateway.forward.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.refuse.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UpstreamConfig config = TestUpstreamConfig.of(Map.of("claviger.upstream.ejection.failures", "3", "claviger.upstream.ejection.time", "PT10S", "claviger.upstream.ejection.longest-time", "PT30S"));
    private final Upstream upstream = new Upstream(Origin.of("http://a.test").orElseThrow(), config.ejection(), new UpstreamMetrics(registry));

    private void fail(int times, long now) {
        for (int i = 0; i < times; i++) {
            upstream.failed(now, Refusal.UPSTREAM_UNREACHABLE);
        }
    }

    private double ejectedNow() {
        return registry.get("claviger.upstream.ejected").gauge().value();
    }

    @Test
    void is_ejected_after_failures_in_a_row_and_not_before() {
        fail(2, 0);
        upstream.succeeded();
        fail(2, 0);
        assertThat(upstream.accepts(0)).isTrue();
        fail(1, 0);
        assertThat(upstream.accepts(SECOND)).isFalse();
        assertThat(ejectedNow()).isEqualTo(1);
    }

    @Test
    void is_counted_no_more_once_it_is_forgotten_whatever_is_under_way() {
        fail(3, 0);
        upstream.forget();
        assertThat(ejectedNow()).isZero();
        fail(3, 10 * SECOND);
        upstream.checked(false);
        upstream.checked(false);
        assertThat(ejectedNow()).isZero();
        upstream.succeeded();
        upstream.checked(true);
        assertThat(ejectedNow()).isZero();
    }

    @Test
    void is_tried_by_one_request_when_its_time_is_over() {
        fail(3, 0);
        assertThat(upstream.accepts(10 * SECOND)).isTrue();
        assertThat(upstream.accepts(10 * SECOND)).isFalse();
        assertThat(upstream.accepts(20 * SECOND)).isTrue();
    }

    @Test
    void is_left_out_for_twice_as_long_each_time_it_fails_again_up_to_a_limit() {
        fail(3, 0);
        upstream.accepts(10 * SECOND);
        fail(1, 10 * SECOND);
        assertThat(upstream.accepts(29 * SECOND)).isFalse();
        assertThat(upstream.accepts(30 * SECOND)).isTrue();
        fail(1, 30 * SECOND);
        assertThat(upstream.accepts(59 * SECOND)).isFalse();
        assertThat(upstream.accepts(60 * SECOND)).isTrue();
        fail(1, 60 * SECOND);
        assertThat(upstream.accepts(89 * SECOND)).isFalse();
        assertThat(upstream.accepts(90 * SECOND)).isTrue();
        assertThat(ejectedNow()).isEqualTo(1);
    }

    @Test
    void is_not_punished_for_requests_that_were_under_way_when_it_was_ejected() {
        fail(8, 0);
        assertThat(upstream.accepts(10 * SECOND)).isTrue();
    }

    @Test
    void returns_with_its_first_answer_as_if_nothing_had_been() {
        fail(3, 0);
        upstream.accepts(10 * SECOND);
        upstream.succeeded();
        assertThat(upstream.accepts(10 * SECOND)).isTrue();
        assertThat(ejectedNow()).isZero();
        fail(2, 10 * SECOND);
        assertThat(upstream.accepts(10 * SECOND)).isTrue();
    }

    @Test
    void gets_nothing_after_two_bad_checks_until_a_good_one_whatever_it_answers() {
        upstream.checked(false);
        assertThat(upstream.accepts(0)).isTrue();
        upstream.checked(false);
        upstream.checked(false);
        upstream.succeeded();
        assertThat(upstream.accepts(0)).isFalse();
        assertThat(ejectedNow()).isEqualTo(1);
        upstream.checked(true);
        assertThat(upstream.accepts(0)).isTrue();
        assertThat(ejectedNow()).isZero();
    }

    @Test
    void is_counted_no_longer_when_it_is_forgotten() {
        fail(3, 0);
        upstream.forget();
        assertThat(ejectedNow()).isZero();
    }

    @Test
    @DisplayName("what is told of it: nothing while it is well or has failed now and then, else since when and what it failed with last")
    void tells_its_trouble() {
        fail(2, 5 * SECOND);
        assertThat(upstream.trouble(6 * SECOND)).isEmpty();
        upstream.failed(7 * SECOND, Refusal.UPSTREAM_TIMEOUT);
        assertThat(upstream.trouble(9 * SECOND)).contains(new Trouble(Trouble.Kind.EJECTED, Optional.of(Refusal.UPSTREAM_TIMEOUT), 4 * SECOND));
        upstream.succeeded();
        assertThat(upstream.trouble(10 * SECOND)).isEmpty();
    }

    @Test
    void tells_that_it_fails_although_there_is_no_other() {
        for (int i = 0; i < 3; i++) {
            upstream.failedAlone(i * SECOND, Refusal.UPSTREAM_UNREACHABLE);
        }
        assertThat(upstream.trouble(5 * SECOND)).contains(new Trouble(Trouble.Kind.FAILING, Optional.of(Refusal.UPSTREAM_UNREACHABLE), 5 * SECOND));
        assertThat(ejectedNow()).isZero();
        upstream.succeeded();
        assertThat(upstream.trouble(5 * SECOND)).isEmpty();
    }

    @Test
    void tells_that_it_did_not_say_well() {
        upstream.checked(false);
        upstream.checked(false);
        assertThat(upstream.trouble(System.nanoTime())).hasValueSatisfying(trouble -> {
            assertThat(trouble.kind().label()).isEqualTo("unhealthy");
            assertThat(trouble.reason()).isEmpty();
            assertThat(trouble.nanos()).isBetween(0L, 60 * SECOND);
        });
        upstream.checked(true);
        assertThat(upstream.trouble(System.nanoTime())).isEmpty();
    }

    @Test
    void of_two_event_loops_the_worse_counts_and_the_longer_time() {
        Trouble failing = new Trouble(Trouble.Kind.FAILING, Optional.of(Refusal.UPSTREAM_TIMEOUT), 9);
        Trouble unhealthy = new Trouble(Trouble.Kind.UNHEALTHY, Optional.empty(), 4);
        assertThat(failing.and(unhealthy)).isEqualTo(unhealthy.and(failing)).isEqualTo(new Trouble(Trouble.Kind.UNHEALTHY, Optional.empty(), 9));
    }
}
