package dev.claviger.credential.leak;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ClientSecret;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.apikey.ApiKeyDeletion;
import dev.claviger.credential.rotation.SecretRevocation;
import io.smallrye.mutiny.Uni;

/** The end of what was found in the wrong place: only of a secret or API key that verifies whole, and only once. */
@Singleton
class LeakedSecrets {

    private final SecretRevocation secrets;
    private final ApiKeyDeletion keys;

    LeakedSecrets(SecretRevocation secrets, ApiKeyDeletion keys) {
        this.secrets = secrets;
        this.keys = keys;
    }

    /** @return whether it was ours; it opens nothing from then on */
    Uni<Boolean> end(Actor actor, ReportedSecret reported) {
        Optional<ClientSecret> secret = ClientSecret.parse(reported.text());
        if (secret.isPresent()) {
            return secrets.revokeLeaked(actor, secret.get(), reported.place());
        }
        Optional<ApiKey> key = ApiKey.parse(reported.text());
        return key.isPresent() ? keys.deleteLeaked(actor, key.get(), reported.place()) : Uni.createFrom().item(false);
    }
}
