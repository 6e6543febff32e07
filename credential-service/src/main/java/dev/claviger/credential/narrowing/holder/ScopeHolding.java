package dev.claviger.credential.narrowing.holder;

import java.time.LocalDate;

/**
 * How many of a tenant's clients may use a scope.
 *
 * @param holders    registered for it, or for one that implies it
 * @param registered for it itself
 * @param lastUsedOn the last day on which a request at a gateway needed it; null when none is known
 */
public record ScopeHolding(String scope, long holders, long registered, LocalDate lastUsedOn) {

    public static ScopeHolding none(String scope) {
        return new ScopeHolding(scope, 0, 0, null);
    }

    /** How many are registered only for one that implies it. */
    public long throughAnother() {
        return holders - registered;
    }
}
