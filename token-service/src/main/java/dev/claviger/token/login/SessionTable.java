package dev.claviger.token.login;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The statements on table {@code sign_in}. */
final class SessionTable {

    private static final String LIVE = " and expires_at > $1 and last_seen_at > $2";
    private static final String COLUMNS = "id, tenant_id, person, era, auth_time, amr, acr, agent, last_seen_at";
    private static final String OF_BROWSER = "select " + COLUMNS + " from sign_in where browser = $3" + LIVE;
    private static final String OF_PERSON = "select " + COLUMNS + " from sign_in where tenant_id = $3 and person = $4" + LIVE + " order by last_seen_at desc";
    private static final String SEEN = "update sign_in set last_seen_at = $2 where id = $1 and last_seen_at < $2";
    private static final String MOVE = "update sign_in set browser = $2 where browser = $1";
    private static final String PUT = """
            insert into sign_in (id, browser, tenant_id, person, auth_time, amr, acr, agent, last_seen_at, expires_at, era)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;
    private static final String END_IN_BROWSER = "delete from sign_in where browser = $1 and tenant_id = $2 returning " + COLUMNS;
    private static final String END = "delete from sign_in where tenant_id = $1 and person = $2 and id = $3 returning " + COLUMNS;
    private static final String END_ALL = "delete from sign_in where tenant_id = $1 and person = $2 and id <> $3 returning " + COLUMNS;
    private static final String END_CROWDED = """
            delete from sign_in where id in (select id from sign_in where tenant_id = $1 and person = $2 order by last_seen_at desc offset $3)
             returning\s""" + COLUMNS;

    private SessionTable() {
    }

    /** @param unusedSince of those last seen before, none is left */
    static Future<List<OpenSession>> ofBrowser(SqlClient client, Buffer browser, Instant now, Instant unusedSince) {
        return client.preparedQuery(OF_BROWSER).execute(Tuple.of(time(now), time(unusedSince), browser)).map(SessionTable::sessions);
    }

    static Future<List<OpenSession>> ofPerson(SqlClient client, TenantId tenant, PersonId person, Instant now, Instant unusedSince) {
        return client.preparedQuery(OF_PERSON).execute(Tuple.of(time(now), time(unusedSince), tenant.value(), person.value()))
                .map(SessionTable::sessions);
    }

    static Future<Void> seen(SqlClient client, Session session, Instant now) {
        return client.preparedQuery(SEEN).execute(Tuple.of(session.id(), time(now))).mapEmpty();
    }

    static Future<Void> move(SqlClient client, Buffer from, Buffer to) {
        return client.preparedQuery(MOVE).execute(Tuple.of(from, to)).mapEmpty();
    }

    static Future<Void> put(SqlClient client, Session session, Buffer browser, String agent, Instant now, Instant expiresAt) {
        return client.preparedQuery(PUT).execute(Tuple.from(Arrays.asList(session.id(), browser, session.tenant().value(), session.person().value(),
                time(session.authTime()), session.amr().toArray(String[]::new), session.acr().orElse(null), agent, time(now), time(expiresAt), session.era()))).mapEmpty();
    }

    static Future<List<Session>> endInBrowser(SqlClient client, Buffer browser, TenantId tenant) {
        return client.preparedQuery(END_IN_BROWSER).execute(Tuple.of(browser, tenant.value())).map(SessionTable::ended);
    }

    static Future<List<Session>> end(SqlClient client, TenantId tenant, PersonId person, String id) {
        return client.preparedQuery(END).execute(Tuple.of(tenant.value(), person.value(), id)).map(SessionTable::ended);
    }

    static Future<List<Session>> endAllBut(SqlClient client, TenantId tenant, PersonId person, String kept) {
        return client.preparedQuery(END_ALL).execute(Tuple.of(tenant.value(), person.value(), kept)).map(SessionTable::ended);
    }

    /** Of more than so many, those not used for longest. */
    static Future<List<Session>> endCrowded(SqlClient client, TenantId tenant, PersonId person, int most) {
        return client.preparedQuery(END_CROWDED).execute(Tuple.of(tenant.value(), person.value(), most)).map(SessionTable::ended);
    }

    private static List<Session> ended(RowSet<Row> rows) {
        return sessions(rows).stream().map(OpenSession::session).toList();
    }

    private static List<OpenSession> sessions(RowSet<Row> rows) {
        List<OpenSession> sessions = new ArrayList<>(rows.size());
        rows.forEach(row -> sessions.add(new OpenSession(session(row), row.getString("agent"), instant(row, "last_seen_at"))));
        return sessions;
    }

    private static Session session(Row row) {
        return new Session(row.getString("id"), new TenantId(row.getString("tenant_id")), new PersonId(row.getLong("person")), row.getString("era"),
                instant(row, "auth_time"), List.of(row.getArrayOfStrings("amr")), Optional.ofNullable(row.getString("acr")));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
