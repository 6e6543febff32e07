package dev.claviger.credential.upkeep;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.claviger.credential.upkeep.PartitionedTable.Partition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Makes the partitions of a table before they are needed and drops those that are wholly too old. Nothing is lost when neither happens
 * for a while: rows without a partition go to the default one, and move when theirs is made.
 */
@Singleton
public class Partitions {

    private static final String ENDS = """
            select c.relname as name, cast((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''([^'']+)''\\)'))[1] as timestamptz) as ends
              from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = cast(cast($1 as text) as regclass) and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
             order by ends
            """;

    /** Without a gap, as in {@link #dropping}. Without an old event the second condition ends it before a row is read. */
    private static final String FORGET_EVENTS = """
            with old as materialized (select max(position) as last from event_default where recorded_at < '%s')
            delete from event where position <= (select last from old) and (select last from old) is not null
            """;

    private final Pool pool;
    private final Turns turns;
    private final Clock clock;
    private final PartitionMetrics metrics;

    Partitions(Pool pool, Turns turns, Clock clock, PartitionMetrics metrics) {
        this.pool = pool;
        this.turns = turns;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * In two transactions: making locks the default partition, dropping the table and then that one, as readers do. In one they could
     * wait for each other, and a failing drop would undo what was made.
     *
     * @param horizon rows from before it may go, and do with the last of their partition
     */
    public Uni<Void> keep(PartitionedTable table, Instant horizon) {
        String task = "partitions of " + table.table();
        return turns.take(task, connection -> of(table, connection).chain(partitions -> make(table, last(partitions), connection)))
                .eventually(() -> turns.take(task, connection -> of(table, connection)
                        .chain(partitions -> drop(table, partitions, horizon.atOffset(ZoneOffset.UTC), connection))))
                .eventually(() -> measure(table));
    }

    private static Uni<List<Existing>> of(PartitionedTable table, SqlConnection connection) {
        return connection.preparedQuery(ENDS).execute(Tuple.of(table.table()))
                .map(rows -> rows.stream().map(row -> new Existing(row.getString("name"), row.getOffsetDateTime("ends"))).toList());
    }

    private static OffsetDateTime last(List<Existing> partitions) {
        return partitions.get(partitions.size() - 1).end();
    }

    private Uni<Void> make(PartitionedTable table, OffsetDateTime last, SqlConnection connection) {
        OffsetDateTime wanted = table.wanted(clock.instant());
        List<Partition> missing = Stream.iterate(table.from(last), next -> next.start().isBefore(wanted), next -> table.from(next.end())).toList();
        return missing.isEmpty() ? Uni.createFrom().voidItem()
                : inTurn(Stream.concat(locking(table), missing.stream().flatMap(partition -> making(table, partition))), connection);
    }

    /**
     * What attaching takes anyway, but before the rows are moved: one inserted meanwhile would be left behind, and refuse the partition.
     * The table before its part, as all others do.
     */
    private static Stream<String> locking(PartitionedTable table) {
        return Stream.of("lock table only %s in share update exclusive mode".formatted(table.table()),
                "lock table %s in access exclusive mode".formatted(table.overflow()));
    }

    /** Made apart and then attached, which hinders nobody but who is using the default partition. */
    private static Stream<String> making(PartitionedTable table, Partition partition) {
        String name = partition.name();
        return Stream.of(
                "create table %s (like %s including all%s)".formatted(name, table.table(), table.keyClause()),
                // Every column: also those that a later release added. Prepared by nobody.
                "with late as (delete from %s where %s >= '%s' and %2$s < '%s' returning *) insert into %s select * from late"
                        .formatted(table.overflow(), table.time(), partition.start(), partition.end(), name),
                "alter table %s attach partition %s for values from ('%s') to ('%s')"
                        .formatted(table.table(), name, partition.start(), partition.end()));
    }

    private static Uni<Void> drop(PartitionedTable table, List<Existing> partitions, OffsetDateTime horizon, SqlConnection connection) {
        // The last one stays: it says where the next begins.
        List<Existing> over = partitions.stream().limit(partitions.size() - 1L).filter(partition -> !partition.end().isAfter(horizon)).toList();
        return inTurn(Stream.concat(over.stream().flatMap(partition -> dropping(table, partition.name())),
                Stream.of(emptying(table, horizon))), connection);
    }

    private static String emptying(PartitionedTable table, OffsetDateTime horizon) {
        return table == PartitionedTable.EVENT ? FORGET_EVENTS.formatted(horizon)
                : "delete from %s where %s < '%s'".formatted(table.overflow(), table.time(), horizon);
    }

    /** What is left of the feed must have no gap, even if the database's clock once stepped back into the partition. */
    private static Stream<String> dropping(PartitionedTable table, String name) {
        return Stream.of("alter table %s detach partition %s".formatted(table.table(), name),
                table == PartitionedTable.EVENT ? "delete from event where position < (select max(position) from %s)".formatted(name) : "",
                "drop table " + name).filter(statement -> !statement.isEmpty());
    }

    private static Uni<Void> inTurn(Stream<String> statements, SqlConnection connection) {
        return Multi.createFrom().items(statements).onItem().transformToUniAndConcatenate(sql -> connection.query(sql).execute()).collect().last().replaceWithVoid();
    }

    private Uni<Void> measure(PartitionedTable table) {
        String overflow = "select count(*) from (select from %s limit %d) counted".formatted(table.overflow(), PartitionMetrics.MOST_ROWS);
        return pool.withConnection(connection -> of(table, connection).invoke(partitions -> metrics.reach(table, last(partitions)))
                .chain(() -> connection.query(overflow).execute()).invoke(rows -> metrics.overflow(table, rows.iterator().next().getLong(0))))
                .replaceWithVoid();
    }

    /** One that is there; the first of a table has no start. */
    private record Existing(String name, OffsetDateTime end) {
    }
}
