package dev.claviger.credential.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.EntityTag;

/** An organisation with its own environments and hosts. */
@Entity
@Table(name = "tenant")
public class Tenant {

    @Id
    String id;
    String name;
    @Column(name = "access_token_seconds")
    Integer accessTokenSeconds;
    @Column(name = "refresh_token_seconds")
    Integer refreshTokenSeconds;
    /** For tokens that stand for all of it; no person has the same number. */
    long account;
    @Column(name = "created_at")
    Instant createdAt;
    @Version
    int version;

    protected Tenant() {
    }

    Tenant(TenantId id, long account, Instant createdAt) {
        this.id = id.value();
        this.account = account;
        this.createdAt = createdAt;
    }

    void apply(TenantForm form) {
        name = form.name();
        accessTokenSeconds = seconds(form.accessTokenLifetime());
        refreshTokenSeconds = seconds(form.refreshTokenLifetime());
    }

    TenantForm form() {
        return new TenantForm(name, duration(accessTokenSeconds), duration(refreshTokenSeconds));
    }

    EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }

    private static Integer seconds(Optional<Duration> lifetime) {
        return lifetime.map(duration -> (int) duration.toSeconds()).orElse(null);
    }

    private static Optional<Duration> duration(Integer seconds) {
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }
}
