package dev.claviger.credential.narrowing;

/**
 * How many of a tenant's clients may use a scope, and do.
 *
 * @param holders    registered for it, or for one that implies it
 * @param usedLately those of whose requests at gateways one needed it in the last thirty days
 * @param neverUsed  those of which no such request is known, as far back as days are kept
 */
public record ScopeHolding(String scope, long holders, long usedLately, long neverUsed) {
}
