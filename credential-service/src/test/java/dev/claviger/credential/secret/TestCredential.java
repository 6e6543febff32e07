package dev.claviger.credential.secret;

import java.time.Instant;
import java.util.Optional;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;

/** Records of secrets that are in no database. */
public final class TestCredential {

    private TestCredential() {
    }

    public static Credential createdAt(Instant createdAt) {
        return new Credential(Identifiers.newCredentialId(), new ClientId("SomebodysClient00001"), new SecretHash(1, new byte[32]), createdAt, Optional.empty());
    }
}
