package dev.claviger.credential.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.upkeep.PartitionedTable;
import dev.claviger.credential.upkeep.Partitions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** A replica reads the feed every second and for every event: that costs the same however many days of it are kept. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class FeedPlanTest {

    @Inject
    Pool pool;
    @Inject
    Partitions partitions;

    @BeforeEach
    void fill() {
        partitions.keep(PartitionedTable.EVENT, Instant.EPOCH).await().indefinitely();
        execute("insert into event (position, recorded_at, type, data) select n - 100000, now() + interval '1 day' * (n / 5000), 'x', '{}' from generate_series(0, 39999) n");
        execute("analyze event");
    }

    @AfterEach
    void empty() {
        execute("delete from event where position < 0");
        execute("analyze event");
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    @Test
    @DisplayName("the next events after a position are read by the key of each partition, in order, without sorting them all")
    void reads_by_index() {
        String plan = StreamSupport.stream(pool.preparedQuery("explain " + FeedJournal.READ).executeAndAwait(Tuple.of(-90000L, 1000)).spliterator(), false)
                .map((Row row) -> row.getString(0)).collect(Collectors.joining("\n"));
        assertThat(plan).contains("Merge Append").doesNotContainPattern("Seq Scan on event_(p|first)");
    }
}
