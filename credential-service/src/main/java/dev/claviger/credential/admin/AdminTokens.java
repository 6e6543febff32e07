package dev.claviger.credential.admin;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.jwt.JsonWebToken;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.problem.Problem;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;

/** Access tokens as RFC 9068 §4 has a resource server validate them, by SmallRye JWT, for the audience of the admin API. */
@ApplicationScoped
public class AdminTokens {

    private static final int LONGEST = 8192;

    private final TokenKeys keys;
    private final String issuer;

    AdminTokens(TokenKeys keys, AdminConfig config) {
        this.keys = keys;
        this.issuer = config.issuer();
    }

    /** The claims of a token that is right in itself; whether it still lives is asked elsewhere. Fails with a 401. */
    public Uni<AccessTokenClaims> verify(String token) {
        TokenHeader header = token.length() > LONGEST ? null : TokenHeader.of(token).orElse(null);
        if (header == null) {
            return Uni.createFrom().failure(Problem.invalidToken());
        }
        return keys.find(header.keyId())
                .map(key -> claims(verified(token, header, key.orElseThrow(Problem::invalidToken))));
    }

    private JsonWebToken verified(String token, TokenHeader header, PublicKey key) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo();
        rules.setPublicVerificationKey(key);
        rules.setSignatureAlgorithm(Set.of(header.algorithm()));
        rules.setIssuedBy(issuer);
        rules.setExpectedAudience(Set.of(AccessTokenClaims.ADMIN_AUDIENCE));
        rules.setClockSkew((int) AccessTokenClaims.CLOCK_SKEW.toSeconds());
        try {
            return new DefaultJWTParser().parse(token, rules);
        } catch (ParseException invalid) {
            throw Problem.invalidToken();
        }
    }

    private static AccessTokenClaims claims(JsonWebToken jwt) {
        try {
            if (jwt.getAudience().size() != 1) {
                throw Problem.invalidToken();
            }
            return new AccessTokenClaims(jwt.getIssuer(), jwt.getSubject(), AccessTokenClaims.ADMIN_AUDIENCE,
                    new ClientId(text(jwt, AccessTokenClaims.CLIENT_ID)), new TenantId(text(jwt, AccessTokenClaims.TENANT)),
                    new EnvironmentName(text(jwt, AccessTokenClaims.ENVIRONMENT)),
                    new CredentialId(text(jwt, AccessTokenClaims.CREDENTIAL_ID)), grant(jwt),
                    Scopes.parse(text(jwt, AccessTokenClaims.SCOPE)), jwt.getTokenID(),
                    Instant.ofEpochSecond(jwt.getIssuedAtTime()), Instant.ofEpochSecond(jwt.getExpirationTime()),
                    Long.parseLong(text(jwt, AccessTokenClaims.POSITION)), List.of());
        } catch (IllegalArgumentException | NullPointerException malformed) {
            throw Problem.invalidToken();
        }
    }

    private static Optional<GrantId> grant(JsonWebToken jwt) {
        return jwt.containsClaim(AccessTokenClaims.GRANT_ID) ? Optional.of(new GrantId(text(jwt, AccessTokenClaims.GRANT_ID))) : Optional.empty();
    }

    private static String text(JsonWebToken jwt, String claim) {
        return jwt.getClaim(claim).toString();
    }
}
