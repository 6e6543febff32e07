package dev.claviger.credential.verification;

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

/** What a positive answer says of the client. */
@Singleton
class VerifiedClients {

    private final TokenLifetimes lifetimes;

    VerifiedClients(TokenLifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    VerifiedClient of(CredentialRow row) {
        return new VerifiedClient(new TenantId(row.text("tenant_id")), new EnvironmentName(row.text("environment")),
                new ClientId(row.text("client_id")), new CredentialId(row.text("credential_id")), audience(row), row.scopes(),
                row.texts("establishments"), row.texts("grant_types"),
                lifetimes.ofAccessTokens(row.seconds("access_token_seconds"), row.seconds("tenant_access_token_seconds")),
                row.expiresAt(), refreshRule(row));
    }

    private RefreshRule refreshRule(CredentialRow row) {
        return new RefreshRule(lifetimes.ofRefreshTokens(row.seconds("refresh_token_seconds"), row.seconds("tenant_refresh_token_seconds")),
                row.flag("refresh_token_rotation"), row.flag("revoke_access_on_refresh"));
    }

    /** A client has built-in scopes only or none, so one tells. No gateway accepts the admin API's audience. */
    private static String audience(CredentialRow row) {
        return row.scopes().names().stream().anyMatch(Scopes::isBuiltIn) ? AccessTokenClaims.ADMIN_AUDIENCE : row.text("audience");
    }
}
