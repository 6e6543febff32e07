package dev.claviger.credential.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.EntityTag;

/** Software registered to call the API. */
@Entity
@Table(name = "client")
public class Client {

    @Id
    String id;
    @Column(name = "tenant_id")
    String tenant;
    String environment;
    String name;
    @Column(name = "contact_email")
    String contactEmail;
    @Column(columnDefinition = "text[]")
    List<String> scopes;
    @Column(columnDefinition = "text[]")
    List<String> establishments;
    @Column(name = "grant_types", columnDefinition = "text[]")
    List<String> grantTypes;
    @Column(name = "token_endpoint_auth_method")
    String authMethod;
    @Column(name = "access_token_seconds")
    Integer accessTokenSeconds;
    @Column(name = "refresh_token_seconds")
    Integer refreshTokenSeconds;
    @Column(name = "refresh_token_rotation")
    boolean refreshTokenRotation;
    @Column(name = "revoke_access_on_refresh")
    boolean revokeAccessOnRefresh;
    @Column(name = "secret_seconds")
    Integer secretSeconds;
    @Column(name = "retire_unused_secrets")
    boolean retireUnusedSecrets;
    boolean disabled;
    @Column(name = "created_at")
    Instant createdAt;
    @Version
    int version;

    protected Client() {
    }

    Client(ClientId id, TenantId tenant, Instant createdAt) {
        this.id = id.value();
        this.tenant = tenant.value();
        this.createdAt = createdAt;
    }

    void apply(ClientForm form) {
        name = form.name();
        contactEmail = form.contactEmail().orElse(null);
        environment = form.environment().value();
        scopes = List.copyOf(form.scopes().names());
        establishments = form.establishments();
        grantTypes = form.grantTypes();
        authMethod = form.tokenEndpointAuthMethod();
        accessTokenSeconds = seconds(form.accessTokenLifetime());
        refreshTokenSeconds = seconds(form.refreshTokenLifetime());
        refreshTokenRotation = form.refreshTokenRotation();
        revokeAccessOnRefresh = form.revokeAccessOnRefresh();
        secretSeconds = seconds(form.secretLifetime());
        retireUnusedSecrets = form.retireUnusedSecrets();
        disabled = form.disabled();
    }

    ClientForm form() {
        return new ClientForm(name, Optional.ofNullable(contactEmail), environment(), Scopes.of(scopes), List.copyOf(establishments),
                List.copyOf(grantTypes), authMethod, duration(accessTokenSeconds), duration(refreshTokenSeconds),
                refreshTokenRotation, revokeAccessOnRefresh, secretLifetime(), retireUnusedSecrets, disabled);
    }

    public ClientId id() {
        return new ClientId(id);
    }

    public TenantId tenant() {
        return new TenantId(tenant);
    }

    public String name() {
        return name;
    }

    public EnvironmentName environment() {
        return new EnvironmentName(environment);
    }

    public Optional<Duration> secretLifetime() {
        return duration(secretSeconds);
    }

    /** Whether secrets of it that newer ones have replaced may go by themselves. */
    public boolean retiresUnusedSecrets() {
        return retireUnusedSecrets;
    }

    /** Whoever may use its secrets may do everything, so only an administrator may touch it. */
    public boolean isAdministrator() {
        return scopes.contains(Scopes.ADMIN);
    }

    public EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }

    private static Integer seconds(Optional<Duration> lifetime) {
        return lifetime.map(duration -> (int) duration.toSeconds()).orElse(null);
    }

    private static Optional<Duration> duration(Integer seconds) {
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }
}
