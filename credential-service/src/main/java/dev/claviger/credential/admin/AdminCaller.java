package dev.claviger.credential.admin;

import java.util.Optional;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.problem.Problem;

/** Who calls the admin API and may do what there. Only {@link AdminAuthentication} makes one, from a verified token. */
public final class AdminCaller {

    private final AccessTokenClaims token;
    private final String address;

    AdminCaller(AccessTokenClaims token, String address) {
        this.token = token;
        this.address = address;
    }

    public boolean isAdmin() {
        return token.scopes().contains(Scopes.ADMIN);
    }

    public TenantId tenant() {
        return token.tenant();
    }

    /** @throws Problem 403 */
    public void requireAdmin() {
        if (!isAdmin()) {
            throw Problem.insufficientScope(Scopes.ADMIN);
        }
    }

    /** May it see and manage what belongs to that tenant? Another tenant looks to it as if it did not exist: 404. */
    public void requireTenant(TenantId asked) {
        if (!isAdmin() && !tenant().equals(asked)) {
            throw Problem.notFound("tenant");
        }
    }

    /** The application that acts. */
    public ClientId client() {
        return token.client();
    }

    /** Whom the token stands for, where that is not the client itself: a person, or an account by its number. */
    public Optional<PersonId> person() {
        return token.subject().equals(token.client().value()) ? Optional.empty() : PersonId.ofSubject(token.subject());
    }

    public Actor actor() {
        return new Actor(token.subject(), Optional.of(token.tenant().value()), Optional.of(address));
    }
}
