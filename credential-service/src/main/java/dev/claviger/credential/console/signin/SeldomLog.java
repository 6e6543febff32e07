package dev.claviger.credential.console.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Says what anybody may cause any number of times once a minute, so that nobody fills the log. */
final class SeldomLog {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Consumer<String> log;
    private final Clock clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    SeldomLog(Consumer<String> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void say(String text) {
        Instant now = clock.instant();
        Instant due = next.get();
        if (!now.isBefore(due) && next.compareAndSet(due, now.plus(PAUSE))) {
            log.accept(text);
        }
    }
}
