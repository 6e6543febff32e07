package dev.claviger.credential.console.scope.form;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.ScopeView;

/**
 * What somebody typed about a scope, as it was typed. It has no rules; {@link #input} hands it to those of the admin API.
 *
 * @param version of what is edited; empty for a new one
 */
record ScopeFields(String name, String description, String criticality, Set<String> implies, Set<String> tokenTypes, String version) {

    private static final int EXISTS = 412;

    static ScopeFields blank() {
        return new ScopeFields("", "", "", Set.of(), Set.of("user", "account"), "");
    }

    static ScopeFields of(ScopeView scope, String version) {
        return new ScopeFields(scope.name(), scope.description(), scope.criticality(), new TreeSet<>(scope.implies()), new TreeSet<>(scope.tokenTypes()), version);
    }

    static ScopeFields of(MultivaluedMap<String, String> posted) {
        return new ScopeFields(one(posted, "name").strip(), one(posted, "description"), one(posted, "criticality"), all(posted, "implies"), all(posted, "token_types"), one(posted, "version"));
    }

    /** Under the names the admin API has. */
    JsonInput input() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("description", description);
        members.put("criticality", criticality);
        members.put("implies", List.copyOf(implies));
        members.put("token_types", List.copyOf(tokenTypes));
        return JsonInput.of(members);
    }

    /** The same mistakes, in words for who fills in a form. */
    FieldErrors worded(Problem problem) {
        if (problem.status() == EXISTS) {
            return new FieldErrors(Map.of("name", "is taken: there is a scope of that name"));
        }
        Map<String, String> texts = new LinkedHashMap<>(FieldErrors.of(problem).texts());
        word(texts, "name", name.isEmpty(), "is missing: what will a token say?");
        word(texts, "description", description.isBlank(), "is missing: what may be done with it?");
        word(texts, "criticality", criticality.isEmpty(), "is missing: choose one");
        word(texts, "token_types", tokenTypes.isEmpty(), "are missing: choose one at least");
        return new FieldErrors(texts);
    }

    private static void word(Map<String, String> texts, String field, boolean isEmpty, String text) {
        if (isEmpty) {
            texts.computeIfPresent(field, (name, wrong) -> text);
        }
    }

    boolean isNew() {
        return version.isEmpty();
    }

    ScopeFields at(String otherVersion) {
        return new ScopeFields(name, description, criticality, implies, tokenTypes, otherVersion);
    }

    private static String one(MultivaluedMap<String, String> posted, String field) {
        String value = posted.getFirst(field);
        return value == null ? "" : value;
    }

    private static Set<String> all(MultivaluedMap<String, String> posted, String field) {
        return new LinkedHashSet<>(posted.getOrDefault(field, List.of()));
    }
}
