package dev.claviger.token.outbox;

import dev.claviger.contract.Fields;
import dev.claviger.contract.RevocationTarget;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements on table {@code revocation_outbox}. */
final class OutboxTable {

    /** The entry that already waits for the same target, where there is one. */
    private static final String PUT = """
            with waiting as (select id from revocation_outbox where target = $2 limit 1),
                 added as (insert into revocation_outbox (id, target, keep_until) select $1, $2, $3 where not exists (select from waiting) returning id)
            select id from waiting union all select id from added
            """;
    private static final String WAITING = "select id from revocation_outbox where target = $1 limit 1";
    /** Those just written are being delivered already; those locked, by another replica. */
    private static final String TAKE = """
            select id, target, keep_until from revocation_outbox where created_at < now() - interval '2 seconds'
             order by created_at limit $1 for update skip locked
            """;
    /** What another replica has locked it delivers as well, which does no harm, and deletes itself. */
    private static final String DELETE = """
            delete from revocation_outbox where id in (select id from revocation_outbox where id = $1 for update skip locked)
            """;

    private OutboxTable() {
    }

    static Future<OutboxEntry> put(SqlClient client, Ending ending) {
        return client.preparedQuery(PUT).execute(Tuple.of(UUID.randomUUID(), json(ending), ending.keepUntil().map(OutboxTable::time).orElse(null)))
                .map(rows -> new OutboxEntry(rows.iterator().next().getUUID("id"), ending));
    }

    static Future<List<OutboxEntry>> waiting(SqlClient client, Ending ending) {
        return client.preparedQuery(WAITING).execute(Tuple.of(json(ending))).map(rows -> {
            List<OutboxEntry> entries = new ArrayList<>(1);
            rows.forEach(row -> entries.add(new OutboxEntry(row.getUUID("id"), ending)));
            return entries;
        });
    }

    static Future<List<OutboxEntry>> take(SqlClient client, int most) {
        return client.preparedQuery(TAKE).execute(Tuple.of(most)).map(rows -> {
            List<OutboxEntry> entries = new ArrayList<>(rows.size());
            rows.forEach(row -> entries.add(entry(row)));
            return entries;
        });
    }

    static Future<Void> delete(SqlClient client, UUID id) {
        return client.preparedQuery(DELETE).execute(Tuple.of(id)).mapEmpty();
    }

    static Future<Long> count(SqlClient client) {
        return client.preparedQuery("select count(*) from revocation_outbox").execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static OutboxEntry entry(Row row) {
        return new OutboxEntry(row.getUUID("id"), new Ending(RevocationTarget.of(new Fields(row.getJsonObject("target").getMap())),
                Optional.ofNullable(row.getOffsetDateTime("keep_until")).map(OffsetDateTime::toInstant)));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static JsonObject json(Ending ending) {
        return new JsonObject(ending.target().toFields());
    }
}
