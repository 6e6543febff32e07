package dev.claviger.relyingparty;

import java.time.Instant;
import java.util.Map;

/**
 * Who signed in, as the provider says it. Only issuer and subject together mean one person for ever (OpenID Connect Core 1.0 §5.7); every other claim may
 * belong to somebody else tomorrow.
 *
 * @param claims          of the ID token and, where it was asked, of userinfo; the ID token's win
 * @param authenticatedAt {@code auth_time}, or when the token was issued where the provider does not tell
 * @param idToken         for a later {@code id_token_hint}
 */
public record Identity(String issuer, String subject, Map<String, Object> claims, Instant authenticatedAt, String idToken) {

    /** Whether the provider told when the person proved something, instead of only when it issued the token. */
    public boolean tellsWhen() {
        return claims.containsKey("auth_time");
    }

    /** Without the token, and without what it says of the person. */
    @Override
    public String toString() {
        return "Identity[" + issuer + "]";
    }
}
