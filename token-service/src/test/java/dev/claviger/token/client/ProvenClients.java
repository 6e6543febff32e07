package dev.claviger.token.client;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.token.TestClient;

import java.util.List;

/** Clients as if they had authenticated, for tests of what comes after. */
public final class ProvenClients {

    private ProvenClients() {
    }

    /** In a catalogue where {@code all} implies {@code some}, and {@code some} implies {@code little}. */
    public static AuthenticatedClient of(TestClient client) {
        ScopeCatalogue scopes = ScopeCatalogue.of(List.of(new ScopeDefinition("all", Scopes.of("some")), new ScopeDefinition("some", Scopes.of("little"))));
        return new CredentialVerifier.Proven(client.record(), 42, scopes, false);
    }
}
