package dev.claviger.credential.console.people.form;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.problem.Problem;
import dev.claviger.pages.ShownName;

/**
 * What somebody typed about a person, as it was typed. It has no rules; {@link #input} hands it to those of the admin API.
 *
 * @param isLimited whether applications that act for the person may have some scopes only
 * @param scopes    which
 * @param invites   whether a link is sent, for a new one
 * @param version   of who is edited; empty for a new one
 * @param nonce     of a new one: two that are sent with the same make one person
 */
record TypedPerson(String username, String name, String email, String role, boolean isLimited, Set<String> scopes, boolean invites, String version, String nonce) {

    private static final List<String> FIELDS = List.of("name", "email", "username", "role", "scopes");

    static TypedPerson blank(String nonce) {
        return new TypedPerson("", "", "", "member", false, Set.of(), true, "", nonce);
    }

    static TypedPerson of(PersonView person, String version) {
        return new TypedPerson(person.username(), text(person.name()), text(person.email()), person.role(), person.scopes() != null,
                person.scopes() == null ? Set.of() : new LinkedHashSet<>(person.scopes()), false, version, "");
    }

    static TypedPerson of(MultivaluedMap<String, String> posted) {
        return new TypedPerson(one(posted, "username").strip(), one(posted, "name"), one(posted, "email").strip(), one(posted, "role"), posted.containsKey("limited"),
                new LinkedHashSet<>(posted.getOrDefault("scopes", List.of())), posted.containsKey("invite"), one(posted, "version"), one(posted, "nonce"));
    }

    /** Under the names the admin API has. Who has no user name of its own signs in with the e-mail address. */
    JsonInput input() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("username", username.isEmpty() ? email : username);
        members.put("name", orNull(name.strip()));
        members.put("email", orNull(email));
        members.put("role", role);
        members.put("scopes", isLimited ? List.copyOf(scopes) : null);
        if (isNew()) {
            members.put("invite", invites);
        }
        return JsonInput.of(members);
    }

    /** The same mistakes, in words for who fills in a form, in the order of the fields. */
    FieldErrors worded(Problem problem) {
        Map<String, String> found = FieldErrors.of(problem).texts();
        Map<String, String> texts = new LinkedHashMap<>();
        FIELDS.stream().filter(found::containsKey).forEach(field -> texts.put(field, found.get(field)));
        found.forEach(texts::putIfAbsent);
        if (username.isEmpty() && email.isEmpty()) {
            texts.computeIfPresent("username", (field, wrong) -> "is missing: give an e-mail address, or a name to sign in with");
        }
        return new FieldErrors(texts);
    }

    public boolean isNew() {
        return version.isEmpty();
    }

    public String shownName() {
        return ShownName.of(name.isBlank() ? username : name);
    }

    /** Each field in words, for who compares two of them. */
    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("Name", name.isBlank() ? "" : ShownName.of(name));
        told.put("E-mail address", email);
        told.put("User name", username);
        told.put("Role", role.replace('_', ' '));
        told.put("What applications may do", isLimited ? "only " + String.join(", ", new TreeSet<>(scopes)) : "everything");
        return told;
    }

    TypedPerson at(String otherVersion) {
        return new TypedPerson(username, name, email, role, isLimited, scopes, invites, otherVersion, nonce);
    }

    private static String one(MultivaluedMap<String, String> posted, String field) {
        String value = posted.getFirst(field);
        return value == null ? "" : value;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Without what is personal. */
    @Override
    public String toString() {
        return isNew() ? "a new person" : "a person at " + version;
    }
}
