package dev.claviger.credential.scope;

import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import dev.claviger.credential.admin.AdminCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Tells who changes the catalogue, which all tenants share, whom that concerns. */
@Singleton
public class ScopeUses {

    /** With one row at least, of no tenant where nobody has it. */
    private static final String USE = """
            with recursive reaching as (
                select cast($1 as text) as name
                union select s.name from reaching r join scope s on s.implies @> array[r.name]),
            holding as (
                select tenant_id, count(*) as holders, count(*) filter (where scopes @> array[cast($1 as text)]) as registered from client
                 where scopes && array(select name from reaching) group by tenant_id)
            select a.people, h.tenant_id, h.holders, sum(h.holders) over () as all_holders, sum(h.registered) over () as all_registered, count(h.tenant_id) over () as tenants
              from (select count(*) as people from person where scopes @> array[cast($1 as text)]) a left join holding h on true order by h.holders desc, h.tenant_id limit 5
            """;

    private final Pool pool;

    ScopeUses(Pool pool) {
        this.pool = pool;
    }

    /** Fails with 403 for whoever does not administer the platform. */
    public Uni<ScopeUse> of(AdminCaller caller, String scope) {
        caller.requireAdmin();
        return pool.preparedQuery(USE).execute(Tuple.of(scope)).map(ScopeUses::use);
    }

    private static ScopeUse use(RowSet<Row> rows) {
        Row first = rows.iterator().next();
        List<ScopeUse.Holding> largest = StreamSupport.stream(rows.spliterator(), false).filter(row -> row.getString("tenant_id") != null)
                .map(row -> new ScopeUse.Holding(row.getString("tenant_id"), row.getLong("holders"))).toList();
        return new ScopeUse(sum(first, "all_registered"), sum(first, "all_holders"), first.getLong("people"), first.getLong("tenants"), largest);
    }

    private static long sum(Row row, String column) {
        return row.getNumeric(column) == null ? 0 : row.getNumeric(column).longValue();
    }
}
