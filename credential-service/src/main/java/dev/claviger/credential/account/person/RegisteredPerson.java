package dev.claviger.credential.account.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.Formula;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.edge.EntityTag;

/** Somebody who may sign in, as an administrator has written it down. */
@Entity
@Table(name = "person")
public class RegisteredPerson {

    @Id
    Long id;
    @Column(name = "tenant_id")
    String tenant;
    String username;
    String name;
    String email;
    @Column(name = "email_verified")
    boolean emailVerified;
    String role;
    @Column(columnDefinition = "text[]")
    List<String> scopes;
    boolean disabled;
    @Column(name = "created_at")
    Instant createdAt;
    @Column(name = "updated_at")
    Instant updatedAt;
    @Version
    int version;
    @Formula("exists (select 1 from person_password pp where pp.person_id = id)")
    boolean hasPassword;
    @Formula("exists (select 1 from one_time_password otp where otp.person_id = id and otp.secret is not null)")
    boolean hasOneTimePassword;

    protected RegisteredPerson() {
    }

    RegisteredPerson(PersonId id, TenantId tenant, Instant createdAt) {
        this.id = id.value();
        this.tenant = tenant.value();
        this.createdAt = createdAt;
    }

    /** A mail address nobody has answered from yet is not verified. */
    void apply(PersonForm form, Instant now) {
        emailVerified = emailVerified && form.email().equals(Optional.ofNullable(email));
        username = form.username();
        name = form.name().orElse(null);
        email = form.email().orElse(null);
        role = form.role().toString();
        scopes = form.limit().map(limit -> List.copyOf(limit.names())).orElse(null);
        disabled = form.disabled();
        updatedAt = now;
    }

    PersonForm form() {
        return new PersonForm(username, Optional.ofNullable(name), Optional.ofNullable(email), Role.of(role),
                Optional.ofNullable(scopes).map(Scopes::of), disabled);
    }

    public PersonId id() {
        return new PersonId(id);
    }

    public TenantId tenant() {
        return new TenantId(tenant);
    }

    public boolean hasPassword() {
        return hasPassword;
    }

    public boolean hasEmail() {
        return email != null;
    }

    public boolean isDisabled() {
        return disabled;
    }

    /** Whoever signs in as this person can do everything, so only an administrator of the platform may touch it. */
    boolean administersPlatform() {
        return Role.of(role) == Role.PLATFORM_ADMINISTRATOR;
    }

    EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }
}
