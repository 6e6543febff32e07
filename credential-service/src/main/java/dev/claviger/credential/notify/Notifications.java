package dev.claviger.credential.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.CredentialId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Records what contacts shall be told, in the transaction that makes it true, so that neither exists without the other. */
@Singleton
public class Notifications {

    private static final Duration SHORTEST_RETENTION = Duration.ofDays(60);
    private static final String RECORD = """
            insert into notification (kind, tenant_id, client_id, credential_id, api_key_id, effective_at, place, dedupe_key)
            select :kind, c.tenant_id, c.id, cast(:credential as text), cast(:api_key as text),
                   to_timestamp(cast(cast(:effective as text) as bigint)), cast(:place as text), :dedupe
              from client c where c.id = :client and c.contact_email is not null
            on conflict (dedupe_key) do nothing
            """;
    /** {@code next_attempt_at} is for the version before, which would wait for a client and keep all others waiting. */
    private static final String RECORD_FOR_PERSON = """
            insert into notification (kind, tenant_id, person_id, link_id, sent_to, dedupe_key, due_at, next_attempt_at)
            select :kind, p.tenant_id, p.id, cast(cast(:link as text) as bigint), cast(:to as text), :dedupe, now(), 'infinity'
              from person p where p.id = :person and coalesce(cast(:to as text), p.email) is not null
            on conflict (dedupe_key) do nothing
            """;
    private static final String PRUNE = "delete from notification where created_at < $1 and status not in ('pending', 'sending')";

    private final MailConfig mail;
    private final Event<Recorded> recorded;
    private final Pool pool;
    private final Clock clock;

    Notifications(MailConfig mail, Event<Recorded> recorded, Pool pool, Clock clock) {
        if (mail.host().isPresent() && mail.from().isEmpty()) {
            throw new ConfigurationException("claviger.mail.from is missing beside claviger.mail.host");
        }
        if (mail.retention().compareTo(SHORTEST_RETENTION) < 0) {
            throw new ConfigurationException("claviger.mail.retention must be P60D or more, or an expiry could be told twice");
        }
        this.mail = mail;
        this.recorded = recorded;
        this.pool = pool;
        this.clock = clock;
    }

    /** Without a mail server, or for a client without contact, nothing; for what was recorded before, nothing new. */
    public Uni<Void> record(Notice notice) {
        if (mail.host().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> session.createNativeQuery(RECORD)
                        .setParameter("kind", notice.kind().toString()).setParameter("client", notice.client().value())
                        .setParameter("credential", notice.credential().map(CredentialId::value).orElse(null))
                        .setParameter("api_key", notice.apiKey().map(ApiKeyId::value).orElse(null))
                        .setParameter("effective", notice.effectiveAt().map(at -> Long.toString(at.getEpochSecond())).orElse(null))
                        .setParameter("place", notice.place().orElse(null)).setParameter("dedupe", notice.dedupeKey()).executeUpdate())
                .invoke(() -> recorded.fire(new Recorded())).replaceWithVoid();
    }

    /** The same for a person: without a mail server, or an address, nothing. */
    public Uni<Void> record(PersonNotice notice) {
        if (mail.host().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> session.createNativeQuery(RECORD_FOR_PERSON)
                        .setParameter("kind", notice.kind().toString()).setParameter("person", notice.person().value())
                        .setParameter("link", notice.link().map(id -> Long.toString(id)).orElse(null)).setParameter("to", notice.to().orElse(null)).setParameter("dedupe", notice.dedupeKey()).executeUpdate())
                .invoke(() -> recorded.fire(new Recorded())).replaceWithVoid();
    }

    /** Whether anybody can be told anything. */
    public boolean reachPeople() {
        return mail.host().isPresent();
    }

    @Scheduled(every = "1h", delayed = "7m")
    Uni<Void> prune() {
        OffsetDateTime horizon = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minus(mail.retention());
        return pool.preparedQuery(PRUNE).execute(Tuple.of(horizon)).replaceWithVoid();
    }

    /** Something may be waiting to be sent, as soon as the transaction that is under way has committed. */
    public record Recorded() {
    }
}
