package dev.claviger.credential.scope;

import java.util.List;
import java.util.Optional;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.problem.Problem;

/**
 * What holds an administrator whose own scopes are limited: it gives nobody more, itself included, and touches neither clients nor people
 * who may do more. Otherwise it could have by another's secret, address or password what it was not given.
 *
 * @param limits all of them hold; none for whoever may give everything
 */
public record OwnLimit(Optional<PersonId> self, List<Scopes> limits, ScopeCatalogue catalogue) {

    /**
     * A {@code claviger:} scope administers without any limit, unless it is a client's that is bound to the one of the caller.
     *
     * @param boundTo whose rights bound the client, where somebody's do
     * @throws Problem 403
     */
    public void requireOverClient(Scopes scopes, Optional<PersonId> boundTo) {
        if (!limits.isEmpty() && scopes.names().stream().anyMatch(Scopes::isBuiltIn) && (boundTo.isEmpty() || !boundTo.equals(self))) {
            throw Problem.forbidden("Your own scopes are limited, and a client that administers is only for you if it is limited_to_creator and yours");
        }
        requireOver(scopes);
    }

    /**
     * A client of the platform is sent the codes of everybody, whatever its own scopes are.
     *
     * @throws Problem 403
     */
    public void requireOverFirstParty() {
        if (!limits.isEmpty()) {
            throw Problem.forbidden("Your own scopes are limited, and a first-party client signs in people whose are not");
        }
    }

    /**
     * @param limit what the person is limited to; empty for nothing
     * @throws Problem 403
     */
    public void requireOverPerson(Optional<Scopes> limit) {
        if (!limits.isEmpty() && limit.isEmpty()) {
            throw Problem.forbidden("Your own scopes are limited, and this is for a person whose are not");
        }
        requireOver(limit.orElse(Scopes.NONE));
    }

    /** @throws Problem 403 where an API scope is among them that the caller may not give */
    public void requireOver(Scopes scopes) {
        List<String> beyond = scopes.names().stream().filter(scope -> !isWithin(scope)).toList();
        if (!beyond.isEmpty()) {
            throw Problem.forbidden("Your own scopes are limited, and this is beyond them: " + String.join(" ", beyond));
        }
    }

    private boolean isWithin(String scope) {
        return Scopes.isBuiltIn(scope) || Person.OF_EVERY_PERSON.contains(scope) || limits.stream().allMatch(limit -> catalogue.entitles(limit, scope));
    }
}
