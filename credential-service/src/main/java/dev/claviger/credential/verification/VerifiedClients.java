package dev.claviger.credential.verification;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.RefreshRule;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.credential.lifetime.TokenLifetimes;
import io.smallrye.mutiny.Uni;

/** What a positive answer says of the client. */
@Singleton
class VerifiedClients {

    private final RemainingScopes remaining;
    private final TokenLifetimes lifetimes;

    VerifiedClients(RemainingScopes remaining, TokenLifetimes lifetimes) {
        this.remaining = remaining;
        this.lifetimes = lifetimes;
    }

    /** Empty when people leave it no scope at all. */
    Uni<Optional<VerifiedClient>> of(CredentialRow row, boolean byPerson) {
        return remaining.of(row.scopes(), row.limits(byPerson)).map(scopes -> scopes.isEmpty() ? Optional.empty() : Optional.of(of(row, scopes)));
    }

    private VerifiedClient of(CredentialRow row, Scopes scopes) {
        return new VerifiedClient(new TenantId(row.text("tenant_id")), new EnvironmentName(row.text("environment")),
                new ClientId(row.text("client_id")), new CredentialId(row.text("credential_id")), audience(row), scopes,
                row.texts("establishments"), row.texts("grant_types"),
                lifetimes.ofAccessTokens(row.seconds("access_token_seconds"), row.seconds("tenant_access_token_seconds")),
                row.expiresAt(), refreshRule(row));
    }

    private RefreshRule refreshRule(CredentialRow row) {
        return new RefreshRule(lifetimes.ofRefreshTokens(row.seconds("refresh_token_seconds"), row.seconds("tenant_refresh_token_seconds")),
                row.flag("refresh_token_rotation"), row.flag("revoke_access_on_refresh"));
    }

    /** Beside those of OpenID Connect a client has built-in scopes only or none, so one tells. No gateway accepts the admin API's audience. */
    private static String audience(CredentialRow row) {
        return row.scopes().names().stream().anyMatch(Scopes::isBuiltIn) ? AccessTokenClaims.ADMIN_AUDIENCE : row.text("audience");
    }
}
