package dev.claviger.credential.upkeep;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Says in good time that nobody makes partitions; every replica tells what it saw last. */
@Singleton
class PartitionMetrics {

    /** More are not counted: any at all want looking after. */
    static final int MOST_ROWS = 10_000;

    private final Clock clock;
    private final Map<PartitionedTable, Seen> seen = new EnumMap<>(PartitionedTable.class);

    PartitionMetrics(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        for (PartitionedTable table : PartitionedTable.values()) {
            Seen of = new Seen();
            seen.put(table, of);
            Gauge.builder("claviger_partitions_ahead_seconds", of, this::aheadSeconds).tag("table", table.table())
                    .description("How long until rows find no partition of their own").register(meters);
            Gauge.builder("claviger_partitions_overflow_rows", of, last -> last.overflow).tag("table", table.table())
                    .description("Rows without a partition of their own, 10,000 at most").register(meters);
        }
    }

    void reach(PartitionedTable table, OffsetDateTime end) {
        seen.get(table).end = end;
    }

    void overflow(PartitionedTable table, long rows) {
        seen.get(table).overflow = rows;
    }

    private double aheadSeconds(Seen of) {
        OffsetDateTime end = of.end;
        return end == null ? Double.NaN : Duration.between(clock.instant(), end.toInstant()).toSeconds();
    }

    /** Nothing, until the upkeep has run for the first time. */
    private static final class Seen {
        private volatile OffsetDateTime end;
        private volatile double overflow = Double.NaN;
    }
}
