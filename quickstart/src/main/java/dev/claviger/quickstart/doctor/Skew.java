package dev.claviger.quickstart.doctor;

import dev.claviger.quickstart.doctor.look.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How far a clock may be from this machine's. Tokens are forgiven five seconds (docs/api.md, the token endpoint). */
final class Skew {

    private static final Duration NOTICEABLE = Duration.ofSeconds(2);
    private static final Duration FORGIVEN = Duration.ofSeconds(5);
    private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1);
    private static final String SUBJECT = "clock";
    private static final String MEND = "let chrony or systemd-timesyncd keep the time there (and on this machine, whose clock may be the wrong one)";

    private Skew() {
    }

    /** By the Date header (RFC 9110 §6.6.1); empty without one. */
    static Optional<Finding> of(String whose, Reply reply) {
        return reply.told().map(told -> of(whose, told, WHOLE_SECONDS, reply.asked(), reply.took()));
    }

    /**
     * It was told at some time between question and answer: what that leaves open speaks for the clock.
     *
     * @param told    the other clock, rounded down
     * @param rounded to what
     * @param asked   this machine's clock before
     * @param took    how long the answer took
     */
    static Finding of(String whose, Instant told, Duration rounded, Instant asked, Duration took) {
        Duration least = Duration.between(asked.plus(took), told);
        Duration most = Duration.between(asked, told.plus(rounded));
        Duration off = least.isNegative() ? most.isNegative() ? most : Duration.ZERO : least;
        if (off.isZero()) {
            return Finding.well(SUBJECT, whose + " shows the same time as this machine's clock");
        }
        String text = String.format(Locale.ROOT, "%s is %.1f s %s this machine's clock", whose, off.abs().toMillis() / 1000.0, off.isNegative() ? "behind" : "ahead of");
        if (off.abs().compareTo(FORGIVEN) > 0) {
            return Finding.failure(SUBJECT, text + ": services refuse each other's tokens beyond 5 s", MEND);
        }
        return off.abs().compareTo(NOTICEABLE) > 0 ? Finding.warning(SUBJECT, text + ": beyond 5 s tokens are refused", MEND) : Finding.well(SUBJECT, text);
    }
}
