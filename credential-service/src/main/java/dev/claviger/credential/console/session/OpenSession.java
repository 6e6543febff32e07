package dev.claviger.credential.console.session;

import java.util.Optional;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;

/**
 * A session at the moment of a request.
 *
 * @param person whoever is signed in, as it is now
 * @param console as what application the provider knows the console; empty where that is not one of ours
 * @param asked  the tenant the request names, or the person's own; empty when there is none of that name
 */
record OpenSession(SessionSecret secret, Person person, Optional<ClientId> console, Optional<NamedTenant> asked) {

    record NamedTenant(TenantId id, String name) {
    }
}
