package dev.claviger.token.grant;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.SignIn;
import dev.claviger.contract.TenantId;

import java.util.List;
import java.util.Optional;

/**
 * That a person lets a client act: for whom, and how that person had signed in.
 *
 * @param givenBy the person who agreed; for an account one of its administrators
 * @param methods {@code amr} (RFC 8176)
 * @param tenant  whose person that is, where it is not the client's
 * @param session which session of this service it was agreed in, where it is still known; {@code sid} of ID tokens
 */
public record Delegation(Subject subject, PersonId givenBy, SignIn signIn, List<String> methods, Optional<String> session, Optional<TenantId> tenant) {

    public Delegation {
        methods = List.copyOf(methods);
    }

    /** By a person of the client's own tenant. */
    public Delegation(Subject subject, PersonId givenBy, SignIn signIn, List<String> methods, Optional<String> session) {
        this(subject, givenBy, signIn, methods, session, Optional.empty());
    }
}
