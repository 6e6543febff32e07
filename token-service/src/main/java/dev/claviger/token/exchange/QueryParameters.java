package dev.claviger.token.exchange;

import dev.claviger.token.error.OAuthException;

import java.util.List;

/**
 * What may come in the query string. Lucidtech's clients send {@code grant_type} there; what proves or carries a right may
 * not (RFC 6749 §2.3.1), since URIs end in logs and histories. Unknown parameters are ignored (§3.2).
 */
final class QueryParameters {

    private static final List<String> NEVER = List.of("client_id", "client_secret", "client_assertion", "client_assertion_type",
            "code", "code_verifier", "redirect_uri", "refresh_token", "token", "access_token", "id_token", "assertion", "subject_token",
            "actor_token", "device_code", "auth_req_id", "username", "password");

    private QueryParameters() {
    }

    static void addTo(Parameters parameters, String query) {
        if (query == null || query.isEmpty()) {
            return;
        }
        parameters.addEncoded(query);
        if (NEVER.stream().anyMatch(parameters::contains)) {
            throw OAuthException.invalidRequest("the query string may hold grant_type, scope, audience and resource only; credentials belong in header or body");
        }
    }
}
