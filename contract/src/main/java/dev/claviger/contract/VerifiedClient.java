package dev.claviger.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client whose secret was right, and what tokens it may have.
 *
 * @param audience            the {@code aud} of its tokens: its environment's, or {@link AccessTokenClaims#ADMIN_AUDIENCE}
 * @param scopes              what it is registered for; what those imply it may ask for as well
 * @param grantTypes          {@code client_credentials} and so on (RFC 6749 §1.3)
 * @param accessTokenLifetime the client's own, else its tenant's, else the installation's; whole seconds
 * @param secretExpiresAt     when the secret stops obtaining tokens; empty for never
 * @param refresh             how its refresh tokens live; of use where {@code grantTypes} has {@code refresh_token}
 */
public record VerifiedClient(TenantId tenant, EnvironmentName environment, ClientId client, CredentialId credential,
        String audience, Scopes scopes, List<String> establishments, List<String> grantTypes, Duration accessTokenLifetime,
        Optional<Instant> secretExpiresAt, RefreshRule refresh) {

    public VerifiedClient {
        establishments = List.copyOf(establishments);
        grantTypes = List.copyOf(grantTypes);
    }

    Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "environment", environment.value(), "client_id", client.value(),
                "credential_id", credential.value(), "audience", audience, "scopes", Fields.list(scopes.names(), n -> n),
                "establishments", establishments, "grant_types", grantTypes,
                "access_token_lifetime", accessTokenLifetime.toSeconds(),
                "secret_expires_at", secretExpiresAt.map(Instant::getEpochSecond), "refresh", refresh.toFields());
    }

    static VerifiedClient of(Fields fields) {
        return new VerifiedClient(new TenantId(fields.text("tenant")), new EnvironmentName(fields.text("environment")),
                new ClientId(fields.text("client_id")), new CredentialId(fields.text("credential_id")), fields.text("audience"),
                Scopes.of(fields.texts("scopes")), fields.texts("establishments"), fields.texts("grant_types"),
                fields.seconds("access_token_lifetime"), fields.optionalInstant("secret_expires_at"), RefreshRule.of(fields.object("refresh")));
    }
}
