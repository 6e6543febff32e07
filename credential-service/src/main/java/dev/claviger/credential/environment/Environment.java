package dev.claviger.credential.environment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.EntityTag;
import dev.claviger.credential.limit.RateLimitColumn;

/** A named stage of a tenant. */
@Entity
@Table(name = "environment")
public class Environment {

    @EmbeddedId
    EnvironmentKey key;
    @Column(columnDefinition = "text[]")
    List<String> hosts;
    @Column(columnDefinition = "text[]")
    List<String> upstreams;
    String audience;
    @Column(name = "token_paths", columnDefinition = "text[]")
    List<String> tokenPaths;
    @Column(name = "require_api_key")
    boolean requireApiKey;
    @Column(name = "cors_origins", columnDefinition = "text[]")
    List<String> corsOrigins;
    @Column(name = "rate_limit")
    @Convert(converter = RateLimitColumn.class)
    RateLimit rateLimit;
    @Column(name = "client_rate_limit")
    @Convert(converter = RateLimitColumn.class)
    RateLimit clientRateLimit;
    @Convert(converter = RateLimitColumn.class)
    RateLimit quota;
    @Column(name = "client_quota")
    @Convert(converter = RateLimitColumn.class)
    RateLimit clientQuota;
    @Column(name = "created_at")
    Instant createdAt;
    @Version
    int version;

    protected Environment() {
    }

    Environment(EnvironmentKey key, Instant createdAt) {
        this.key = key;
        this.createdAt = createdAt;
    }

    void apply(EnvironmentForm form) {
        hosts = form.hosts();
        upstreams = form.upstreams();
        audience = form.audience();
        tokenPaths = form.tokenPaths();
        requireApiKey = form.requireApiKey();
        corsOrigins = form.corsOrigins();
        rateLimit = form.rateLimit().orElse(null);
        clientRateLimit = form.clientRateLimit().orElse(null);
        quota = form.quota().orElse(null);
        clientQuota = form.clientQuota().orElse(null);
    }

    EnvironmentForm form() {
        return new EnvironmentForm(List.copyOf(hosts), List.copyOf(upstreams), audience, List.copyOf(tokenPaths), requireApiKey, List.copyOf(corsOrigins),
                Optional.ofNullable(rateLimit), Optional.ofNullable(clientRateLimit), Optional.ofNullable(quota), Optional.ofNullable(clientQuota));
    }

    /** As gateways learn of it. */
    EnvironmentRecord toRecord() {
        return new EnvironmentRecord(new TenantId(key.tenant()), new EnvironmentName(key.name()), hosts, upstreams, audience, tokenPaths,
                requireApiKey, corsOrigins, form().limits());
    }

    EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }
}
