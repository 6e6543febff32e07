package dev.claviger.credential.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class PartitionsTest {

    private static final Instant LONG_AGO = Instant.EPOCH;

    @TestHTTPResource(value = "/", management = true)
    URI management;
    @Inject
    Pool pool;
    @Inject
    Partitions partitions;
    @Inject
    Turns turns;

    @AfterEach
    void forget() {
        ask("drop view if exists in_the_way");
        ask("delete from event where position < 0 returning 1");
        ask("delete from audit_entry where actor = 'partition-test' returning 1");
    }

    @ParameterizedTest
    @EnumSource
    void makes_what_will_be_needed_and_only_once(PartitionedTable table) {
        keep(table, LONG_AGO);
        List<String> made = of(table);
        keep(table, LONG_AGO);

        assertThat(of(table)).isEqualTo(made).hasSizeGreaterThan(2);
        assertThat(ends(table).get(ends(table).size() - 1)).isAfterOrEqualTo(table.wanted(Instant.now().minusSeconds(60)));
    }

    @Test
    @DisplayName("a row beyond the last partition is accepted, counted, and moved into its partition when that is made")
    void nothing_fails_for_want_of_a_partition() {
        keep(PartitionedTable.AUDIT_ENTRY, LONG_AGO);
        // As if nobody had made partitions for months.
        String last = of(PartitionedTable.AUDIT_ENTRY).get(of(PartitionedTable.AUDIT_ENTRY).size() - 1);
        ask("drop table " + last);
        OffsetDateTime late = OffsetDateTime.now(ZoneOffset.UTC).plusMonths(2);
        ask("insert into audit_entry (at, actor, action, changed) values ('" + late + "', 'partition-test', 'x', '{}') returning 1");
        assertThat(ask("select tableoid::regclass::text from audit_entry where actor = 'partition-test'")).containsExactly("audit_entry_default");

        keep(PartitionedTable.AUDIT_ENTRY, LONG_AGO);

        assertThat(ask("select tableoid::regclass::text from audit_entry where actor = 'partition-test'")).containsExactly(last);
        assertThat(metric("claviger_partitions_overflow_rows{table=\"audit_entry\"}")).isZero();
        assertThat(metric("claviger_partitions_ahead_seconds{table=\"audit_entry\"}")).isGreaterThan(28 * 86_400);
    }

    @Test
    void a_row_that_no_partition_could_take_is_counted() {
        ask("insert into audit_entry (at, actor, action, changed) values (now() + interval '50 years', 'partition-test', 'x', '{}') returning 1");
        keep(PartitionedTable.AUDIT_ENTRY, LONG_AGO);
        assertThat(metric("claviger_partitions_overflow_rows{table=\"audit_entry\"}")).isEqualTo(1);
    }

    @Test
    @DisplayName("a partition goes when all of it is before the horizon, and not a moment earlier")
    void drops_what_is_too_old() {
        keep(PartitionedTable.USAGE_BATCH, LONG_AGO);
        OffsetDateTime end = ends(PartitionedTable.USAGE_BATCH).get(0);
        String first = of(PartitionedTable.USAGE_BATCH).get(0);

        keep(PartitionedTable.USAGE_BATCH, end.minusSeconds(1).toInstant());
        assertThat(of(PartitionedTable.USAGE_BATCH)).contains(first);
        keep(PartitionedTable.USAGE_BATCH, end.toInstant());
        assertThat(of(PartitionedTable.USAGE_BATCH)).doesNotContain(first);
    }

    @Test
    @DisplayName("what is left of the feed has no gap, even where a clock that stepped back put a later event into an earlier partition")
    void leaves_the_feed_without_gaps() {
        keep(PartitionedTable.EVENT, LONG_AGO);
        OffsetDateTime old = OffsetDateTime.now(ZoneOffset.UTC).minusYears(3).truncatedTo(ChronoUnit.DAYS);
        ask("create table event_of_old (like event including all, primary key (position))");
        ask("alter table event detach partition " + of(PartitionedTable.EVENT).get(0));
        String detached = ask("select relname from pg_class where relname like 'event\\_%' and relkind = 'r' and relispartition = false and relname <> 'event_of_old'").get(0);
        ask("alter table event attach partition event_of_old for values from (minvalue) to ('" + old.plusDays(1) + "')");
        ask("alter table event attach partition " + detached + " for values from ('" + old.plusDays(1) + "') to ('" + secondStart() + "')");
        insert(-7, old);
        insert(-6, old.plusDays(2));
        insert(-5, old.plusHours(1));
        insert(-4, old.plusDays(2));

        keep(PartitionedTable.EVENT, old.plusDays(1).toInstant());

        assertThat(ask("select position::text from event where position < 0 order by position")).containsExactly("-4");

        // Before all partitions, so in the default one.
        insert(-3, old.minusYears(1));
        insert(-2, old.plusDays(2));
        keep(PartitionedTable.EVENT, old.plusDays(1).toInstant());

        assertThat(ask("select position::text from event where position < 0 order by position")).containsExactly("-2");
    }

    @Test
    @DisplayName("while one replica is at it, another passes it over")
    void one_replica_at_a_time() {
        AtomicBoolean both = new AtomicBoolean();
        turns.take("of the test", first -> turns.take("of the test", second -> Uni.createFrom().voidItem().invoke(() -> both.set(true)))).await().indefinitely();
        assertThat(both).isFalse();
        turns.take("of the test", next -> Uni.createFrom().voidItem().invoke(() -> both.set(true))).await().indefinitely();
        assertThat(both).isTrue();
    }

    @Test
    @DisplayName("whoever reads the feed does not wait for the upkeep that waits for him: what is made is committed before anything is dropped")
    void readers_and_upkeep_never_wait_for_each_other() {
        keep(PartitionedTable.USAGE_BATCH, LONG_AGO);
        String missing = dropLast(PartitionedTable.USAGE_BATCH);
        String old = of(PartitionedTable.USAGE_BATCH).get(0);
        Instant horizon = ends(PartitionedTable.USAGE_BATCH).get(0).toInstant();
        SqlConnection reader = pool.getConnectionAndAwait();
        try {
            ask(reader, "begin");
            ask(reader, "lock table only usage_batch in access share mode");
            CompletableFuture<Void> upkeep = partitions.keep(PartitionedTable.USAGE_BATCH, horizon).subscribeAsCompletionStage();
            awaitWaiting("usage_batch");

            assertThat(ask(reader, "select count(*) from usage_batch_default")).as("the reader goes on to the default partition").hasSize(1);
            assertThat(of(PartitionedTable.USAGE_BATCH)).as("made, and not dropped yet").contains(missing, old);
            ask(reader, "commit");
            upkeep.join();
        } finally {
            reader.closeAndAwait();
        }
        assertThat(of(PartitionedTable.USAGE_BATCH)).contains(missing).doesNotContain(old);
    }

    @Test
    @DisplayName("a row that is on its way into the default partition while its own is made is waited for, and moved")
    void rows_in_flight_are_moved_too() {
        keep(PartitionedTable.AUDIT_ENTRY, LONG_AGO);
        OffsetDateTime late = ends(PartitionedTable.AUDIT_ENTRY).get(ends(PartitionedTable.AUDIT_ENTRY).size() - 1).minusDays(1);
        String missing = dropLast(PartitionedTable.AUDIT_ENTRY);
        SqlConnection writer = pool.getConnectionAndAwait();
        try {
            ask(writer, "begin");
            ask(writer, "insert into audit_entry (at, actor, action, changed) values ('" + late + "', 'partition-test', 'x', '{}') returning 1");
            CompletableFuture<Void> upkeep = partitions.keep(PartitionedTable.AUDIT_ENTRY, LONG_AGO).subscribeAsCompletionStage();
            awaitWaiting("audit_entry_default");
            ask(writer, "commit");
            upkeep.join();
        } finally {
            writer.closeAndAwait();
        }
        assertThat(ask("select tableoid::regclass::text from audit_entry where actor = 'partition-test'")).containsExactly(missing);
    }

    @Test
    @DisplayName("a partition that cannot be dropped keeps no other from being made, stays as it was, and goes the next time")
    void a_drop_that_fails_undoes_nothing() {
        keep(PartitionedTable.USAGE_BATCH, LONG_AGO);
        String missing = dropLast(PartitionedTable.USAGE_BATCH);
        String old = of(PartitionedTable.USAGE_BATCH).get(0);
        Instant horizon = ends(PartitionedTable.USAGE_BATCH).get(0).toInstant();
        ask("create view in_the_way as select * from " + old);

        assertThatThrownBy(() -> keep(PartitionedTable.USAGE_BATCH, horizon)).hasMessageContaining("cannot drop table " + old);
        assertThat(of(PartitionedTable.USAGE_BATCH)).contains(missing, old);
        assertThat(metric("claviger_partitions_ahead_seconds{table=\"usage_batch\"}")).as("and is told").isGreaterThan(6 * 86_400);

        ask("drop view in_the_way");
        keep(PartitionedTable.USAGE_BATCH, horizon);
        assertThat(of(PartitionedTable.USAGE_BATCH)).contains(missing).doesNotContain(old);
    }

    /** As if nobody had made partitions for a while. */
    private String dropLast(PartitionedTable table) {
        List<String> names = of(table);
        String last = names.get(names.size() - 1);
        ask("drop table " + last);
        return last;
    }

    /** Until somebody waits for a lock on that table; on a busy machine that may begin late, and whoever waits gives up after two seconds. */
    private void awaitWaiting(String table) {
        String waiting = "select 1 from pg_locks where not granted and relation = '" + table + "'::regclass";
        for (long end = System.nanoTime() + 5_000_000_000L; ask(waiting).isEmpty();) {
            assertThat(System.nanoTime()).as("nobody waits for %s", table).isLessThan(end);
        }
    }

    private void insert(long position, OffsetDateTime at) {
        ask("insert into event (position, recorded_at, type, data) values (" + position + ", '" + at + "', 'x', '{}') returning 1");
    }

    private String secondStart() {
        return ends(PartitionedTable.EVENT).get(1).minusDays(1).toString();
    }

    private void keep(PartitionedTable table, Instant horizon) {
        partitions.keep(table, horizon).await().indefinitely();
    }

    private List<String> of(PartitionedTable table) {
        return ask("select relname from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = '" + table.table() + "'::regclass"
                + " and pg_get_expr(relpartbound, c.oid) <> 'DEFAULT' order by substring(pg_get_expr(relpartbound, c.oid) from 'TO.*')");
    }

    private List<OffsetDateTime> ends(PartitionedTable table) {
        return pool.query("select substring(pg_get_expr(relpartbound, c.oid) from 'TO \\(''([^'']+)')::timestamptz from pg_inherits join pg_class c on c.oid = inhrelid"
                + " where inhparent = '" + table.table() + "'::regclass and pg_get_expr(relpartbound, c.oid) <> 'DEFAULT' order by 1")
                .executeAndAwait().stream().map(row -> row.getOffsetDateTime(0)).toList();
    }

    private List<String> ask(String sql) {
        return pool.query(sql).executeAndAwait().stream().map(row -> String.valueOf(row.getValue(0))).toList();
    }

    private static List<String> ask(SqlConnection connection, String sql) {
        return connection.query(sql).executeAndAwait().stream().map(row -> String.valueOf(row.getValue(0))).toList();
    }

    private double metric(String name) {
        return RestAssured.get(management.resolve("/q/metrics")).asString().lines().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).findFirst().orElseThrow();
    }
}
