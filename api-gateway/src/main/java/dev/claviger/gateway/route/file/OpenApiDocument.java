package dev.claviger.gateway.route.file;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.PathPattern;
import dev.claviger.gateway.route.RouteLimits;
import dev.claviger.gateway.route.RouteRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rules an OpenAPI 3 document implies: each operation under its path, behind the base path of its servers, needs
 * what its {@code security} says. Alternatives stay alternatives; the schemes of one are needed together. Only schemes that a bearer
 * token fulfils count, and beside one the API key in {@code x-api-key}: an alternative that asks for anything else cannot be fulfilled here
 * and is left out. So is one with the API key among others without: a route demands the key of all its callers or of none.
 */
public final class OpenApiDocument {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Set<String> NOT_FOR_RULES = Set.of("head", "trace");

    private final Located document;
    private final List<RouteRule> publicRules;
    private final Findings findings;
    private final Map<String, Located> schemes;

    /** What one requirement asks for. */
    private record Alternative(Scopes scopes, boolean apiKey) {
    }

    /** @param publicRules rules of route files; only they can open an operation that asks for nothing */
    public OpenApiDocument(Located document, List<RouteRule> publicRules, Findings findings) {
        this.document = document;
        this.publicRules = publicRules;
        this.findings = findings;
        this.schemes = document.member("components").flatMap(components -> components.member("securitySchemes")).map(Located::members).orElse(Map.of());
    }

    public void read() {
        findings.problems().addAll(OpenApiKeys.unknownInDocument(document));
        document.member("paths").map(Located::members).orElse(Map.of()).forEach((path, item) -> {
            if (!path.startsWith("x-")) {
                findings.tried(() -> {
                    read(path, item);
                    return item;
                });
            }
        });
    }

    private void read(String path, Located item) {
        findings.problems().addAll(OpenApiKeys.unknownInPath(item));
        if (item.member("$ref").isPresent()) {
            throw item.problem("a path given by $ref is not followed; write it out");
        }
        requireNoLoneHead(item);
        for (String method : METHODS) {
            item.member(method).filter(operation -> !NOT_FOR_RULES.contains(method)).ifPresent(operation -> findings.tried(() -> {
                read(path, item, method, operation);
                return operation;
            }));
        }
    }

    /** HEAD is allowed by what allows GET; a document that offers only HEAD would be promised something we refuse. */
    private static void requireNoLoneHead(Located item) {
        if (item.member("head").isPresent() && item.member("get").isEmpty()) {
            throw item.problem("HEAD goes with GET, which this path does not have");
        }
    }

    private void read(String path, Located item, String method, Located operation) {
        findings.problems().addAll(OpenApiKeys.unknownInOperation(operation));
        String verb = method.toUpperCase(Locale.ROOT);
        String id = operation.member("operationId").map(Located::text).orElse(verb + ":" + path);
        List<Alternative> alternatives = alternatives(operation);
        for (String base : basePaths(item, operation)) {
            PathPattern pattern = pattern(base + path, operation);
            if (alternatives != null) {
                findings.rules().add(new RouteRule(id, Set.of(verb), pattern, List.of(), alternatives.stream().map(Alternative::scopes).toList(),
                        alternatives.get(0).apiKey(), RouteLimits.NONE, operation.where()));
            } else if (publicRules.stream().noneMatch(rule -> opens(rule, verb, pattern))) {
                throw operation.problem(verb + " " + pattern.text() + " asks for nothing; give it 'security', or a rule with 'public: true' in a route file");
            }
        }
    }

    private static boolean opens(RouteRule rule, String verb, PathPattern pattern) {
        return rule.isPublic() && rule.methods().contains(verb) && rule.path().covers(pattern);
    }

    private static PathPattern pattern(String path, Located operation) {
        try {
            PathPattern pattern = PathPattern.of(path);
            if (pattern.open()) {
                throw operation.problem("a path of an OpenAPI document cannot end in /**: " + path);
            }
            return pattern;
        } catch (IllegalArgumentException unusable) {
            throw operation.problem(unusable.getMessage());
        }
    }

    /** What the operation, else the document, asks for, all with the API key or all without; null when that is nothing (also {@code security: [{}]}). */
    private List<Alternative> alternatives(Located operation) {
        Optional<Located> security = operation.member("security").or(() -> document.member("security"));
        List<Located> requirements = security.map(Located::elements).orElse(List.of());
        if (requirements.isEmpty() || requirements.stream().anyMatch(requirement -> requirement.members().isEmpty())) {
            return null;
        }
        List<Alternative> fulfillable = requirements.stream().map(this::alternative).flatMap(Optional::stream).toList();
        if (fulfillable.isEmpty()) {
            throw security.get().problem("no alternative can be fulfilled by an access token, alone or with an API key");
        }
        List<Alternative> withoutKey = fulfillable.stream().filter(alternative -> !alternative.apiKey()).toList();
        return withoutKey.isEmpty() ? fulfillable : withoutKey;
    }

    private Optional<Alternative> alternative(Located requirement) {
        List<Located> names = new ArrayList<>();
        boolean token = false;
        boolean apiKey = false;
        boolean other = false;
        for (Map.Entry<String, Located> scheme : requirement.members().entrySet()) {
            Located definition = schemes.get(scheme.getKey());
            if (definition == null) {
                throw scheme.getValue().problem("components.securitySchemes has no '" + scheme.getKey() + "'");
            }
            if (takesApiKey(definition)) {
                apiKey = true;
            } else if (takesBearerToken(definition)) {
                token = true;
                names.addAll(scheme.getValue().elements());
            } else {
                other = true;
            }
        }
        return token && !other ? Optional.of(new Alternative(findings.scopes(names, requirement), apiKey)) : Optional.empty();
    }

    private static boolean takesBearerToken(Located scheme) {
        return switch (scheme.member("type").map(Located::text).orElse("")) {
            case "oauth2", "openIdConnect" -> true;
            case "http" -> scheme.member("scheme").map(Located::text).orElse("").equalsIgnoreCase("bearer");
            default -> false;
        };
    }

    private static boolean takesApiKey(Located scheme) {
        return scheme.member("type").map(Located::text).orElse("").equals("apiKey") && scheme.member("in").map(Located::text).orElse("").equals("header")
                && scheme.member("name").map(Located::text).orElse("").equalsIgnoreCase("x-api-key");
    }

    /** The paths of the nearest {@code servers}; the hosts in them are not ours to believe. */
    private Set<String> basePaths(Located item, Located operation) {
        Optional<Located> servers = operation.member("servers").or(() -> item.member("servers")).or(() -> document.member("servers"));
        Set<String> paths = new LinkedHashSet<>();
        servers.map(Located::elements).orElse(List.of()).forEach(server -> paths.add(basePath(server)));
        return paths.isEmpty() ? Set.of("") : paths;
    }

    private static String basePath(Located server) {
        Located url = server.member("url").orElseThrow(() -> server.problem("a server has a 'url'"));
        String text = url.text();
        for (Map.Entry<String, Located> variable : server.member("variables").map(Located::members).orElse(Map.of()).entrySet()) {
            text = text.replace("{" + variable.getKey() + "}", variable.getValue().member("default").map(Located::text).orElse(""));
        }
        try {
            String path = Optional.ofNullable(new URI(text).getRawPath()).orElse("");
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        } catch (URISyntaxException unusable) {
            throw url.problem("no usable URL: " + unusable.getMessage());
        }
    }
}
