package dev.claviger.token.token;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.SignIn;
import dev.claviger.contract.TenantId;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads back the claims {@link AccessTokenIssuer} writes. */
final class AccessTokenReader {

    private AccessTokenReader() {
    }

    /** @throws IllegalArgumentException when a claim is missing or not in the one form it is written in */
    static AccessTokenClaims read(Map<String, Object> payload) {
        Fields claims = new Fields(payload);
        return new AccessTokenClaims(claims.text("iss"), claims.text("sub"), claims.text("aud"),
                new ClientId(claims.text(AccessTokenClaims.CLIENT_ID)), new TenantId(claims.text(AccessTokenClaims.TENANT)),
                new EnvironmentName(claims.text(AccessTokenClaims.ENVIRONMENT)),
                new CredentialId(claims.text(AccessTokenClaims.CREDENTIAL_ID)),
                claims.optional(AccessTokenClaims.GRANT_ID, GrantId::new), Scopes.parse(claims.text(AccessTokenClaims.SCOPE)),
                claims.text("jti"), claims.instant("iat"), claims.instant("exp"), claims.number(AccessTokenClaims.POSITION),
                claims.has(AccessTokenClaims.ESTABLISHMENTS) ? claims.texts(AccessTokenClaims.ESTABLISHMENTS) : List.of(), signIn(claims));
    }

    private static Optional<SignIn> signIn(Fields claims) {
        return claims.optionalInstant(SignIn.AUTH_TIME).map(at -> new SignIn(at, claims.optionalText(SignIn.ACR)));
    }
}
