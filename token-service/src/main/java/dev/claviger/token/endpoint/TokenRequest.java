package dev.claviger.token.endpoint;

import dev.claviger.contract.AuthorizationCode;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.client.ClientEvidence;
import dev.claviger.token.code.PresentedCode;
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

/** A token request (RFC 6749 §4.1.3, §4.4.2, §6), read but not judged: who says to ask, and for what. */
record TokenRequest(GrantType grantType, BodyEncoding encoding, ClientEvidence client, Optional<RefreshToken> refreshToken, PresentedCode code,
        AccessRequest access) {

    /** Refuses with invalid_request or unsupported_grant_type what cannot be understood. */
    static TokenRequest parse(Dialect dialect, Message message) {
        GrantType grantType = grantType(dialect, message);
        requireParameters(grantType, message.parameters());
        return new TokenRequest(grantType, message.encoding(), message.client(), message.parameters().text("refresh_token").flatMap(RefreshToken::parse),
                code(message.parameters()),
                new AccessRequest(message.parameters().text("scope"), dialect.longestScope(), message.parameters().resources()));
    }

    /**
     * Asked for only after the client has authenticated, whose failure wins.
     *
     * @throws OAuthException invalid_grant for one that this service cannot have issued
     */
    RefreshToken presentedRefreshToken() {
        return refreshToken.orElseThrow(OAuthException::invalidRefreshToken);
    }

    private static PresentedCode code(Parameters parameters) {
        return new PresentedCode(parameters.text("code").flatMap(AuthorizationCode::parse), parameters.text("redirect_uri"), parameters.text("code_verifier"));
    }

    private static void requireParameters(GrantType grantType, Parameters parameters) {
        if (grantType == GrantType.AUTHORIZATION_CODE && !parameters.has("code")) {
            throw OAuthException.missing(List.of("code"));
        }
        if (grantType == GrantType.REFRESH_TOKEN && !parameters.has("refresh_token")) {
            throw OAuthException.missing(List.of("refresh_token"));
        }
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

    private static GrantType grantTypeByMembers(Parameters parameters, boolean hasBody) {
        if (parameters.has("refresh_token")) {
            return GrantType.REFRESH_TOKEN;
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
