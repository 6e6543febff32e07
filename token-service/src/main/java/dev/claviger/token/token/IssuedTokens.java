package dev.claviger.token.token;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.grant.Subject;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token request is answered with (RFC 6749 §5.1).
 *
 * @param credential   which secret obtained them
 * @param expiresAt    when the access token expires
 * @param refreshToken present where the grant goes on
 * @param subject      for whom they stand, where a person gave the grant
 * @param idToken      who signed in (OpenID Connect Core §2), where that was asked for
 */
public record IssuedTokens(String accessToken, ClientId client, CredentialId credential, ScopeList scopes, Instant expiresAt,
        long expiresInSeconds, Optional<RefreshToken> refreshToken, Optional<Subject> subject, Optional<String> idToken) {

    public static IssuedTokens of(IssuedToken access, Grant grant, Optional<RefreshToken> refreshToken) {
        return new IssuedTokens(access.signed(), access.claims().client(), access.claims().credential(), grant.scopeList(),
                access.claims().expiresAt(), access.expiresInSeconds(), refreshToken, grant.delegation().map(Delegation::subject), Optional.empty());
    }

    /** The same with an ID token. */
    public IssuedTokens with(Optional<String> newIdToken) {
        return new IssuedTokens(accessToken, client, credential, scopes, expiresAt, expiresInSeconds, refreshToken, subject, newIdToken);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "tokens of client " + client + " for " + scopes;
    }
}
