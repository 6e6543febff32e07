package dev.claviger.gateway.limit.count;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when a test says so, on both clocks. */
final class TestTime extends Clock implements Ticker {

    private final Instant begin;
    private long nanos;

    TestTime(String begin) {
        this.begin = Instant.parse(begin);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long read() {
        // The monotonic clock of a JVM begins anywhere.
        return nanos - 1_234_567_890_123L;
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
