package dev.claviger.credential.usage.fact;

import java.util.List;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;

/**
 * What a request needed: at a gateway the route's sets of scopes, of which one is needed whole; at a token endpoint the one set that was named.
 *
 * @param alternatives in the order declared; none where that is not known, or nothing was named
 */
public record Needs(List<Scopes> alternatives) {

    public static final Needs NONE = new Needs(List.of());

    /** It is part of a key, and an index takes no more than 2.7 KB for one. */
    private static final int LONGEST = 1_000;
    private static final String END = "\n";

    /** @throws IllegalArgumentException when all of them together are too long a text */
    static Needs of(List<Scopes> alternatives) {
        Needs needs = new Needs(List.copyOf(alternatives));
        if (needs.text().length() > LONGEST) {
            throw new IllegalArgumentException("facts: needs are at most " + LONGEST + " characters");
        }
        return needs;
    }

    static Needs ofText(String text) {
        return new Needs(text.lines().map(Scopes::parse).toList());
    }

    /** As the database keeps it. */
    String text() {
        StringBuilder text = new StringBuilder();
        alternatives.forEach(scopes -> text.append(scopes).append(END));
        return text.toString();
    }

    public boolean areKnown() {
        return !alternatives.isEmpty();
    }

    /** Whether who holds these scopes, by themselves or by what they imply, has what is needed. Unknown when {@link #areKnown()} is not so. */
    public boolean areMetBy(Scopes held, ScopeCatalogue catalogue) {
        return alternatives.stream().anyMatch(needed -> catalogue.entitles(held, needed));
    }
}
