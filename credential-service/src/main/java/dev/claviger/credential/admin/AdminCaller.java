package dev.claviger.credential.admin;

import java.util.Optional;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.problem.Problem;

/**
 * Who administers, and may do what. Two make one: {@link AdminAuthentication} from a verified token, and the console from a person who
 * is signed in there and still an administrator.
 */
public final class AdminCaller {

    private final boolean admin;
    private final TenantId tenant;
    private final Optional<ClientId> client;
    private final Optional<PersonId> person;
    private final Actor actor;

    private AdminCaller(boolean admin, TenantId tenant, Optional<ClientId> client, Optional<PersonId> person, Actor actor) {
        this.admin = admin;
        this.tenant = tenant;
        this.client = client;
        this.person = person;
        this.actor = actor;
    }

    static AdminCaller ofToken(AccessTokenClaims token, String address) {
        boolean isItself = token.subject().equals(token.client().value());
        return new AdminCaller(token.scopes().contains(Scopes.ADMIN), token.tenant(), Optional.of(token.client()),
                isItself ? Optional.empty() : PersonId.ofSubject(token.subject()),
                new Actor(token.subject(), Optional.of(token.tenant().value()), Optional.of(token.client()).filter(client -> !isItself), Optional.of(address)));
    }

    /**
     * A person who acts without a token: with the rights, limits and audit of the most a token of that person could have.
     *
     * @param through the application in which it does so, for the audit
     * @throws Problem 403 for somebody who administers nothing
     */
    public static AdminCaller ofPerson(Person person, Optional<ClientId> through, String address) {
        if (!person.role().administersTenant()) {
            throw Problem.forbidden("The console is for administrators, and your account is none");
        }
        return new AdminCaller(person.role() == Role.PLATFORM_ADMINISTRATOR, person.tenant(), Optional.empty(), Optional.of(person.id()),
                new Actor(person.id().toString(), Optional.of(person.tenant().value()), through, Optional.of(address)));
    }

    public boolean isAdmin() {
        return admin;
    }

    public TenantId tenant() {
        return tenant;
    }

    /** @throws Problem 403 */
    public void requireAdmin() {
        if (!admin) {
            throw Problem.insufficientScope(Scopes.ADMIN);
        }
    }

    /** May it see and manage what belongs to that tenant? Another tenant looks to it as if it did not exist: 404. */
    public void requireTenant(TenantId asked) {
        if (!admin && !tenant.equals(asked)) {
            throw Problem.notFound("tenant");
        }
    }

    /** The application that acts, where one does. */
    public Optional<ClientId> client() {
        return client;
    }

    /** Whom it stands for, where that is not a client itself: a person, or an account by its number. */
    public Optional<PersonId> person() {
        return person;
    }

    public Actor actor() {
        return actor;
    }
}
