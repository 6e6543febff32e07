package dev.claviger.token.token;

import dev.claviger.contract.AccessTokenClaims;

import java.time.Duration;

/** An access token: its claims, and the signed form that is a secret of the client. */
public record IssuedToken(AccessTokenClaims claims, String signed) {

    public long expiresInSeconds() {
        return Duration.between(claims.issuedAt(), claims.expiresAt()).toSeconds();
    }

    /** Without the signed form. */
    @Override
    public String toString() {
        return claims.toString();
    }
}
