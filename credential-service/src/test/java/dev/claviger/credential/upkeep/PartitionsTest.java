package dev.claviger.credential.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    private double metric(String name) {
        return RestAssured.get(management.resolve("/q/metrics")).asString().lines().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).findFirst().orElseThrow();
    }
}
