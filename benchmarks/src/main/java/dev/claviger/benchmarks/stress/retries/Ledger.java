package dev.claviger.benchmarks.stress.retries;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What really happened to each request, by its number, as the origin and the caller saw it. Every fourth is a POST, the others are GETs. */
final class Ledger {

    private static final int POST_ONE_IN = 4;
    private static final int OK = 200;
    private static final int BAD_GATEWAY = 502;

    private final AtomicIntegerArray executions;
    private final AtomicIntegerArray statuses;
    private final BitSet lostOnFresh = new BitSet();

    Ledger(int requests) {
        this.executions = new AtomicIntegerArray(requests);
        this.statuses = new AtomicIntegerArray(requests);
    }

    static boolean isPost(int number) {
        return number % POST_ONE_IN == 0;
    }

    void executed(int number) {
        executions.incrementAndGet(number);
    }

    /** A connection that had carried nothing before died with it: not the race that sending again is for. */
    synchronized void lostOnFreshConnection(int number) {
        lostOnFresh.set(number);
    }

    /** @param status 0 for none */
    void answered(int number, int status) {
        statuses.set(number, status);
    }

    synchronized Summary summary() {
        return new Summary(count(number -> !isPost(number) && hasFailed(number)), count(number -> !isPost(number) && hasFailed(number) && !lostOnFresh.get(number)),
                count(number -> !isPost(number) && executions.get(number) > 1), count(number -> isPost(number) && hasFailed(number)),
                count(number -> isPost(number) && executions.get(number) > 1), count(number -> hasFailed(number) && statuses.get(number) != BAD_GATEWAY));
    }

    private boolean hasFailed(int number) {
        return statuses.get(number) != OK;
    }

    private int count(IntPredicate what) {
        return (int) IntStream.range(0, statuses.length()).filter(what).count();
    }

    /**
     * @param getsFailed    not answered 200
     * @param getsAvoidable of these, whose every loss was on a connection that had carried a request before, or by no loss at all
     * @param otherFailures answered neither 200 nor 502, GETs and POSTs
     */
    record Summary(int getsFailed, int getsAvoidable, int getsTwice, int postsFailed, int postsTwice, int otherFailures) {
    }
}
