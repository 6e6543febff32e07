package dev.claviger.credential.console.page;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.claviger.credential.problem.Problem;

/**
 * What was wrong with a form, by the names the admin API has for its members, which are those of the fields.
 *
 * @param texts in the order in which they were found
 */
public record FieldErrors(Map<String, String> texts) {

    public static final FieldErrors NONE = new FieldErrors(Map.of());

    private static final String FORM = "form";
    /** Where the page calls a field otherwise than the admin API. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            entry("contact_email", "technical contact"), entry("redirect_uris", "redirect addresses"),
            entry("post_logout_redirect_uris", "addresses after signing out"), entry("access_token_lifetime", "lifetime of tokens"),
            entry("secret_lifetime", "lifetime of secrets"), entry("grant_types", "who asks for tokens"), entry("previous_valid_for", "overlap"),
            entry("key_name", "name of the key"), entry("cors_origins", "origins of browsers"), entry("rate_limit", "rate of all applications"),
            entry("client_rate_limit", "rate of each application"), entry("quota", "quota of all applications"),
            entry("client_quota", "quota of each application"),
            entry("implies", "what it includes"), entry("token_types", "whom a token may stand for"),
            entry("username", "user name"), entry("email", "e-mail address"), entry("id", "identifier"), entry("refresh_token_lifetime", "lifetime of refresh tokens"),
            entry("issuer", "address of the provider"), entry("client_id", "client identifier"), entry("client_secret", "client secret"),
            entry("admin_name", "their name"), entry("admin_email", "their e-mail address"), entry("admin_username", "their user name"));

    /** @param problem whose errors are of members; one that is of none is told above the form, under the name {@code form} */
    public static FieldErrors of(Problem problem) {
        return new FieldErrors(problem.errors().isEmpty() ? Map.of(FORM, problem.getMessage()) : problem.errors());
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** What stands beside the field; empty where it is as it should be. */
    public String of(String field) {
        return has(field) ? label(field) + " " + texts.get(field) : "";
    }

    public boolean has(String field) {
        return texts.containsKey(field);
    }

    public List<Told> all() {
        return texts.entrySet().stream().map(error -> new Told(error.getKey(), label(error.getKey()), error.getValue())).toList();
    }

    private static String label(String field) {
        String words = LABELS.getOrDefault(field, field.replace('_', ' '));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** One of them, with where it leads. */
    public record Told(String field, String label, String text) {

        public boolean isOfField() {
            return !field.equals(FORM);
        }
    }
}
