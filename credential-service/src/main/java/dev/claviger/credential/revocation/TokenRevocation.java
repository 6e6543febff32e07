package dev.claviger.credential.revocation;

import java.util.List;

import jakarta.inject.Singleton;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** The end of all live tokens that a target names; answered with the event's position only after commit. */
@Singleton
class TokenRevocation {

    private static final String DELIVER = "insert into delivered_revocation (id) values (?1) on conflict do nothing";
    private static final String DELIVERED = "update delivered_revocation set position = ?2 where id = ?1";
    private static final String POSITION = "select position from delivered_revocation where id = ?1";
    private static final String PRUNE = "delete from delivered_revocation where delivered_at < now() - interval '30 days'";

    /** A mistyped id would end nothing and say so to nobody; so what is named must exist, and where it is said to. */
    private static final String TARGET_EXISTS = """
            with named as (select cast(:tenant as text) as a_tenant, cast(:client as text) as a_client, cast(:credential as text) as a_credential,
                                  cast(:subject as text) as a_subject, cast(:number as bigint) as a_number)
            select (a_tenant is null or exists (select 1 from tenant t where t.id = a_tenant))
               and (a_client is null or exists (select 1 from client c where c.id = a_client and (a_tenant is null or c.tenant_id = a_tenant)))
               and (a_credential is null or exists (select 1 from credential s join client c on c.id = s.client_id where s.id = a_credential
                    and (a_client is null or c.id = a_client) and (a_tenant is null or c.tenant_id = a_tenant)))
               and (a_subject is null or exists (select 1 from client c where c.id = a_subject and (a_tenant is null or c.tenant_id = a_tenant))
                    or exists (select 1 from person p where p.id = a_number and (a_tenant is null or p.tenant_id = a_tenant))
                    or exists (select 1 from tenant t where t.account = a_number and (a_tenant is null or t.id = a_tenant)))
              from named
            """;

    private final RecordedEvents events;
    private final AuditTrail audit;
    private final Pool pool;

    TokenRevocation(RecordedEvents events, AuditTrail audit, Pool pool) {
        this.events = events;
        this.audit = audit;
        this.pool = pool;
    }

    @WithTransaction
    Uni<Long> revoke(Actor actor, RevocationTarget target) {
        return exists(target).invoke(TokenRevocation::refuseUnknown).chain(() -> record(actor, target, events.revoked(target)));
    }

    /** From token-service, which repeats until it is answered: the same id ends tokens once. */
    @WithTransaction
    Uni<Long> revokeOnce(Actor actor, DeliveredRevocation delivered) {
        return Panache.getSession().chain(session -> session.createNativeQuery(DELIVER).setParameter(1, delivered.id()).executeUpdate()
                .chain(inserted -> inserted == 0
                        ? session.createNativeQuery(POSITION, Long.class).setParameter(1, delivered.id()).getSingleResult()
                        : record(actor, delivered.target(), event(delivered)).call(position -> session.createNativeQuery(DELIVERED)
                                .setParameter(1, delivered.id()).setParameter(2, position).executeUpdate())));
    }

    private AccessEvent event(DeliveredRevocation delivered) {
        return delivered.tokenOver().map(over -> events.revoked(delivered.target(), over)).orElseGet(() -> events.revoked(delivered.target()));
    }

    private Uni<Long> record(Actor actor, RevocationTarget target, AccessEvent event) {
        AuditEntry entry = AuditEntry.of(AuditAction.TOKENS_REVOKED).changed(List.copyOf(target.toFields().keySet()));
        target.tenant().ifPresent(entry::tenant);
        target.client().map(ClientId::value).ifPresent(entry::client);
        target.credential().map(CredentialId::value).ifPresent(entry::credential);
        target.grant().map(GrantId::value).ifPresent(entry::grant);
        target.tokenId().ifPresent(entry::token);
        target.subject().ifPresent(entry::subject);
        return audit.record(actor, entry).chain(() -> events.append(event));
    }

    private static Uni<Boolean> exists(RevocationTarget target) {
        return Panache.getSession().chain(session -> session.createNativeQuery(TARGET_EXISTS, Boolean.class)
                .setParameter("tenant", target.tenant().map(TenantId::value).orElse(null))
                .setParameter("client", target.client().map(ClientId::value).orElse(null))
                .setParameter("credential", target.credential().map(CredentialId::value).orElse(null))
                .setParameter("subject", target.subject().orElse(null))
                .setParameter("number", target.subject().flatMap(PersonId::ofSubject).map(PersonId::value).orElse(null)).getSingleResult());
    }

    private static void refuseUnknown(boolean exists) {
        if (!exists) {
            throw Problem.notFound("tenant, client, secret or subject as named; nothing was revoked");
        }
    }

    @Scheduled(every = "1h", delayed = "4m")
    Uni<Void> prune() {
        return pool.query(PRUNE).execute().replaceWithVoid();
    }
}
