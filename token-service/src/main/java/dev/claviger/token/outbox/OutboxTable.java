package dev.claviger.token.outbox;

import dev.claviger.contract.Fields;
import dev.claviger.contract.RevocationTarget;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The statements on table {@code revocation_outbox}. */
final class OutboxTable {

    /** The entry that already waits for the same target, where there is one. */
    private static final String PUT = """
            with waiting as (select id from revocation_outbox where target = $2 limit 1),
                 added as (insert into revocation_outbox (id, target) select $1, $2 where not exists (select from waiting) returning id)
            select id from waiting union all select id from added
            """;
    private static final String WAITING = "select id from revocation_outbox where target = $1 limit 1";
    /** Those just written are being delivered already; those locked, by another replica. */
    private static final String TAKE = """
            select id, target from revocation_outbox where created_at < now() - interval '2 seconds'
             order by created_at limit $1 for update skip locked
            """;

    private OutboxTable() {
    }

    static Future<OutboxEntry> put(SqlClient client, RevocationTarget target) {
        return client.preparedQuery(PUT).execute(Tuple.of(UUID.randomUUID(), json(target)))
                .map(rows -> new OutboxEntry(rows.iterator().next().getUUID("id"), target));
    }

    static Future<List<OutboxEntry>> waiting(SqlClient client, RevocationTarget target) {
        return client.preparedQuery(WAITING).execute(Tuple.of(json(target))).map(rows -> {
            List<OutboxEntry> entries = new ArrayList<>(1);
            rows.forEach(row -> entries.add(new OutboxEntry(row.getUUID("id"), target)));
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
        return client.preparedQuery("delete from revocation_outbox where id = $1").execute(Tuple.of(id)).mapEmpty();
    }

    static Future<Long> count(SqlClient client) {
        return client.preparedQuery("select count(*) from revocation_outbox").execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static OutboxEntry entry(Row row) {
        return new OutboxEntry(row.getUUID("id"), RevocationTarget.of(new Fields(row.getJsonObject("target").getMap())));
    }

    private static JsonObject json(RevocationTarget target) {
        return new JsonObject(target.toFields());
    }
}
