package dev.claviger.credential.console.environment.form;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.problem.Problem;

/**
 * What somebody typed about an environment, as it was typed: so that it can be shown again beside what was wrong with it. It has no rules;
 * {@link #input} hands it to those of the admin API.
 *
 * @param hosts     one a line; so are upstreams, token paths and origins
 * @param audience  empty for the one that follows from the name
 * @param limits    all four there can be
 * @param version   of what is edited; empty for a new one
 */
record EnvironmentForm(String name, String hosts, String upstreams, String audience, String tokenPaths, boolean requireApiKey, String corsOrigins, List<LimitField> limits, String version) {

    private static final Pattern LINES = Pattern.compile("[\\s,]+");
    private static final List<String> LIMITS = List.of("rate_limit", "client_rate_limit", "quota", "client_quota");
    /** As they follow each other on the page; what is of none comes last. */
    private static final List<String> FIELDS = List.of("name", "hosts", "upstreams", "audience", "token_paths", "cors_origins", "rate_limit", "client_rate_limit", "quota", "client_quota");

    static EnvironmentForm blank() {
        return new EnvironmentForm("", "", "", "", "", false, "", LIMITS.stream().map(LimitField::blank).toList(), "");
    }

    static EnvironmentForm of(EnvironmentView environment, String version) {
        return new EnvironmentForm(environment.name(), lines(environment.hosts()), lines(environment.upstreams()), environment.audience(), lines(environment.tokenPaths()),
                environment.requireApiKey(), lines(environment.corsOrigins()), List.of(LimitField.of(LIMITS.get(0), environment.rateLimit()),
                        LimitField.of(LIMITS.get(1), environment.clientRateLimit()), LimitField.of(LIMITS.get(2), environment.quota()), LimitField.of(LIMITS.get(3), environment.clientQuota())), version);
    }

    static EnvironmentForm of(MultivaluedMap<String, String> posted) {
        return new EnvironmentForm(one(posted, "name").strip(), one(posted, "hosts"), one(posted, "upstreams"), one(posted, "audience").strip(), one(posted, "token_paths"),
                posted.containsKey("require_api_key"), one(posted, "cors_origins"), LIMITS.stream().map(name -> LimitField.of(name, posted)).toList(), one(posted, "version"));
    }

    /** Under the names the admin API has. */
    JsonInput input() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("hosts", separated(hosts));
        members.put("upstreams", separated(upstreams));
        members.put("audience", audience.isEmpty() ? null : audience);
        members.put("token_paths", separated(tokenPaths));
        members.put("require_api_key", requireApiKey);
        members.put("cors_origins", separated(corsOrigins));
        limits.forEach(limit -> members.put(limit.name(), limit.member()));
        return JsonInput.of(members);
    }

    /** The same mistakes, in words for who fills in a form. */
    FieldErrors worded(Problem problem) {
        Map<String, String> texts = new TreeMap<>(Comparator.comparingInt((String field) -> (FIELDS.indexOf(field) + FIELDS.size() + 1) % (FIELDS.size() + 1)).thenComparing(Comparator.naturalOrder()));
        texts.putAll(FieldErrors.of(problem).texts());
        if (name.isEmpty()) {
            texts.computeIfPresent("name", (field, wrong) -> "is missing: what is this stage called?");
        }
        limits.forEach(limit -> texts.computeIfPresent(limit.name(), (field, wrong) -> "must be a whole number from 1 to 1,000,000,000, or nothing"));
        return new FieldErrors(texts);
    }

    public boolean isNew() {
        return version.isEmpty();
    }

    public boolean hasMore() {
        return !tokenPaths.isBlank() || !corsOrigins.isBlank();
    }

    public boolean hasLimits() {
        return limits.stream().anyMatch(limit -> !limit.requests().isEmpty());
    }

    /** Each field in words, for who compares two of them. */
    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("Hosts", String.join(", ", separated(hosts)));
        told.put("Upstreams", String.join(", ", separated(upstreams)));
        told.put("Audience", audience);
        told.put("Token paths", String.join(", ", separated(tokenPaths)));
        told.put("API key", requireApiKey ? "demanded" : "not demanded");
        told.put("Origins of browsers", String.join(", ", separated(corsOrigins)));
        told.put("Limit for all", limits.get(0).told());
        told.put("Limit for each application", limits.get(1).told());
        told.put("Quota of all", limits.get(2).told());
        told.put("Quota of each application", limits.get(3).told());
        return told;
    }

    EnvironmentForm at(String otherVersion) {
        return new EnvironmentForm(name, hosts, upstreams, audience, tokenPaths, requireApiKey, corsOrigins, limits, otherVersion);
    }

    EnvironmentForm named(String known) {
        return new EnvironmentForm(known, hosts, upstreams, audience, tokenPaths, requireApiKey, corsOrigins, limits, version);
    }

    static String one(MultivaluedMap<String, String> posted, String field) {
        String value = posted.getFirst(field);
        return value == null ? "" : value;
    }

    private static List<String> separated(String text) {
        return Arrays.stream(LINES.split(text.strip())).filter(part -> !part.isEmpty()).toList();
    }

    private static String lines(Collection<String> values) {
        return String.join("\n", values);
    }
}
