package dev.claviger.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A revocation at its place in the feed.
 *
 * <p>Order is by position, not by clocks: tokens that carry an earlier position are covered, later ones were issued in
 * knowledge of it. Only a target with {@code issued_before} compares times as well, in whole seconds as {@code iat} has them.
 *
 * @param keepUntil when the last token it can concern has expired, clock skew included; after that it may be forgotten
 */
public record Revocation(long position, RevocationTarget target, Instant keepUntil) {

    /**
     * How long an issuer that has lost the feed may at most go on issuing in ignorance of a revocation, which must
     * therefore be kept for so much longer.
     */
    public static final Duration LONGEST_STALENESS = Duration.ofHours(1);

    /** Whether the token may no longer be used. */
    public boolean covers(AccessTokenClaims token) {
        return target.names(token) && token.position() < position
                && target.issuedBefore().map(instant -> token.issuedAt().isBefore(instant)).orElse(true);
    }

    Map<String, Object> toFields() {
        return Fields.ordered("position", position, "target", target.toFields(), "keep_until", keepUntil.getEpochSecond());
    }

    static Revocation of(Fields fields) {
        return new Revocation(fields.number("position"), RevocationTarget.of(fields.object("target")), fields.instant("keep_until"));
    }
}
