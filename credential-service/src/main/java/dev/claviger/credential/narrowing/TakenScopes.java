package dev.claviger.credential.narrowing;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.usage.fact.Needs;

/**
 * Which scopes a client's requests took, where a route leaves a choice: the one alternative its registration meets, else one that other requests take
 * anyway, else the first it meets. What it does not meet any more took nothing.
 */
final class TakenScopes {

    private final Map<Needs, Scopes> taken = new HashMap<>();
    private final ScopeCatalogue catalogue;

    TakenScopes(Scopes registered, ScopeCatalogue catalogue, Collection<Needs> asked) {
        this.catalogue = catalogue;
        Map<Needs, List<Scopes>> met = new HashMap<>();
        asked.forEach(needs -> met.put(needs, needs.alternatives().stream().filter(scopes -> catalogue.entitles(registered, scopes)).toList()));
        asked.stream().filter(needs -> met.get(needs).size() == 1).forEach(needs -> taken.put(needs, met.get(needs).get(0)));
        asked.stream().filter(needs -> met.get(needs).size() > 1).forEach(needs -> taken.computeIfAbsent(needs, open -> choice(met.get(needs))));
    }

    private Scopes choice(List<Scopes> met) {
        Scopes anyway = all();
        return met.stream().filter(scopes -> catalogue.entitles(anyway, scopes)).findFirst().orElse(met.get(0));
    }

    /** Empty where the registration does not suffice for it. */
    Optional<Scopes> by(Needs needs) {
        return Optional.ofNullable(taken.get(needs));
    }

    Scopes all() {
        Set<String> names = new TreeSet<>();
        taken.values().forEach(scopes -> names.addAll(scopes.names()));
        return Scopes.of(names);
    }
}
