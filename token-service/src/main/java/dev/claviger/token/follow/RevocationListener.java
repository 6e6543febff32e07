package dev.claviger.token.follow;

import dev.claviger.contract.RevocationTarget;

/**
 * Hears of each revocation once it is known here, and again of all that still stand whenever a snapshot is taken: what was recorded while
 * nobody listened is among them. Called on an event loop, so it must not block.
 */
public interface RevocationListener {

    void revoked(RevocationTarget target);
}
