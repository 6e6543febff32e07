package dev.claviger.credential.narrowing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.usage.fact.NeedUse;

/**
 * A client, and when its requests last needed each scope it may use.
 *
 * @param lastUses empty where no such request is known
 */
record HoldingClient(String id, String name, String environment, boolean disabled, Scopes registered, Map<String, Optional<LocalDate>> lastUses) {

    static HoldingClient of(String id, String name, String environment, boolean disabled, Scopes registered, List<NeedUse> uses, ScopeCatalogue catalogue) {
        TakenScopes taken = new TakenScopes(registered, catalogue, uses.stream().map(NeedUse::needs).toList());
        Map<String, Optional<LocalDate>> lastUses = new TreeMap<>();
        catalogue.withImplied(registered).names().forEach(scope -> lastUses.put(scope, uses.stream()
                .filter(use -> taken.by(use.needs()).filter(scopes -> scopes.contains(scope)).isPresent()).map(NeedUse::lastOn).max(LocalDate::compareTo)));
        return new HoldingClient(id, name, environment, disabled, registered, lastUses);
    }

    ScopeHolder holder(String scope) {
        return new ScopeHolder(id, name, environment, disabled, registered.contains(scope), lastUses.get(scope).orElse(null));
    }
}
