package dev.claviger.token.endpoint;

import dev.claviger.token.client.ClientEvidence;
import dev.claviger.token.dialect.BodyEncoding;
import dev.claviger.token.dialect.Dialect;
import dev.claviger.token.dialect.Dialect.GrantTypeRule;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.exchange.Message;
import dev.claviger.token.exchange.Parameters;
import dev.claviger.token.grant.AccessRequest;
import dev.claviger.token.grant.GrantType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A token request (RFC 6749 §4.4.2), read but not judged: who says to ask, and for what. */
record TokenRequest(GrantType grantType, BodyEncoding encoding, ClientEvidence client, AccessRequest access) {

    /** Refuses with invalid_request or unsupported_grant_type what cannot be understood. */
    static TokenRequest parse(Dialect dialect, Message message) {
        GrantType grantType = grantType(dialect, message);
        return new TokenRequest(grantType, message.encoding(), message.client(),
                new AccessRequest(message.parameters().text("scope"), dialect.longestScope(), message.parameters().resources()));
    }

    private static GrantType grantType(Dialect dialect, Message message) {
        Optional<String> named = message.parameters().text("grant_type");
        if (named.isPresent()) {
            return GrantType.of(named.get());
        }
        if (dialect.grantTypeRule() == GrantTypeRule.REQUIRED) {
            throw OAuthException.missing(List.of("grant_type"));
        }
        return grantTypeByMembers(message.parameters(), message.hasBody());
    }

    /** No refresh token was issued yet, so none is valid: the same answer as for any other that is not. */
    private static GrantType grantTypeByMembers(Parameters parameters, boolean hasBody) {
        if (parameters.has("refresh_token")) {
            throw OAuthException.invalidRefreshToken();
        }
        if (!hasBody) {
            throw OAuthException.absentBody();
        }
        List<String> missing = Stream.of("client_id", "client_secret").filter(name -> !parameters.has(name)).toList();
        if (!missing.isEmpty()) {
            throw OAuthException.missing(missing);
        }
        return GrantType.CLIENT_CREDENTIALS;
    }
}
