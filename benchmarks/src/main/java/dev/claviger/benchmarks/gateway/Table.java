package dev.claviger.benchmarks.gateway;

import java.util.List;

/** All rows beside each other, as ratios to the two that matter. */
final class Table {

    private final List<Contender> rows;

    Table(List<Contender> rows) {
        this.rows = rows;
    }

    void print(double openRate) {
        System.out.printf("%n%-27s %9s %8s %8s %8s %9s %6s %8s %8s %9s %9s %8s %8s%n", "", "least CPU", "median", "x Vert.x", "x nginx", "a second", "busy",
                "p50 µs", "p99 µs", "open p50", "open p99", "RSS MiB", "alloc B");
        for (Contender row : rows) {
            System.out.printf("%-27s %9.1f %8.1f %8s %8s %,9.0f %5.0f%% %8d %8d %9d %9d %8.0f %8s%n", row.name(), row.least(), row.median(),
                    ratio(row, "Vert.x pass-through"), ratio(row, "nginx proxy_pass"), row.closed().perSecond(), 100 * row.busy(),
                    row.closed().quantile(0.5), row.closed().quantile(0.99), row.open().quantile(0.5), row.open().quantile(0.99),
                    row.residentMebibytes(), row.allocated() > 0 ? "%,.0f".formatted(row.allocated()) : "-");
        }
        System.out.printf("""

                CPU: microseconds of the server's process a request, in user mode and kernel; the cheapest window, and the one in the middle.
                x: how many times the CPU of that row in the window of the same rotation; the ratio in the middle.
                busy: share of one core; below 95 %% the load, not the server, was the limit of what it did a second.
                open: latency at %,.0f requests a second, half of what the slowest can, counted from when each was due.
                """, openRate);
    }

    private String ratio(Contender row, String other) {
        return rows.stream().filter(one -> one.name().equals(other)).findFirst().map(one -> "%.2f".formatted(row.ratioTo(one))).orElse("-");
    }
}
