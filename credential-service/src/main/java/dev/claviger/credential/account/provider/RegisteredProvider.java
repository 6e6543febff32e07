package dev.claviger.credential.account.provider;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.credential.edge.EntityTag;
import dev.claviger.credential.tenant.PlatformTenant;

/** A tenant's provider, as an administrator has written it down. */
@Entity
@Table(name = "identity_provider")
public class RegisteredProvider {

    /** Whose administrators always get in. */

    @Id
    @Column(name = "tenant_id")
    String tenant;
    String issuer;
    String name;
    @Column(name = "client_id")
    String clientId;
    @Column(name = "client_secret")
    byte[] sealedSecret;
    @Column(columnDefinition = "text[]")
    List<String> scopes;
    String claim;
    @Column(name = "create_people")
    boolean createPeople;
    String passwords;
    @Column(name = "created_at")
    Instant createdAt;
    @Version
    int version;

    protected RegisteredProvider() {
    }

    RegisteredProvider(TenantId tenant, Instant createdAt) {
        this.tenant = tenant.value();
        this.createdAt = createdAt;
    }

    void apply(ProviderForm form, byte[] secret) {
        issuer = form.issuer();
        name = form.name();
        clientId = form.clientId();
        sealedSecret = secret;
        scopes = form.scopes();
        claim = form.claim();
        createPeople = form.createPeople();
        passwords = form.refusesPasswords() ? ProviderForm.REFUSED : ProviderForm.ALLOWED;
    }

    ProviderForm form() {
        return new ProviderForm(issuer, name, clientId, List.copyOf(scopes), claim, createPeople, ProviderForm.REFUSED.equals(passwords));
    }

    /** As token-service learns of it. Where the platform's administrators sign in, passwords are asked for whatever is set. */
    IdentityProvider toProvider(Optional<String> secret) {
        return new IdentityProvider(new TenantId(tenant), URI.create(issuer), name, clientId, secret, scopes, claim,
                ProviderForm.REFUSED.equals(passwords) && !PlatformTenant.ID.value().equals(tenant));
    }

    EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }
}
