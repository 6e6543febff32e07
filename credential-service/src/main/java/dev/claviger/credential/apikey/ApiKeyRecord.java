package dev.claviger.credential.apikey;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.credential.edge.EntityTag;
import dev.claviger.credential.secret.SecretHash;

/** What is kept of one API key: its hash and whose it is. */
@Entity
@Table(name = "api_key")
public class ApiKeyRecord {

    @Id
    String id;
    @Column(name = "client_id")
    String clientId;
    String name;
    byte[] hash;
    int pepper;
    @Column(name = "created_at")
    Instant createdAt;
    @Column(name = "deleted_at")
    Instant deletedAt;
    @Version
    int version;

    protected ApiKeyRecord() {
    }

    ApiKeyRecord(ApiKeyId id, ClientId client, Optional<String> name, SecretHash hash, Instant createdAt) {
        this.id = id.value();
        this.clientId = client.value();
        this.name = name.orElse(null);
        this.hash = hash.bytes();
        this.pepper = hash.pepper();
        this.createdAt = createdAt;
    }

    ApiKeyId id() {
        return new ApiKeyId(id);
    }

    SecretHash hash() {
        return new SecretHash(pepper, hash);
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    void delete(Instant now) {
        deletedAt = now;
    }

    EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }
}
