package dev.claviger.credential.narrowing.holder;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.narrowing.TakenScopes;
import dev.claviger.credential.usage.fact.NeedUse;

/**
 * A client, and when its requests last needed each scope it may use.
 *
 * @param lastUses of those of which such a request is known
 */
record HoldingClient(String id, Scopes registered, Map<String, LocalDate> lastUses) {

    static HoldingClient of(String id, Scopes registered, List<NeedUse> uses, ScopeCatalogue catalogue) {
        TakenScopes taken = new TakenScopes(registered, catalogue, uses.stream().map(NeedUse::needs).toList());
        Map<String, LocalDate> lastUses = new HashMap<>();
        uses.forEach(use -> taken.by(use.needs()).ifPresent(scopes -> scopes.forEach(
                scope -> lastUses.merge(scope, use.lastOn(), (one, other) -> one.isAfter(other) ? one : other))));
        return new HoldingClient(id, registered, lastUses);
    }
}
