package dev.claviger.token.client;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.VerifiedClient;

import java.util.Optional;

/** "Does this secret belong to that client?"; without one, "is that a client that has none?" */
record Question(ClientId client, Optional<ClientSecret> secret) {

    /** What the answer depends on; nobody names the credential of a client without secret but the answer. */
    Optional<CredentialId> credential(ClientVerification answer) {
        return secret.map(ClientSecret::credential).or(() -> answer.client().map(VerifiedClient::credential));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "whether it is client " + client;
    }
}
