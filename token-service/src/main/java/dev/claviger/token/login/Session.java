package dev.claviger.token.login;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.SignIn;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That a person has signed in with a browser, and still is.
 *
 * @param id       names it to others ({@code sid}); opens nothing
 * @param authTime when, whole seconds
 * @param amr      how: RFC 8176 §2
 * @param era      of the person when it began: with another one it is over
 * @param acr      how much that proves: {@link #MULTI_FACTOR}, or empty for no more than a password
 */
public record Session(String id, TenantId tenant, PersonId person, String era, Instant authTime, List<String> amr, Optional<String> acr) {

    /** A password and a one-time password. */
    public static final String MULTI_FACTOR = "urn:claviger:multi-factor";
    public static final List<String> BY_PASSWORD = List.of("pwd");
    public static final List<String> BY_BOTH = List.of("pwd", "otp", "mfa");

    public Session {
        amr = List.copyOf(amr);
    }

    /** Whether the person as known now is signed in by it. */
    public boolean isOf(Person known) {
        return known.tenant().equals(tenant) && known.id().equals(person) && known.era().equals(era);
    }

    Session as(String otherId) {
        return new Session(otherId, tenant, person, era, authTime, amr, acr);
    }

    /** As tokens have it. */
    public SignIn signIn() {
        return new SignIn(authTime, acr);
    }
}
