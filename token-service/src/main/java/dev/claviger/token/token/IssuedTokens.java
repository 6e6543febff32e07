package dev.claviger.token.token;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.grant.ScopeList;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token request is answered with (RFC 6749 §5.1).
 *
 * @param credential   which secret obtained them
 * @param expiresAt    when the access token expires
 * @param refreshToken present where the grant goes on
 */
public record IssuedTokens(String accessToken, ClientId client, CredentialId credential, ScopeList scopes, Instant expiresAt,
        long expiresInSeconds, Optional<RefreshToken> refreshToken) {

    public static IssuedTokens of(IssuedToken access, Grant grant, Optional<RefreshToken> refreshToken) {
        return new IssuedTokens(access.signed(), access.claims().client(), access.claims().credential(), grant.scopeList(),
                access.claims().expiresAt(), access.expiresInSeconds(), refreshToken);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "tokens of client " + client + " for " + scopes;
    }
}
