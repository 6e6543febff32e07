package dev.claviger.token.exchange;

import dev.claviger.token.error.OAuthException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one request, from query string and body together. None may come twice (RFC 6749 §3.2), not even once
 * in each; {@code resource} may (RFC 8707 §2). One without a value counts as omitted (§3.1).
 */
public final class Parameters {

    private static final String RESOURCE = "resource";

    private final Map<String, String> values = new HashMap<>();
    private final List<String> resources = new ArrayList<>(0);

    /** Those of a body that is {@code application/x-www-form-urlencoded}. */
    public static Parameters ofForm(String encoded) {
        Parameters parameters = new Parameters();
        parameters.addEncoded(encoded);
        return parameters;
    }

    void add(String name, String value) {
        if (name.equals(RESOURCE)) {
            resources.add(value);
        } else if (values.put(name, value) != null) {
            throw OAuthException.invalidRequest("a parameter is repeated");
        }
    }

    /** Adds what is written as {@code application/x-www-form-urlencoded}. */
    void addEncoded(String encoded) {
        int start = 0;
        while (start < encoded.length()) {
            int end = encoded.indexOf('&', start);
            int stop = end < 0 ? encoded.length() : end;
            if (stop > start) {
                addPair(encoded.substring(start, stop));
            }
            start = stop + 1;
        }
    }

    public Optional<String> text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    public boolean has(String name) {
        return text(name).isPresent();
    }

    public List<String> resources() {
        return resources.stream().filter(resource -> !resource.isEmpty()).toList();
    }

    /** Whether it was there, be it without a value. */
    public boolean contains(String name) {
        return values.containsKey(name);
    }

    private void addPair(String pair) {
        int equals = pair.indexOf('=');
        try {
            add(decoded(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidRequest("a parameter is not form-urlencoded");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
