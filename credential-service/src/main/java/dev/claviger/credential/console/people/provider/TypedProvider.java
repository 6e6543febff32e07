package dev.claviger.credential.console.people.provider;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.credential.account.provider.ProviderView;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.problem.Problem;

/**
 * What somebody typed about an identity provider, as it was typed. It has no rules; {@link #input} hands it to those of the admin API.
 *
 * @param secret   another secret; empty keeps what is there. It is never shown again, not even beside a mistake
 * @param noSecret whether there is to be none
 * @param scopes   separated by spaces
 * @param version  of what is there; empty where there is none yet
 */
record TypedProvider(String issuer, String name, String clientId, String secret, boolean noSecret, boolean hasSecret, String scopes, String claim, boolean createPeople, boolean refusesPasswords,
        String version) {

    static final TypedProvider BLANK = new TypedProvider("", "", "", "", false, false, "openid email profile", "email", false, false, "");

    static TypedProvider of(ProviderView provider, String version) {
        return new TypedProvider(provider.issuer(), provider.name(), provider.clientId(), "", false, provider.hasClientSecret(), String.join(" ", provider.scopes()), provider.claim(),
                provider.createPeople(), "refused".equals(provider.passwords()), version);
    }

    static TypedProvider of(MultivaluedMap<String, String> posted) {
        return new TypedProvider(one(posted, "issuer").strip(), one(posted, "name"), one(posted, "client_id").strip(), one(posted, "client_secret"), posted.containsKey("no_secret"),
                posted.containsKey("has_secret"), one(posted, "scopes"), one(posted, "claim").strip(), posted.containsKey("create_people"), posted.containsKey("refuse_passwords"), one(posted, "version"));
    }

    /** Under the names the admin API has. */
    JsonInput input() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("name", name);
        members.put("client_id", clientId);
        if (noSecret) {
            members.put("client_secret", null);
        } else if (!secret.isEmpty()) {
            members.put("client_secret", secret);
        }
        members.put("scopes", Arrays.stream(scopes.strip().split("\\s+")).filter(scope -> !scope.isEmpty()).toList());
        members.put("claim", claim.isEmpty() ? null : claim);
        members.put("create_people", createPeople);
        members.put("passwords", refusesPasswords ? "refused" : "allowed");
        return JsonInput.of(members);
    }

    /** The same mistakes, in words for who fills in a form. */
    FieldErrors worded(Problem problem) {
        Map<String, String> texts = new LinkedHashMap<>(FieldErrors.of(problem).texts());
        texts.computeIfPresent("client_secret", (field, wrong) -> wrong.startsWith("is required") ? "is needed again: the one before was for another provider or client" : wrong);
        return new FieldErrors(texts);
    }

    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("Address of the provider", issuer);
        told.put("Name on the button", name);
        told.put("Client identifier", clientId);
        told.put("Asks for", scopes);
        told.put("Names people by", claim);
        told.put("Makes members of strangers", createPeople ? "yes" : "no");
        told.put("Passwords", refusesPasswords ? "refused" : "allowed");
        return told;
    }

    public boolean isNew() {
        return version.isEmpty();
    }

    /** With what is there now, and without the secret that was typed. */
    TypedProvider at(String otherVersion, boolean secretIsThere) {
        return new TypedProvider(issuer, name, clientId, "", noSecret, secretIsThere, scopes, claim, createPeople, refusesPasswords, otherVersion);
    }

    private static String one(MultivaluedMap<String, String> posted, String field) {
        String value = posted.getFirst(field);
        return value == null ? "" : value;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "identity provider " + issuer;
    }
}
