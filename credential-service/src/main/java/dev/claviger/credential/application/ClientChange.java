package dev.claviger.credential.application;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The difference a change makes, and what follows from it for answers and tokens out there.
 */
record ClientChange(ClientForm before, ClientForm after) {

    /** Of them token-service is told nothing that it would keep. */
    private static final Set<String> NO_NEWS = Set.of("name", "contact_email", "secret_lifetime", "retire_unused_secrets");

    /** The names of the members that differ. */
    List<String> changed() {
        Map<String, Object> was = before.members();
        return after.members().entrySet().stream().filter(member -> !member.getValue().equals(was.get(member.getKey()))).map(Map.Entry::getKey).toList();
    }

    /**
     * Live tokens say more than the client may now, so they end. Enabling again revives none of them. An address to which nobody is
     * sent any more ends none: whoever came back to it did so when it was right.
     */
    boolean endsTokens() {
        return after.disabled() && !before.disabled() || !after.environment().equals(before.environment())
                || !after.scopes().containsAll(before.scopes()) || losesAnEstablishment()
                || GrantTypes.loses(before.grantTypes(), after.grantTypes());
    }

    /** What token-service was told of the client is no longer so. */
    boolean changesVerification() {
        return !NO_NEWS.containsAll(changed());
    }

    /** None named means no limit, so to name the first one narrows as well. */
    private boolean losesAnEstablishment() {
        return before.establishments().isEmpty() ? !after.establishments().isEmpty() : !after.establishments().containsAll(before.establishments());
    }
}
