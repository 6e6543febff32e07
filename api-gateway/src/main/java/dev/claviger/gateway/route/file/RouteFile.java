package dev.claviger.gateway.route.file;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.PathPattern;
import dev.claviger.gateway.route.RouteLimits;
import dev.claviger.gateway.route.RouteRule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a route file: {@code routes: [{id, methods, path, hosts?, allow: [[scope, ..], ..], api_key?: true | public: true, rate_limit?,
 * client_rate_limit?, vectors?}], vectors?}.
 * Everything that is wrong is reported, not only the first.
 */
public final class RouteFile {

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("id", "methods", "path", "hosts", "allow", "public", "api_key", "rate_limit", "client_rate_limit", "vectors"));
    private static final Set<String> DOCUMENT_KEYS = new LinkedHashSet<>(List.of("routes", "vectors"));
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,30}");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
    private static final Set<String> NOT_FOR_RULES = Set.of("CONNECT", "TRACE", "HEAD");

    private final Findings findings;
    private final VectorReader vectors;
    private final Map<String, String> ids = new HashMap<>();

    public RouteFile(Findings findings) {
        this.findings = findings;
        this.vectors = new VectorReader(findings);
    }

    public void read(Located document) {
        findings.problems().addAll(Located.unknown(document.members(), DOCUMENT_KEYS));
        document.required("routes").elements().forEach(rule -> findings.tried(() -> {
            read(rule, rule.members());
            return rule;
        }));
        document.member("vectors").ifPresent(beside -> vectors.read(beside, null, List.of()));
    }

    private void read(Located rule, Map<String, Located> members) {
        int before = findings.problems().size();
        findings.problems().addAll(Located.unknown(members, KEYS));
        String id = findings.tried(() -> id(required(rule, members, "id")));
        Set<String> methods = findings.tried(() -> methods(required(rule, members, "methods")));
        PathPattern path = findings.tried(() -> path(required(rule, members, "path")));
        List<String> hosts = findings.tried(() -> members.containsKey("hosts") ? hosts(members.get("hosts")) : List.<String>of());
        List<Scopes> allow = findings.tried(() -> allow(rule, members));
        Boolean apiKey = findings.tried(() -> apiKey(members));
        RouteLimits limits = findings.tried(() -> LimitReader.read(members));
        if (findings.problems().size() == before) {
            findings.rules().add(new RouteRule(id, methods, path, hosts, allow, apiKey, limits, rule.where()));
            rule.member("vectors").ifPresent(own -> vectors.read(own, id, hosts));
        }
    }

    private static Located required(Located rule, Map<String, Located> members, String key) {
        if (!members.containsKey(key)) {
            throw rule.problem("the rule has no '" + key + "'");
        }
        return members.get(key);
    }

    private String id(Located value) {
        String id = value.text();
        if (!ID.matcher(id).matches()) {
            throw value.problem("an id is 1 to 100 letters, digits and . _ : / -");
        }
        String other = ids.putIfAbsent(id, value.where());
        if (other != null) {
            throw value.problem("the id '" + id + "' is taken by the rule in " + other);
        }
        return id;
    }

    private static Set<String> methods(Located value) {
        Set<String> methods = new LinkedHashSet<>();
        for (Located element : value.elements()) {
            String method = element.text();
            if (method.equals("HEAD")) {
                throw element.problem("HEAD goes with GET and is not declared");
            }
            if (!METHOD.matcher(method).matches() || NOT_FOR_RULES.contains(method)) {
                throw element.problem("'" + method + "' is no method a rule can be for; methods are upper case");
            }
            if (!methods.add(method)) {
                throw element.problem(method + " stands twice");
            }
        }
        if (methods.isEmpty()) {
            throw value.problem("a rule is for at least one method");
        }
        return methods;
    }

    private static PathPattern path(Located value) {
        try {
            return PathPattern.of(value.text());
        } catch (IllegalArgumentException unusable) {
            throw value.problem(unusable.getMessage());
        }
    }

    private static List<String> hosts(Located value) {
        for (Located element : value.elements()) {
            if (!HOST.matcher(element.text()).matches()) {
                throw element.problem("'" + element.text() + "' is no host: lower case, no port, exact or *.suffix");
            }
        }
        if (value.elements().isEmpty()) {
            throw value.problem("leave 'hosts' out for every host");
        }
        return value.texts();
    }

    private List<Scopes> allow(Located rule, Map<String, Located> members) {
        boolean open = members.containsKey("public") && members.get("public").isTrue();
        if (open == members.containsKey("allow")) {
            throw rule.problem("a rule says either 'allow' or 'public: true'");
        }
        if (open) {
            return null;
        }
        List<Scopes> alternatives = members.get("allow").elements().stream().map(alternative -> findings.scopes(alternative.elements(), alternative)).toList();
        if (alternatives.isEmpty()) {
            throw members.get("allow").problem("'allow' lists at least one alternative; [[]] stands for any valid token");
        }
        return alternatives;
    }

    /** It adds to what the environment demands; a rule that could lift that would be read as if it did. */
    private static boolean apiKey(Map<String, Located> members) {
        Located value = members.get("api_key");
        if (value == null) {
            return false;
        }
        if (!value.isTrue() || members.containsKey("public")) {
            throw value.problem("'api_key: true' goes with 'allow'; leave it out where no API key is demanded");
        }
        return true;
    }
}
