package dev.claviger.credential.audit;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;

/** One change, as it is written; {@link AuditLine} is how it is read. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;
    Instant at;
    String actor;
    @Column(name = "actor_tenant")
    String actorTenant;
    @Column(name = "actor_client")
    String actorClient;
    String address;
    String action;
    @Column(name = "tenant_id")
    String tenant;
    String environment;
    @Column(name = "client_id")
    String clientId;
    @Column(name = "credential_id")
    String credentialId;
    @Column(name = "api_key_id")
    String apiKeyId;
    @Column(name = "grant_id")
    String grantId;
    @Column(name = "token_id")
    String jti;
    String scope;
    String subject;
    @Column(columnDefinition = "text[]")
    List<String> changed = List.of();

    protected AuditEntry() {
    }

    private AuditEntry(AuditAction action) {
        this.action = action.toString();
    }

    public static AuditEntry of(AuditAction action) {
        return new AuditEntry(action);
    }

    public AuditEntry tenant(TenantId concerned) {
        tenant = concerned.value();
        return this;
    }

    public AuditEntry environment(String name) {
        environment = name;
        return this;
    }

    public AuditEntry client(String concerned) {
        clientId = concerned;
        return this;
    }

    public AuditEntry credential(String concerned) {
        credentialId = concerned;
        return this;
    }

    public AuditEntry apiKey(String concerned) {
        apiKeyId = concerned;
        return this;
    }

    public AuditEntry grant(String concerned) {
        grantId = concerned;
        return this;
    }

    public AuditEntry token(String concerned) {
        jti = concerned;
        return this;
    }

    public AuditEntry person(PersonId concerned) {
        subject = concerned.toString();
        return this;
    }

    public AuditEntry scope(String name) {
        scope = name;
        return this;
    }

    /** {@code sub} of the tokens concerned: a person's or an account's number. */
    public AuditEntry subject(String concerned) {
        subject = concerned;
        return this;
    }

    /** The names of the members that changed; their values may be personal. */
    public AuditEntry changed(List<String> members) {
        changed = members;
        return this;
    }
}
