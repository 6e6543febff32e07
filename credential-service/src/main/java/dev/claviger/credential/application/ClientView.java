package dev.claviger.credential.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.claviger.contract.CredentialId;
import dev.claviger.credential.secret.MintedSecret;

/**
 * A client as callers see it; a lifetime that is null is the tenant's or the installation's.
 *
 * @param createdBy    the person or account that registered it, where one did
 * @param clientSecret in the answer that created the client, and nowhere else
 */
public record ClientView(String clientId, String tenant, String environment, String name, String contactEmail, Collection<String> scopes,
        List<String> establishments, List<String> grantTypes, String tokenEndpointAuthMethod, @JsonUnwrapped CodeFlow codeFlow, Duration accessTokenLifetime, Duration refreshTokenLifetime, boolean refreshTokenRotation,
        boolean revokeAccessOnRefresh, Duration secretLifetime, boolean retireUnusedSecrets, boolean limitedToCreator, boolean firstParty, boolean disabled, Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long createdBy, @JsonInclude(JsonInclude.Include.NON_NULL) String credentialId,
        @JsonInclude(JsonInclude.Include.NON_NULL) String clientSecret) {

    static ClientView of(Client client) {
        return of(client, null, null);
    }

    static ClientView withoutSecret(Client client, CredentialId credential) {
        return of(client, credential.value(), null);
    }

    static ClientView revealing(Client client, MintedSecret minted) {
        return of(client, minted.credential().id().value(), minted.secret().reveal());
    }

    private static ClientView of(Client client, String credentialId, String clientSecret) {
        ClientForm form = client.form();
        return new ClientView(client.id, client.tenant, client.environment, form.name(), form.contactEmail().orElse(null),
                form.scopes().names(), form.establishments(), form.grantTypes(), form.tokenEndpointAuthMethod(), form.codeFlow(),
                form.accessTokenLifetime().orElse(null), form.refreshTokenLifetime().orElse(null),
                form.refreshTokenRotation(), form.revokeAccessOnRefresh(), form.secretLifetime().orElse(null), form.retireUnusedSecrets(), form.limitedToCreator(),
                form.firstParty(), form.disabled(), client.createdAt, client.createdBy, credentialId, clientSecret);
    }

    /** Everything but the secret, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "client " + clientId + " of " + tenant;
    }
}
