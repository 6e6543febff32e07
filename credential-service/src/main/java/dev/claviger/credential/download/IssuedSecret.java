package dev.claviger.credential.download;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;

/** A secret in the one answer that shows it, and whose it is. */
public record IssuedSecret(TenantId tenant, EnvironmentName environment, ClientId client, String clientName, String clientSecret) {

    /** Everything but the secret, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "a secret of client " + client;
    }
}
