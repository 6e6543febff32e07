package dev.claviger.token.logout;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
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
import java.util.Collection;
import java.util.List;

/** Whom to tell of which session's end, written down in the transaction that ends it. */
@ApplicationScoped
class LogoutNotices implements SessionEnding {

    private static final String PUT = """
            with concerned as (delete from session_client where session_id = any($1) returning session_id, client_id, tenant_id, person)
            insert into logout_notice (id, session_id, client_id, tenant_id, person, due_at)
            select gen_random_uuid(), session_id, client_id, tenant_id, person, $2 from concerned
            """;
    /**
     * So many of each tenant, the longest due first, so that who has many, or slow ones, keeps nobody else waiting. Each is due again later than the time
     * before, should whoever takes it now not come to delete it.
     */
    private static final String TAKE = """
            with recursive waiting(tenant_id) as (
                     select min(tenant_id) from logout_notice
                     union all select (select min(n.tenant_id) from logout_notice n where n.tenant_id > w.tenant_id) from waiting w where w.tenant_id is not null),
                 taken as (
                     select due.id from waiting w cross join lateral (
                            select n.id from logout_notice n where n.tenant_id = w.tenant_id and n.due_at <= $1 order by n.due_at limit $3 for update skip locked) due
                      where w.tenant_id <> all($2) limit $4)
            update logout_notice set attempts = attempts + 1,
                   due_at = $1 + case attempts when 0 then interval '15 seconds' when 1 then interval '1 minute' else interval '5 minutes' end
             where id in (select id from taken)
            returning id, session_id, client_id, tenant_id, person, attempts
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

    /**
     * Those that are due, which nobody else takes for a while.
     *
     * @param but   tenants whose notices are left for later
     * @param ofOne the most of one tenant
     * @param ofAll the most altogether
     */
    Future<List<LogoutNotice>> take(SqlClient client, Collection<TenantId> but, int ofOne, int ofAll) {
        return client.preparedQuery(TAKE).execute(Tuple.of(now(), but.stream().map(TenantId::value).toArray(String[]::new), ofOne, ofAll)).map(rows -> {
            List<LogoutNotice> notices = new ArrayList<>(rows.size());
            rows.forEach(row -> notices.add(notice(row)));
            return notices;
        });
    }

    Future<Void> delete(SqlClient client, LogoutNotice notice) {
        return client.preparedQuery(DELETE).execute(Tuple.of(notice.id())).mapEmpty();
    }

    private static LogoutNotice notice(Row row) {
        return new LogoutNotice(row.getUUID("id"), row.getString("session_id"), new ClientId(row.getString("client_id")), new TenantId(row.getString("tenant_id")),
                new PersonId(row.getLong("person")), row.getInteger("attempts"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
