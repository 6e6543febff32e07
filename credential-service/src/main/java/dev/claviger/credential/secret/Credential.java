package dev.claviger.credential.secret;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.credential.edge.EntityTag;

/** One client secret's record: its hash and its life. Of a public client it is that of no secret, and only names its tokens. */
@Entity
@Table(name = "credential")
public class Credential {

    @Id
    String id;
    @Column(name = "client_id")
    String clientId;
    byte[] hash;
    int pepper;
    boolean secretless;
    @Column(name = "created_at")
    Instant createdAt;
    @Column(name = "expires_at")
    Instant expiresAt;
    @Column(name = "revoked_at")
    Instant revokedAt;
    @Version
    int version;

    protected Credential() {
    }

    Credential(CredentialId id, ClientId client, SecretHash hash, Instant createdAt, Optional<Instant> expiresAt) {
        this.id = id.value();
        this.clientId = client.value();
        this.hash = hash.bytes();
        this.pepper = hash.pepper();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt.orElse(null);
    }

    public CredentialId id() {
        return new CredentialId(id);
    }

    /** Nothing that anybody could send matches its hash. */
    public boolean isSecretless() {
        return secretless;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    public SecretStatus statusAt(Instant now) {
        if (revokedAt != null) {
            return SecretStatus.REVOKED;
        }
        return expiresAt == null ? SecretStatus.ACTIVE : expiresAt.isAfter(now) ? SecretStatus.EXPIRING : SecretStatus.EXPIRED;
    }

    /** It obtains no token from now on, and those it obtained end. */
    public void revoke(Instant now) {
        revokedAt = now;
    }

    /** It obtains tokens until then at most; an earlier end stays. */
    public void endBy(Instant end) {
        if (expiresAt == null || expiresAt.isAfter(end)) {
            expiresAt = end;
        }
    }

    public EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }
}
