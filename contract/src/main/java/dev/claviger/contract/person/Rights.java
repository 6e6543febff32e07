package dev.claviger.contract.person;

import java.util.Optional;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;

/**
 * Which scopes a person may have clients act with.
 *
 * @param limit the API scopes it is limited to, and what they imply; empty for all
 */
public record Rights(Role role, Optional<Scopes> limit) {

    public boolean may(String scope, ScopeCatalogue catalogue) {
        if (Person.OF_EVERY_PERSON.contains(scope)) {
            return true;
        }
        if (Scopes.isBuiltIn(scope)) {
            return scope.equals(Scopes.TENANT) && role.administersTenant() || scope.equals(Scopes.ADMIN) && role == Role.PLATFORM_ADMINISTRATOR;
        }
        return limit.isEmpty() || catalogue.entitles(limit.get(), scope);
    }

    /** Those of the scopes that the person may have a client act with. */
    public Scopes among(Scopes asked, ScopeCatalogue catalogue) {
        return Scopes.of(asked.names().stream().filter(scope -> may(scope, catalogue)).toList());
    }
}
