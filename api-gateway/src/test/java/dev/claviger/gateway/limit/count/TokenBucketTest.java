package dev.claviger.gateway.limit.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.RateLimit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {

    private final TestTime time = new TestTime("2026-01-31T12:00:00Z");

    private static Limit limit(long requests, String per) {
        return TestLimits.of(LimitScope.ENVIRONMENT, requests, per);
    }

    private TokenBucket bucket(Limit limit) {
        return new TokenBucket(limit.rate(), time);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "7, PT1M", "50, PT1M", "1000, P31D", "999, PT1S"})
    void admits_exactly_as_many_as_it_says(int requests, String per) {
        Limit limit = limit(requests, per);
        TokenBucket bucket = bucket(limit);

        for (int n = 1; n <= requests; n++) {
            Standing standing = bucket.take(limit);
            assertThat(standing.admitted()).isTrue();
            assertThat(standing.remaining()).isEqualTo(requests - n);
        }
        assertThat(bucket.take(limit).admitted()).isFalse();
        assertThat(bucket.take(limit).remaining()).isZero();
    }

    @Test
    void refills_evenly_to_the_nanosecond() {
        Limit limit = limit(7, "PT1M");
        TokenBucket bucket = bucket(limit);
        for (int n = 0; n < 7; n++) {
            bucket.take(limit);
        }
        // A seventh of a minute is 8,571,428,571.43 nanoseconds.
        time.pass(Duration.ofNanos(8_571_428_571L));
        assertThat(bucket.take(limit).admitted()).isFalse();
        time.pass(Duration.ofNanos(1));
        assertThat(bucket.take(limit).admitted()).isTrue();
        assertThat(bucket.take(limit).admitted()).isFalse();
    }

    @Test
    void admits_over_a_long_time_what_the_rate_says_and_not_one_more() {
        Limit limit = limit(7, "PT1S");
        TokenBucket bucket = bucket(limit);
        int admitted = 0;
        for (int n = 0; n < 100_000; n++) {
            admitted += bucket.take(limit).admitted() ? 1 : 0;
            time.pass(Duration.ofMillis(1));
        }
        assertThat(admitted).isEqualTo(7 + 7 * 100 - 1);
    }

    @Test
    void does_not_save_up_more_than_it_holds() {
        Limit limit = limit(2, "PT1S");
        TokenBucket bucket = bucket(limit);
        time.pass(Duration.ofDays(400));

        assertThat(bucket.take(limit).admitted()).isTrue();
        assertThat(bucket.take(limit).admitted()).isTrue();
        assertThat(bucket.take(limit).admitted()).isFalse();
    }

    @Test
    void tells_when_it_is_full_again_and_when_the_next_is_admitted_in_seconds_rounded_up() {
        Limit limit = limit(2, "PT9S");
        TokenBucket bucket = bucket(limit);

        assertThat(bucket.take(limit).seconds()).isEqualTo(5);
        assertThat(bucket.take(limit).seconds()).isEqualTo(9);
        assertThat(bucket.take(limit).seconds()).isEqualTo(5);
        time.pass(Duration.ofMillis(500));
        assertThat(bucket.take(limit).seconds()).isEqualTo(4);
        time.pass(Duration.ofMillis(3999));
        assertThat(bucket.take(limit).seconds()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1000000000, PT1S", "1000000000, P31D", "1000000000, PT1M", "1, P31D"})
    void bears_the_largest_limits(long requests, String per) {
        Limit limit = limit(requests, per);
        TokenBucket bucket = bucket(limit);

        assertThat(bucket.take(limit)).isEqualTo(new Standing(limit, true, requests - 1, requests == 1 ? limit.rate().per().toSeconds() : 1));
        time.pass(limit.rate().per());
        assertThat(bucket.take(limit).remaining()).isEqualTo(requests - 1);
    }

    @Test
    void takes_back_what_was_counted() {
        Limit limit = limit(1, "PT1M");
        TokenBucket bucket = bucket(limit);
        bucket.take(limit);
        bucket.giveBack();

        assertThat(bucket.take(limit).admitted()).isTrue();
        assertThat(bucket.take(limit).admitted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10, 4, 3, 3", "10, 10, 20, 0", "10, 4, 100, 6", "10, 0, 100, 10", "10, 10, 3, 0"})
    void a_changed_limit_holds_no_more_than_was_left(long before, int taken, long after, long left) {
        Limit limit = limit(before, "PT1M");
        Bucket bucket = bucket(limit);
        for (int n = 0; n < taken; n++) {
            bucket.take(limit);
        }
        Limit changed = limit(after, "PT1H");
        Bucket next = bucket.changedTo(changed.rate());

        assertThat(next.rate()).isEqualTo(new RateLimit(after, Duration.ofHours(1)));
        for (long n = 0; n < left; n++) {
            assertThat(next.take(changed).admitted()).isTrue();
        }
        assertThat(next.take(changed).admitted()).isFalse();
    }

    @Test
    void is_exact_for_several_threads_at_once() throws Exception {
        Limit limit = limit(10_000, "PT1H");
        TokenBucket bucket = bucket(limit);
        AtomicInteger admitted = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                for (int n = 0; n < 4_000; n++) {
                    admitted.addAndGet(bucket.take(limit).admitted() ? 1 : 0);
                }
                done.countDown();
            }).start();
        }
        done.await();

        assertThat(admitted).hasValue(10_000);
    }
}
