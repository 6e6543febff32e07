package dev.claviger.token.grant;

import dev.claviger.token.TestClient;
import dev.claviger.token.client.ProvenClients;

import java.util.List;
import java.util.Optional;

/** Grants as if all checks had passed, for tests of what comes after. */
public final class TestGrants {

    private TestGrants() {
    }

    public static Grant begun(TestClient client) {
        return new ClientCredentialsGrant().grant(ProvenClients.of(client), new AccessRequest(Optional.empty(), 100, List.of()));
    }

    /** All of what a person agreed to. */
    public static Grant agreed(HeldGrant agreed, ScopeList scopes, TestClient client) {
        return new AuthorizationCodeGrant.Granted(client.record(), client.record().credential(), agreed.scopes(), scopes, agreed.position(),
                Optional.of(agreed.id()), agreed.delegation(), Optional.empty());
    }

    public static Grant goingOn(HeldGrant held, TestClient client) {
        return new RefreshTokenGrant.Granted(client.record(), client.record().credential(), held.scopes(), ScopeList.of(held.scopes()), held.position(), Optional.of(held.id()), held.delegation(), false);
    }
}
