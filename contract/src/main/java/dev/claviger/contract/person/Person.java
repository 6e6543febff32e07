package dev.claviger.contract.person;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;

/**
 * A person of a tenant who can sign in at this moment: neither disabled nor deleted.
 *
 * @param username what the person signs in with; unique within the tenant
 * @param email    where mail reaches the person
 * @param limit    the API scopes the person may have a client act with, and what they imply; empty for all
 * @param era      another whenever all sessions of the person are to end: who signed in during the one before is signed in no more
 */
public record Person(TenantId tenant, PersonId id, String username, Optional<String> name, Optional<String> email, boolean emailVerified,
        Role role, Optional<Scopes> limit, Instant updatedAt, String era) {

    /** In the first era. */
    public Person(TenantId tenant, PersonId id, String username, Optional<String> name, Optional<String> email, boolean emailVerified,
            Role role, Optional<Scopes> limit, Instant updatedAt) {
        this(tenant, id, username, name, email, emailVerified, role, limit, updatedAt, "");
    }

    /** Scopes of OpenID Connect (Core §5.4, §11): of the person alone, so every person may give them. */
    public static final Set<String> OF_EVERY_PERSON = Set.of("openid", "profile", "email", "offline_access");

    /** Whether the person may have a client act with the scope. */
    public boolean may(String scope, ScopeCatalogue catalogue) {
        return rights().may(scope, catalogue);
    }

    /** Those of the scopes that the person may have a client act with. */
    public Scopes among(Scopes asked, ScopeCatalogue catalogue) {
        return rights().among(asked, catalogue);
    }

    public Rights rights() {
        return new Rights(role, limit);
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "id", id.value(), "username", username, "name", name, "email", email,
                "email_verified", emailVerified, "role", role.toString(), "limit", limit.map(scopes -> Fields.list(scopes.names(), n -> n)),
                "updated_at", updatedAt.getEpochSecond(), "era", era);
    }

    public static Person of(Fields fields) {
        return new Person(new TenantId(fields.text("tenant")), new PersonId(fields.number("id")), fields.text("username"),
                fields.optionalText("name"), fields.optionalText("email"), fields.flag("email_verified"), Role.of(fields.text("role")),
                fields.has("limit") ? Optional.of(Scopes.of(fields.texts("limit"))) : Optional.empty(), fields.instant("updated_at"), fields.optionalText("era").orElse(""));
    }

    /** Without what is personal. */
    @Override
    public String toString() {
        return "person " + id + " of " + tenant;
    }
}
