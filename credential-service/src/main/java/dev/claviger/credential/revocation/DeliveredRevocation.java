package dev.claviger.credential.revocation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.claviger.contract.Fields;
import dev.claviger.contract.RevocationTarget;

/**
 * A revocation as token-service delivers it.
 *
 * @param id        the same whenever it is repeated
 * @param keepUntil when the last token it ends is over, where the deliverer knows
 */
record DeliveredRevocation(UUID id, RevocationTarget target, Optional<Instant> keepUntil) {

    /** @throws IllegalArgumentException naming what is wrong */
    static DeliveredRevocation of(Fields fields) {
        return new DeliveredRevocation(UUID.fromString(fields.text("id")), RevocationTarget.of(fields.object("target")), fields.optionalInstant("keep_until"));
    }

    /** Only of a single token can anybody know: of all others there may be some that the deliverer has not seen. */
    Optional<Instant> tokenOver() {
        return target.tokenId().isPresent() ? keepUntil : Optional.empty();
    }
}
