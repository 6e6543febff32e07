package dev.claviger.client.credentials;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names under which credentials are written, in files and, in capitals behind a prefix, in the environment. */
final class CredentialsKeys {

    /** All of them, or there are no credentials. */
    static final List<String> REQUIRED = List.of("client_id", "client_secret", "auth_endpoint", "api_endpoint");
    static final String API_KEY = "api_key";

    private CredentialsKeys() {
    }

    static List<String> missing(Map<String, String> values) {
        return REQUIRED.stream().filter(key -> values.getOrDefault(key, "").isBlank()).toList();
    }

    static Credentials credentials(Map<String, String> values) {
        return new Credentials(values.get("client_id"), values.get("client_secret"),
                Endpoint.parse("auth_endpoint", values.get("auth_endpoint")),
                Endpoint.parse("api_endpoint", values.get("api_endpoint")),
                Optional.ofNullable(values.get(API_KEY)).filter(key -> !key.isBlank()));
    }
}
