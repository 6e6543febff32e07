package dev.claviger.credential.console.page;

import java.util.Collection;
import java.util.List;

import dev.claviger.credential.scope.ScopeView;
import dev.claviger.pages.ShownName;

/** One of the catalogue to be chosen, with what it means to have it. */
public record ScopeChoice(String name, String description, String criticality, List<String> implies, boolean isChosen) {

    public static List<ScopeChoice> of(List<ScopeView> known, Collection<String> chosen) {
        return known.stream().map(scope -> new ScopeChoice(scope.name(), ShownName.sentence(scope.description()), scope.criticality(), scope.implies(), chosen.contains(scope.name()))).toList();
    }

    public String implied() {
        return String.join(" ", implies);
    }
}
