package dev.claviger.gateway.forward.upload;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * How much of a body a caller may send, how long nothing of it may come, how slowly it may come on the whole; and how long nothing of an answer's may be taken.
 *
 * @param most in bytes; 0 for no limit
 * @param rate in bytes a second, not counting the first longest pause; 0 for any
 * @param longestStall of an answer's body that waits for its caller
 */
public record BodyLimits(long most, Duration longestPause, long rate, Duration longestStall) {

    private static final long MILLI_NANOS = 1_000_000;
    private static final long MOST_FOR_A_TOKEN = 64 * 1024;

    /** A token endpoint is asked by anybody, and shortly. */
    public BodyLimits ofTokenEndpoint() {
        return new BodyLimits(most == 0 ? MOST_FOR_A_TOKEN : Math.min(most, MOST_FOR_A_TOKEN), longestPause, rate, longestStall);
    }

    /** @throws Refused 413 when the head announces more (RFC 9110 §15.5.14), before anybody has sent it */
    public void requireAnnounced(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isTooMuch(Long.parseLong(length))) {
            throw new Refused(Refusal.BODY_TOO_LARGE);
        }
    }

    public boolean isTooMuch(long bytes) {
        return most > 0 && bytes > most;
    }

    /** @param waitedNanos for the caller alone */
    public boolean isTooSlow(long bytes, long waitedNanos) {
        return rate > 0 && (waitedNanos - longestPause.toNanos()) / MILLI_NANOS > bytes * 1000 / rate;
    }
}
