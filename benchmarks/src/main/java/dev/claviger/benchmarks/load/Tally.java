package dev.claviger.benchmarks.load;

/** How many answers came in what time, and how long each took; bounded, whatever the load. */
public final class Tally {

    private static final int BUCKETS = 200_000;

    private final int[] micros = new int[BUCKETS + 1];
    private long count;
    private long nanos;
    private long longestStandstill;

    void add(long latencyNanos) {
        micros[(int) Math.min(BUCKETS, latencyNanos / 1_000)]++;
        count++;
    }

    /** Between two turns of who measures. */
    void stoodStill(long nanos) {
        longestStandstill = Math.max(longestStandstill, nanos);
    }

    Tally took(long elapsed) {
        nanos += elapsed;
        return this;
    }

    /** Takes the other's answers in, as if they had been counted here. */
    public void add(Tally other) {
        for (int i = 0; i <= BUCKETS; i++) {
            micros[i] += other.micros[i];
        }
        count += other.count;
        nanos += other.nanos;
        longestStandstill = Math.max(longestStandstill, other.longestStandstill);
    }

    public long count() {
        return count;
    }

    public double perSecond() {
        return count * 1e9 / nanos;
    }

    public double seconds() {
        return nanos / 1e9;
    }

    /**
     * How long, in microseconds, who measured did nothing at a stretch, because its core was taken or its memory was tidied: latencies up to that say nothing about the
     * server.
     */
    public long longestStandstill() {
        return longestStandstill / 1_000;
    }

    /** In microseconds; what took longer than 200 ms counts as that. */
    public int quantile(double share) {
        long below = (long) (share * count);
        int at = 0;
        for (long seen = micros[0]; seen <= below && at < BUCKETS;) {
            seen += micros[++at];
        }
        return at;
    }
}
