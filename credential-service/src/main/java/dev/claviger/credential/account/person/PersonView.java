package dev.claviger.credential.account.person;

import java.time.Instant;
import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.claviger.credential.account.link.IssuedLink;

/**
 * A person as administrators see it; never a password or what one-time passwords are made from.
 *
 * @param id         {@code sub} of tokens that stand for the person, and {@code user_id}
 * @param scopes     null for all
 * @param invitation in the answer that created the person, and only where no mail server is configured
 */
public record PersonView(long id, String tenant, String username, String name, String email, boolean emailVerified, String role, Collection<String> scopes,
        boolean disabled, boolean hasPassword, boolean hasOneTimePassword, Instant createdAt, Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) IssuedLink invitation) {

    static PersonView of(RegisteredPerson person) {
        return new PersonView(person.id, person.tenant, person.username, person.name, person.email, person.emailVerified, person.role, person.scopes,
                person.disabled, person.hasPassword, person.hasOneTimePassword, person.createdAt, person.updatedAt, null);
    }

    /** Right after creation, when the database has not told yet. */
    PersonView created(boolean withPassword, IssuedLink link) {
        return new PersonView(id, tenant, username, name, email, emailVerified, role, scopes, disabled, withPassword, false, createdAt, updatedAt, link);
    }

    /** Without what is personal, and without the link. */
    @Override
    public String toString() {
        return "person " + id + " of " + tenant;
    }
}
