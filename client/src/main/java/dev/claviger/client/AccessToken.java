package dev.claviger.client;

import java.time.Duration;
import java.time.Instant;

/** An access token and until when it is worth using. */
record AccessToken(String value, Instant useUntil) {

    /** A request begun with the token must still arrive with it, and clocks differ. */
    private static final Duration MARGIN = Duration.ofSeconds(30);
    /** Of a server that does not say (RFC 6749 §5.1 only recommends it): until the API refuses it, but no longer than this. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    /** @param lifetime in seconds, 0 when the server did not say */
    static AccessToken fetched(String value, long lifetime, Instant now) {
        Duration whole = lifetime > 0 ? Duration.ofSeconds(lifetime) : UNSAID;
        Duration tenth = whole.dividedBy(10);
        return new AccessToken(value, now.plus(whole).minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN));
    }

    boolean isFresh(Instant now) {
        return now.isBefore(useUntil);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "AccessToken[until " + useUntil + "]";
    }
}
