package dev.claviger.token.refresh;

import dev.claviger.token.grant.HeldGrant;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A refresh token as it is stored, with its grant.
 *
 * @param grantEnded      whether the grant was ended here
 * @param accessTokenId   {@code jti} of the access token it came with
 * @param spentAt         when it was exchanged for its successor
 * @param successorSpent  whether that was used as well
 * @param answer          what it was exchanged for, sealed; forgotten some time after the grace
 */
record StoredToken(HeldGrant grant, boolean grantEnded, Buffer hash, String accessTokenId, Instant accessExpiresAt, Instant expiresAt,
        Optional<Instant> spentAt, boolean successorSpent, Optional<Buffer> answer) {

    /** What presenting a refresh token means. */
    enum Meaning {
        /** It obtains what it stands for. */
        USE,
        /** Its exchange is asked for again: the answer was lost, or several asked at once. */
        REPEAT,
        /** Two hold the same token, and nobody can tell which of them is the client (RFC 9700 §4.14.2). */
        REUSE,
        /** The token has expired or its grant ended: there is nothing left to protect. */
        NOTHING
    }

    Meaning meaning(Instant now, Duration grace) {
        if (grantEnded || !now.isBefore(expiresAt)) {
            return Meaning.NOTHING;
        }
        if (spentAt.isEmpty()) {
            return Meaning.USE;
        }
        boolean inGrace = now.isBefore(spentAt.get().plus(grace));
        return inGrace && !successorSpent && answer.isPresent() ? Meaning.REPEAT : Meaning.REUSE;
    }
}
