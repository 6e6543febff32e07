package dev.claviger.benchmarks;

import java.util.Arrays;

/** Durations of one kind of request, in microseconds. */
public final class Sample {

    private final String name;
    private final double[] values;
    private int size;

    public Sample(String name, int capacity) {
        this.name = name;
        this.values = new double[capacity];
    }

    public void add(long nanos) {
        values[size++] = nanos / 1_000.0;
    }

    public int size() {
        return size;
    }

    public String name() {
        return name;
    }

    /** In microseconds; no number where there is no value. */
    public double quantile(double share) {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /**
     * Mann-Whitney U as a standard score: how surprising the order of the two samples is if both come from one
     * distribution. Beyond ±3 it is hardly chance.
     */
    double scoreAgainst(Sample other) {
        double[] mine = sorted();
        double[] theirs = other.sorted();
        double wins = 0;
        int below = 0;
        for (double value : mine) {
            while (below < theirs.length && theirs[below] < value) {
                below++;
            }
            wins += below;
        }
        double n = (double) mine.length * theirs.length;
        return (wins - n / 2) / Math.sqrt(n * (mine.length + theirs.length + 1) / 12);
    }

    /** How often a single request of this kind is slower than one of the other: 50 % tells an observer nothing. */
    double slowerThan(Sample other) {
        double n = (double) size * other.size;
        return 0.5 + scoreAgainst(other) * Math.sqrt(n * (size + other.size + 1) / 12) / n;
    }

    private double[] sorted() {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
