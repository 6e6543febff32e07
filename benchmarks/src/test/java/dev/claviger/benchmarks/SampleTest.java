package dev.claviger.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SampleTest {

    @Test
    void quantiles_are_in_microseconds() {
        Sample sample = sample(1_000, 2_000, 3_000, 4_000);

        assertThat(sample.quantile(0)).isEqualTo(1);
        assertThat(sample.quantile(0.5)).isEqualTo(3);
        assertThat(sample.quantile(1)).isEqualTo(4);
    }

    @Test
    void a_sample_that_is_always_slower_scores_high_and_one_that_is_alike_does_not() {
        Sample low = sample(1, 2, 3, 4, 5, 6, 7, 8);
        Sample high = sample(11, 12, 13, 14, 15, 16, 17, 18);

        assertThat(high.scoreAgainst(low)).isGreaterThan(3);
        assertThat(low.scoreAgainst(high)).isLessThan(-3);
        assertThat(high.slowerThan(low)).isEqualTo(1, within(1e-9));
        assertThat(sample(1, 3, 5, 7).slowerThan(sample(0, 2, 6, 8))).isEqualTo(0.5, within(1e-9));
    }

    private static Sample sample(long... nanos) {
        Sample sample = new Sample("sample", nanos.length);
        for (long value : nanos) {
            sample.add(value);
        }
        return sample;
    }
}
