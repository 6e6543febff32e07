package dev.claviger.credential.narrowing.holder;

import java.time.LocalDate;

/**
 * A client that may use a scope.
 *
 * @param registered whether it is registered for the scope itself; otherwise for one that implies it
 * @param lastUsedOn the last day on which one of its requests at a gateway needed the scope; null when none is known
 */
public record ScopeHolder(String clientId, String name, String environment, boolean disabled, boolean registered, LocalDate lastUsedOn) {
}
