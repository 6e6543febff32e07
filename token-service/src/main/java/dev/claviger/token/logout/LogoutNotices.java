package dev.claviger.token.logout;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.token.login.Session;
import dev.claviger.token.login.SessionEnding;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Whom to tell of which session's end, written down in the transaction that ends it. */
@ApplicationScoped
class LogoutNotices implements SessionEnding {

    private static final String PUT = """
            with concerned as (delete from session_client where session_id = any($1) returning session_id, client_id, tenant_id, person)
            insert into logout_notice (id, session_id, client_id, tenant_id, person, due_at)
            select gen_random_uuid(), session_id, client_id, tenant_id, person, $2 from concerned
            """;
    /** Each is due again later than the time before, should whoever takes it now not come to delete it. */
    private static final String TAKE = """
            update logout_notice set attempts = attempts + 1,
                   due_at = $1 + case attempts when 0 then interval '15 seconds' when 1 then interval '1 minute' else interval '5 minutes' end
             where id in (select id from logout_notice where due_at <= $1 order by due_at limit $2 for update skip locked)
            returning id, session_id, client_id, person, attempts
            """;
    private static final String DELETE = "delete from logout_notice where id = $1";

    private final Clock clock;

    @Inject
    LogoutNotices(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Future<Void> ending(SqlConnection transaction, List<Session> sessions) {
        return transaction.preparedQuery(PUT).execute(Tuple.of(sessions.stream().map(Session::id).toArray(String[]::new), now())).mapEmpty();
    }

    /** Those that are due, which nobody else takes for a while. */
    Future<List<LogoutNotice>> take(SqlClient client, int most) {
        return client.preparedQuery(TAKE).execute(Tuple.of(now(), most)).map(rows -> {
            List<LogoutNotice> notices = new ArrayList<>(rows.size());
            rows.forEach(row -> notices.add(notice(row)));
            return notices;
        });
    }

    Future<Void> delete(SqlClient client, LogoutNotice notice) {
        return client.preparedQuery(DELETE).execute(Tuple.of(notice.id())).mapEmpty();
    }

    private static LogoutNotice notice(Row row) {
        return new LogoutNotice(row.getUUID("id"), row.getString("session_id"), new ClientId(row.getString("client_id")),
                new PersonId(row.getLong("person")), row.getInteger("attempts"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
