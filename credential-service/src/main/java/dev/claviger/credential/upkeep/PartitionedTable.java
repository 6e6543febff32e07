package dev.claviger.credential.upkeep;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A table that grows at its end, in partitions of equal periods of UTC. */
public enum PartitionedTable {
    EVENT("event", "recorded_at", "position", Period.ofDays(1), Period.ofDays(7)),
    AUDIT_ENTRY("audit_entry", "at", "id", Period.ofMonths(1), Period.ofMonths(2)),
    USAGE_BATCH("usage_batch", "received_at", "id", Period.ofDays(1), Period.ofDays(7)),
    USAGE_HOUR("usage_hour", "at", null, Period.ofDays(1), Period.ofDays(7)),
    USAGE_DAY("usage_day", "at", null, Period.ofMonths(1), Period.ofMonths(2));

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("'_p'uuuuMMdd");

    private final String table;
    private final String time;
    private final String key;
    private final Period width;
    private final Period ahead;

    PartitionedTable(String table, String time, String key, Period width, Period ahead) {
        this.table = table;
        this.time = time;
        this.key = key;
        this.width = width;
        this.ahead = ahead;
    }

    /** Its name in the database. */
    public String table() {
        return table;
    }

    /** The column whose value chooses the partition. */
    String time() {
        return time;
    }

    /** The primary key of each partition, as its definition goes on; nothing where the whole table has a unique index, which each partition gets. */
    String keyClause() {
        return key == null ? "" : ", primary key (" + key + ")";
    }

    /** What has no partition of its own. */
    String overflow() {
        return table + "_default";
    }

    /** How far there should be partitions. */
    OffsetDateTime wanted(Instant now) {
        return now.atOffset(ZoneOffset.UTC).plus(ahead);
    }

    /** The one that begins there. */
    Partition from(OffsetDateTime start) {
        OffsetDateTime utc = start.withOffsetSameInstant(ZoneOffset.UTC);
        return new Partition(table + SUFFIX.format(utc), utc, utc.plus(width));
    }

    /** A part of a table: from its start until before its end. */
    record Partition(String name, OffsetDateTime start, OffsetDateTime end) {
    }
}
