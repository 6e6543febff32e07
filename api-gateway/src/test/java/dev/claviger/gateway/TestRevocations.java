package dev.claviger.gateway;

import dev.claviger.contract.GrantId;
import dev.claviger.contract.RevocationTarget;
import java.time.Instant;
import java.util.Optional;

/** Targets that name one thing, as callers of the admin API may. */
final class TestRevocations {

    private TestRevocations() {
    }

    static RevocationTarget ofToken(String tokenId) {
        return new RevocationTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(tokenId), Optional.empty());
    }

    static RevocationTarget ofGrant(String grant) {
        return new RevocationTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new GrantId(grant)), Optional.empty(), Optional.empty());
    }

    static RevocationTarget ofAllBefore(Instant instant) {
        return new RevocationTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(instant));
    }
}
