package dev.claviger.credential.notify.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Notifications on their way. Each statement commits by itself: a claim is known to all replicas before its mail leaves, so a
 * replica that dies while sending leaves a claim behind, and nobody a second mail.
 */
@Singleton
class SendQueue {

    private static final String CLAIM = """
            update notification n set status = 'sending', attempts = n.attempts + 1, claimed_at = now()
              from (select d.id from notification d where d.status = 'pending' and coalesce(d.due_at, d.next_attempt_at) <= now()
                     order by coalesce(d.due_at, d.next_attempt_at) limit 1 for update skip locked) due
              left join notification told on told.id = due.id
              left join client c on c.id = told.client_id
              left join person p on p.id = told.person_id
             where n.id = due.id
            returning n.id, n.kind, n.attempts, n.client_id, n.tenant_id, n.credential_id, n.api_key_id, n.effective_at, n.place, n.created_at, n.link_id,
                      coalesce(n.sent_to, c.contact_email, p.email) as contact_email, c.name as client_name, c.environment, p.username
            """;
    /** Also when it was given up as uncertain meanwhile: what became of it is known now. An address that is nobody's any more is forgotten with it. */
    private static final String SETTLE = """
            update notification set status = $2, sent_at = case when $2 = 'sent' then now() end, sent_to = null
             where id = $1 and status in ('sending', 'uncertain')
            """;
    private static final String RETRY = """
            update notification set status = 'pending', next_attempt_at = case when due_at is null then now() + make_interval(secs => $2) else 'infinity' end,
                   due_at = case when due_at is not null then now() + make_interval(secs => $2) end
             where id = $1 and status = 'sending'
            """;
    private static final String ABANDONED = """
            update notification set status = 'uncertain', sent_to = null where status = 'sending' and claimed_at < now() - make_interval(secs => $1)
            returning kind
            """;
    private static final String UNSETTLED = "select status, count(*) as count from notification where status <> 'sent' group by status";

    private final Pool pool;

    SendQueue(Pool pool) {
        this.pool = pool;
    }

    /** The one that waits longest, for the caller alone; empty when none is due. */
    Uni<Optional<DueNotification>> claim() {
        return pool.query(CLAIM).execute().map(rows -> list(rows, DueNotification::of).stream().findFirst());
    }

    Uni<Void> settle(DueNotification notification, Outcome outcome) {
        return pool.preparedQuery(SETTLE).execute(Tuple.of(notification.id(), outcome.toString())).replaceWithVoid();
    }

    Uni<Void> retry(DueNotification notification, Duration pause) {
        return pool.preparedQuery(RETRY).execute(Tuple.of(notification.id(), (double) pause.toSeconds())).replaceWithVoid();
    }

    /** Whoever claimed these has died, or has lost the database: whether the mail left is not known. */
    Uni<List<String>> giveUpClaimsOlderThan(Duration age) {
        return pool.preparedQuery(ABANDONED).execute(Tuple.of((double) age.toSeconds())).map(rows -> list(rows, row -> row.getString("kind")));
    }

    /** How many there are in each status but sent. */
    Uni<List<StatusCount>> unsettled() {
        return pool.query(UNSETTLED).execute().map(rows -> list(rows, row -> new StatusCount(row.getString("status"), row.getLong("count"))));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> form) {
        List<T> values = new ArrayList<>();
        rows.forEach(row -> values.add(form.apply(row)));
        return values;
    }

    /** So many notifications have that status. */
    record StatusCount(String status, long count) {
    }
}
