package dev.claviger.credential.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.claviger.credential.secret.MintedSecret;

/**
 * A client as callers see it; a lifetime that is null is the tenant's or the installation's.
 *
 * @param clientSecret in the answer that created the client, and nowhere else
 */
record ClientView(String clientId, String tenant, String environment, String name, String contactEmail, Collection<String> scopes,
        List<String> establishments, List<String> grantTypes, List<String> redirectUris, List<String> allowedOrigins,
        String tokenEndpointAuthMethod, Duration accessTokenLifetime, Duration refreshTokenLifetime, boolean refreshTokenRotation,
        boolean revokeAccessOnRefresh, Duration secretLifetime, boolean retireUnusedSecrets, boolean disabled, Instant createdAt, @JsonInclude(JsonInclude.Include.NON_NULL) String credentialId,
        @JsonInclude(JsonInclude.Include.NON_NULL) String clientSecret) {

    static ClientView of(Client client) {
        return of(client, null, null);
    }

    static ClientView revealing(Client client, MintedSecret minted) {
        return of(client, minted.credential().id().value(), minted.secret().reveal());
    }

    private static ClientView of(Client client, String credentialId, String clientSecret) {
        ClientForm form = client.form();
        return new ClientView(client.id, client.tenant, client.environment, form.name(), form.contactEmail().orElse(null),
                form.scopes().names(), form.establishments(), form.grantTypes(), List.of(), List.of(), form.tokenEndpointAuthMethod(),
                form.accessTokenLifetime().orElse(null), form.refreshTokenLifetime().orElse(null),
                form.refreshTokenRotation(), form.revokeAccessOnRefresh(), form.secretLifetime().orElse(null), form.retireUnusedSecrets(), form.disabled(), client.createdAt, credentialId, clientSecret);
    }

    /** Everything but the secret, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "client " + clientId + " of " + tenant;
    }
}
