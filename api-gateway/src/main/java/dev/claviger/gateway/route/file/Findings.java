package dev.claviger.gateway.route.file;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.RouteRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What reading the files brings to light: rules, the scopes and vectors in them, and everything that is wrong. */
public final class Findings {

    private final List<RouteRule> rules = new ArrayList<>();
    private final List<ScopeUse> scopes = new ArrayList<>();
    private final List<RouteVector> vectors = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    public List<RouteRule> rules() {
        return rules;
    }

    public List<ScopeUse> scopes() {
        return scopes;
    }

    public List<RouteVector> vectors() {
        return vectors;
    }

    public List<String> problems() {
        return problems;
    }

    /** What is read, or null with its problems noted: the next one is read all the same. */
    public <T> T tried(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidRoutes invalid) {
            problems.addAll(invalid.problems());
            return null;
        }
    }

    /** @throws InvalidRoutes when a text is no scope's name, or that of one no request can have */
    Scopes scopes(Collection<Located> names, Located whole) {
        Collection<String> texts = new TreeSet<>();
        for (Located name : names) {
            String text = name.text();
            if (Scopes.isBuiltIn(text)) {
                throw name.problem("'" + text + "' is Claviger's own scope; no token for an environment has it");
            }
            texts.add(text);
            scopes.add(new ScopeUse(text, name.where()));
        }
        try {
            return Scopes.of(texts);
        } catch (IllegalArgumentException unusable) {
            throw whole.problem(unusable.getMessage());
        }
    }
}
