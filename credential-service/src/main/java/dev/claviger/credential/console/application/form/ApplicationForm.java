package dev.claviger.credential.console.application.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.problem.Problem;
import dev.claviger.pages.ShownName;

/**
 * What somebody typed about an application, as it was typed: so that it can be shown again beside what was wrong with it. It has no rules;
 * {@link #input} hands it to those of the admin API.
 *
 * @param establishments one a line
 * @param redirectUris   one a line
 * @param isPublic       whether it has no secret; fixed once it exists
 * @param version        of what is edited; empty for a new one
 * @param nonce          of a new one: two that are sent with the same make one application
 */
record ApplicationForm(String name, String contact, String environment, Set<String> scopes, String establishments, boolean machine, boolean people, boolean refresh,
        boolean isPublic, boolean isNative, String redirectUris, String logoutUris, boolean requirePkce, String tokenLifetime, String secretLifetime, boolean retires,
        String version, String nonce) {

    private static final Pattern LINES = Pattern.compile("\\s+");
    private static final Pattern COMMAS = Pattern.compile("[\\s,]+");
    /** As they follow each other on the page; what is of none comes last. */
    private static final List<String> FIELDS = List.of("name", "environment", "contact_email", "scopes", "establishments", "secret_lifetime", "access_token_lifetime",
            "grant_types", "redirect_uris", "post_logout_redirect_uris");
    private static final String MACHINE = "client_credentials";
    private static final String PEOPLE = "authorization_code";
    private static final String REFRESH = "refresh_token";

    static ApplicationForm blank(String environment, String nonce) {
        return new ApplicationForm("", "", environment, Set.of(), "", true, false, false, false, false, "", "", true, "", "P365D", false, "", nonce);
    }

    static ApplicationForm of(ClientView client, String version) {
        return new ApplicationForm(client.name(), text(client.contactEmail()), client.environment(), new LinkedHashSet<>(client.scopes()), lines(client.establishments()),
                client.grantTypes().contains(MACHINE), client.grantTypes().contains(PEOPLE), client.grantTypes().contains(REFRESH),
                Application.PUBLIC.equals(client.tokenEndpointAuthMethod()), "native".equals(client.codeFlow().applicationType()), lines(client.codeFlow().redirectUris()),
                lines(client.codeFlow().postLogoutRedirectUris()), client.codeFlow().requirePkce(), text(client.accessTokenLifetime()), text(client.secretLifetime()),
                client.retireUnusedSecrets(), version, "");
    }

    static ApplicationForm of(MultivaluedMap<String, String> posted) {
        return new ApplicationForm(one(posted, "name"), one(posted, "contact_email").strip(), one(posted, "environment"), all(posted, "scopes"), one(posted, "establishments"),
                posted.containsKey("machine"), posted.containsKey("people"), posted.containsKey("refresh"), posted.containsKey("public"), posted.containsKey("native"),
                one(posted, "redirect_uris"), one(posted, "post_logout_redirect_uris"), posted.containsKey("require_pkce"), one(posted, "access_token_lifetime"),
                one(posted, "secret_lifetime"), posted.containsKey("retire_unused_secrets"), one(posted, "version"), one(posted, "nonce"));
    }

    /** Under the names the admin API has. What the form does not show stays as it is. */
    JsonInput input() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("contact_email", orNull(contact));
        members.put("environment", environment);
        members.put("scopes", List.copyOf(scopes));
        members.put("establishments", separated(COMMAS, establishments));
        members.put("grant_types", grantTypes());
        members.put("application_type", isNative ? "native" : "web");
        members.put("redirect_uris", separated(LINES, redirectUris));
        members.put("post_logout_redirect_uris", separated(LINES, logoutUris));
        members.put("require_pkce", requirePkce);
        members.put("access_token_lifetime", orNull(tokenLifetime));
        if (isPublic) {
            members.put("token_endpoint_auth_method", Application.PUBLIC);
        } else {
            members.put("secret_lifetime", orNull(secretLifetime));
            members.put("retire_unused_secrets", retires);
        }
        return JsonInput.of(members);
    }

    private List<String> grantTypes() {
        List<String> types = new ArrayList<>();
        if (machine) {
            types.add(MACHINE);
        }
        if (people) {
            types.add(PEOPLE);
        }
        if (refresh) {
            types.add(REFRESH);
        }
        return types;
    }

    /** The same mistakes, in words for who fills in a form: what is empty is to be chosen. */
    FieldErrors worded(Problem problem) {
        Map<String, String> texts = new TreeMap<>(Comparator.comparingInt((String field) -> (FIELDS.indexOf(field) + FIELDS.size() + 1) % (FIELDS.size() + 1)).thenComparing(Comparator.naturalOrder()));
        texts.putAll(FieldErrors.of(problem).texts());
        word(texts, "name", name.isBlank(), "is missing: what will people know this application by?");
        word(texts, "environment", environment.isEmpty(), "is missing: choose one");
        word(texts, "scopes", scopes.isEmpty(), "are missing: choose at least one");
        word(texts, "grant_types", grantTypes().isEmpty(), "are missing: say who asks for tokens, the application itself, people, or both");
        word(texts, "redirect_uris", redirectUris.isBlank(), "are missing: where do people come back to after signing in?");
        return new FieldErrors(texts);
    }

    private static void word(Map<String, String> texts, String field, boolean isEmpty, String text) {
        if (isEmpty) {
            texts.computeIfPresent(field, (name, wrong) -> text);
        }
    }

    public boolean isNew() {
        return version.isEmpty();
    }

    public String shownName() {
        return ShownName.of(name);
    }

    public boolean hasOwnScopes() {
        return scopes.stream().anyMatch(Scopes::isBuiltIn);
    }

    /** The section about people stands open when something in it is said. */
    public boolean isAboutPeople() {
        return people || isPublic || !machine || !redirectUris.isBlank();
    }

    /** Each field in words, for who compares two of them. */
    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("Name", ShownName.of(name));
        told.put("Technical contact", contact);
        told.put("Environment", environment);
        told.put("Scopes", String.join(", ", new TreeSet<>(scopes)));
        told.put("Establishments", String.join(", ", separated(COMMAS, establishments)));
        told.put("Who asks for tokens", String.join(", ", grantTypes()));
        told.put("Redirect addresses", String.join(", ", separated(LINES, redirectUris)));
        told.put("Addresses after signing out", String.join(", ", separated(LINES, logoutUris)));
        told.put("Lifetime of tokens", tokenLifetime);
        told.put("Lifetime of secrets", secretLifetime);
        return told;
    }

    ApplicationForm at(String otherVersion) {
        return new ApplicationForm(name, contact, environment, scopes, establishments, machine, people, refresh, isPublic, isNative, redirectUris, logoutUris, requirePkce,
                tokenLifetime, secretLifetime, retires, otherVersion, nonce);
    }

    private static String one(MultivaluedMap<String, String> posted, String field) {
        String value = posted.getFirst(field);
        return value == null ? "" : value;
    }

    private static Set<String> all(MultivaluedMap<String, String> posted, String field) {
        return new LinkedHashSet<>(posted.getOrDefault(field, List.of()));
    }

    private static List<String> separated(Pattern by, String text) {
        return Arrays.stream(by.split(text.strip())).filter(part -> !part.isEmpty()).toList();
    }

    private static String lines(Collection<String> values) {
        return String.join("\n", values);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String text(Duration lifetime) {
        return lifetime == null ? "" : lifetime.toString();
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
