package dev.claviger.credential.application;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference a change makes, and what follows from it for answers and tokens out there.
 */
record ClientChange(ClientForm before, ClientForm after) {

    /** The names of the members that differ. */
    List<String> changed() {
        List<String> names = new ArrayList<>();
        note(names, "name", before.name(), after.name());
        note(names, "contact_email", before.contactEmail(), after.contactEmail());
        note(names, "environment", before.environment(), after.environment());
        note(names, "scopes", before.scopes(), after.scopes());
        note(names, "establishments", before.establishments(), after.establishments());
        note(names, "grant_types", before.grantTypes(), after.grantTypes());
        note(names, "token_endpoint_auth_method", before.tokenEndpointAuthMethod(), after.tokenEndpointAuthMethod());
        note(names, "access_token_lifetime", before.accessTokenLifetime(), after.accessTokenLifetime());
        note(names, "refresh_token_lifetime", before.refreshTokenLifetime(), after.refreshTokenLifetime());
        note(names, "refresh_token_rotation", before.refreshTokenRotation(), after.refreshTokenRotation());
        note(names, "revoke_access_on_refresh", before.revokeAccessOnRefresh(), after.revokeAccessOnRefresh());
        note(names, "secret_lifetime", before.secretLifetime(), after.secretLifetime());
        note(names, "retire_unused_secrets", before.retireUnusedSecrets(), after.retireUnusedSecrets());
        note(names, "disabled", before.disabled(), after.disabled());
        return names;
    }

    /** Live tokens say more than the client may now, so they end. Enabling again revives none of them. */
    boolean endsTokens() {
        return after.disabled() && !before.disabled() || !after.environment().equals(before.environment())
                || !after.scopes().containsAll(before.scopes()) || losesAnEstablishment();
    }

    /** What token-service was told of the client is no longer so. */
    boolean changesVerification() {
        return after.disabled() != before.disabled() || !after.environment().equals(before.environment())
                || !after.scopes().equals(before.scopes()) || !after.establishments().equals(before.establishments())
                || !after.grantTypes().equals(before.grantTypes()) || !after.accessTokenLifetime().equals(before.accessTokenLifetime())
                || !after.refreshTokenLifetime().equals(before.refreshTokenLifetime()) || after.refreshTokenRotation() != before.refreshTokenRotation()
                || after.revokeAccessOnRefresh() != before.revokeAccessOnRefresh();
    }

    /** None named means no limit, so to name the first one narrows as well. */
    private boolean losesAnEstablishment() {
        return before.establishments().isEmpty() ? !after.establishments().isEmpty() : !after.establishments().containsAll(before.establishments());
    }

    private static void note(List<String> names, String name, Object before, Object after) {
        if (!before.equals(after)) {
            names.add(name);
        }
    }
}
