package dev.claviger.token.authorize;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parameters of an authorization request, in the order in which they came. Which of them came twice is remembered and not yet held
 * against anyone: where the refusal goes depends on others. One without a value counts as omitted (RFC 6749 §3.1).
 */
public final class AuthorizationParameters {

    /** RFC 8707 §2: the one that may be repeated. */
    private static final String RESOURCE = "resource";

    private final Map<String, String> values;
    private final Set<String> repeated;
    private final List<String> resources;

    private AuthorizationParameters(Map<String, String> values, Set<String> repeated, List<String> resources) {
        this.values = values;
        this.repeated = repeated;
        this.resources = resources;
    }

    /**
     * @param encoded {@code application/x-www-form-urlencoded}
     * @throws IllegalArgumentException when it is not, or holds a control character
     */
    public static AuthorizationParameters parse(String encoded) {
        AuthorizationParameters parameters = new AuthorizationParameters(new LinkedHashMap<>(), new HashSet<>(), new ArrayList<>(0));
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public List<String> resources() {
        return List.copyOf(resources);
    }

    boolean isRepeated(String name) {
        return repeated.contains(name);
    }

    boolean repeatsAny() {
        return !repeated.isEmpty();
    }

    /** As a query string. */
    public String encoded() {
        return String.join("&", Stream.concat(values.entrySet().stream().map(entry -> pair(entry.getKey(), entry.getValue())),
                resources.stream().map(resource -> pair(RESOURCE, resource))).toList());
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (value.isEmpty()) {
            return;
        }
        if (name.equals(RESOURCE)) {
            resources.add(value);
        } else if (values.putIfAbsent(name, value) != null) {
            repeated.add(name);
        }
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** RFC 6749 Appendix A: no value holds control characters, and a database would not take NUL. */
    private static String decoded(String text) {
        String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a control character");
        }
        return decoded;
    }

    /** Names only: among the values there may be what a client should not have sent. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
