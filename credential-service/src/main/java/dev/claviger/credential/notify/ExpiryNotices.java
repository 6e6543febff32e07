package dev.claviger.credential.notify;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/**
 * Tells of secrets that will expire 30, 7 and 1 day ahead, and after a pause only of the nearest. Every replica looks; what
 * one has recorded the others find. A notice as long ahead as the secret lives would tell only what its owner just chose.
 */
@Singleton
class ExpiryNotices {

    private static final String RECORD = """
            insert into notification (kind, tenant_id, client_id, credential_id, effective_at, dedupe_key)
            select 'secret_expiring', c.tenant_id, c.id, s.id, s.expires_at, w.dedupe_key
              from credential s
              join client c on c.id = s.client_id and c.contact_email is not null and not c.disabled
              join lateral (select days, 'expiring:' || s.id || ':' || days || ':' || extract(epoch from s.expires_at) as dedupe_key
                              from unnest(array[1, 7, 30]) as days
                             where s.expires_at <= now() + make_interval(days => days)
                             order by days limit 1) w on s.expires_at - s.created_at > make_interval(days => w.days)
             where s.revoked_at is null and s.expires_at > now() and s.expires_at <= now() + interval '30 days'
               and not exists (select 1 from notification n where n.dedupe_key = w.dedupe_key)
             limit 1000
            on conflict (dedupe_key) do nothing
            """;

    private final MailConfig mail;
    private final Pool pool;
    private final Event<Notifications.Recorded> recorded;

    ExpiryNotices(MailConfig mail, Pool pool, Event<Notifications.Recorded> recorded) {
        this.mail = mail;
        this.pool = pool;
        this.recorded = recorded;
    }

    /** In small transactions, as often as there is more. */
    @Scheduled(every = "10m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> record() {
        return mail.host().isEmpty() ? Uni.createFrom().voidItem()
                : pool.query(RECORD).execute().map(rows -> rows.rowCount()).repeat().whilst(inserted -> inserted > 0)
                        .onItem().ignoreAsUni().invoke(() -> recorded.fire(new Notifications.Recorded()));
    }
}
