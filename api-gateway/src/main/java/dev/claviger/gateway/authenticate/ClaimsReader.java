package dev.claviger.gateway.authenticate;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import java.util.List;
import java.util.Map;

/** Reads the claims of an access token, each in its one form (RFC 7519 §4.1, RFC 9068 §2.2). */
final class ClaimsReader {

    private static final int LONGEST_NAME = 255;

    private ClaimsReader() {
    }

    /** @throws IllegalArgumentException when a claim is missing or is not well-formed */
    static AccessTokenClaims read(Map<String, Object> payload) {
        requireBearer(payload);
        Fields claims = new Fields(payload);
        return new AccessTokenClaims(claims.text("iss"), visible(claims, "sub"), audience(payload), new ClientId(claims.text(AccessTokenClaims.CLIENT_ID)),
                new TenantId(claims.text(AccessTokenClaims.TENANT)), new EnvironmentName(claims.text(AccessTokenClaims.ENVIRONMENT)),
                new CredentialId(claims.text(AccessTokenClaims.CREDENTIAL_ID)), claims.optional(AccessTokenClaims.GRANT_ID, GrantId::new),
                claims.optional(AccessTokenClaims.SCOPE, Scopes::parse).orElse(Scopes.NONE), visible(claims, "jti"), claims.instant("iat"),
                claims.instant("exp"), claims.number(AccessTokenClaims.POSITION), establishments(claims));
    }

    /** RFC 7800 §3.1: whoever presents it must prove possession of a key (RFC 8705, RFC 9449). No such proof is read here, so it opens nothing. */
    private static void requireBearer(Map<String, Object> payload) {
        if (payload.containsKey("cnf")) {
            throw new IllegalArgumentException("cnf: a token bound to a key is no bearer token");
        }
    }

    /** RFC 7519 §4.1.3 allows a list; only one audience may be meant, or a token could be played from one place to another. */
    private static String audience(Map<String, Object> payload) {
        Object audience = payload.get("aud");
        Object one = audience instanceof List<?> list && list.size() == 1 ? list.get(0) : audience;
        if (one instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("aud: exactly one expected");
    }

    /** These go into headers and logs as they are, so they are printable ASCII there and therefore here. */
    private static String visible(Fields claims, String name) {
        String text = claims.text(name);
        if (text.isEmpty() || text.length() > LONGEST_NAME || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException(name + ": 1 to " + LONGEST_NAME + " printable ASCII characters expected");
        }
        return text;
    }

    private static List<String> establishments(Fields claims) {
        return claims.has(AccessTokenClaims.ESTABLISHMENTS) ? claims.texts(AccessTokenClaims.ESTABLISHMENTS) : List.of();
    }
}
