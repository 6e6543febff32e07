package dev.claviger.token.introspection;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.grant.Subject;
import dev.claviger.token.refresh.Grants.LiveRefreshToken;

import java.time.Instant;
import java.util.Optional;

/**
 * What may be said of a token that is alive, to whom it concerns.
 *
 * @param kind   whom it stands for, where that is not its client
 * @param access the members only an access token has; empty for a refresh token, which nobody may take for one
 */
record ActiveToken(String issuer, String subject, Optional<Subject.Kind> kind, ClientId client, TenantId tenant, EnvironmentName environment,
        Scopes scopes, Instant expiresAt, Optional<Access> access) {

    /** @param tokenId {@code jti} */
    record Access(String audience, String tokenId, Instant issuedAt) {
    }

    /** @param kind as the token's grant has it: the token itself does not say */
    static ActiveToken of(AccessTokenClaims claims, Optional<Subject.Kind> kind) {
        return new ActiveToken(claims.issuer(), claims.subject(), kind, claims.client(), claims.tenant(), claims.environment(), claims.scopes(),
                claims.expiresAt(), Optional.of(new Access(claims.audience(), claims.tokenId(), claims.issuedAt())));
    }

    /** @param owner whose token it is */
    static ActiveToken of(LiveRefreshToken token, VerifiedClient owner, String issuer) {
        return new ActiveToken(issuer, token.grant().subject(), token.grant().subjectKind(), owner.client(), owner.tenant(), owner.environment(),
                token.grant().scopes(), token.expiresAt(), Optional.empty());
    }
}
