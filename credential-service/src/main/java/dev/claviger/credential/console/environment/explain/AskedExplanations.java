package dev.claviger.credential.console.environment.explain;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Who had something explained, and of which tenant, before it is answered: nothing of what was asked, but for the application. */
@Singleton
class AskedExplanations {

    private final AuditTrail audit;

    AskedExplanations(AuditTrail audit) {
        this.audit = audit;
    }

    @WithTransaction
    Uni<Void> record(Actor actor, TenantId tenant, String client) {
        AuditEntry entry = AuditEntry.of(AuditAction.EXPLANATION_ASKED).tenant(tenant);
        return audit.record(actor, ClientId.isWellFormed(client) ? entry.client(client) : entry);
    }
}
