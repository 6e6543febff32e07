package dev.claviger.credential.scope;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.edge.EntityTag;

/** A named permission. */
@Entity
@Table(name = "scope")
public class Scope {

    @Id
    String name;
    String description;
    String criticality;
    @Column(columnDefinition = "text[]")
    List<String> implies;
    @Column(name = "token_types", columnDefinition = "text[]")
    List<String> tokenTypes;
    @Column(name = "built_in")
    boolean builtIn;
    @Column(name = "created_at")
    Instant createdAt;
    @Version
    int version;

    protected Scope() {
    }

    Scope(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
    }

    void apply(ScopeForm form) {
        description = form.description();
        criticality = form.criticality();
        implies = form.implies();
        tokenTypes = form.tokenTypes();
    }

    boolean isAsIn(ScopeForm form) {
        return description.equals(form.description()) && criticality.equals(form.criticality()) && implies.equals(form.implies())
                && tokenTypes.equals(form.tokenTypes());
    }

    static boolean isBuiltIn(String name) {
        return Scopes.isBuiltIn(name) || Person.OF_EVERY_PERSON.contains(name);
    }

    /** As gateways learn of it. */
    ScopeDefinition definition() {
        return new ScopeDefinition(name, Scopes.of(implies));
    }

    EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }
}
