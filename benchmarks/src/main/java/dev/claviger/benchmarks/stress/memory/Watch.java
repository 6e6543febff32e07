package dev.claviger.benchmarks.stress.memory;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Looks every 200 ms at what a server holds, and remembers the most. */
final class Watch implements AutoCloseable {

    private static final int EVERY_MILLIS = 200;

    private final Holdings holdings;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private Holdings.Mebibytes most;

    private Watch(Holdings holdings) {
        this.holdings = holdings;
        this.most = holdings.now();
    }

    static Watch on(Holdings holdings) {
        Watch watch = new Watch(holdings);
        watch.clock.scheduleWithFixedDelay(watch::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private synchronized void look() {
        most = most.max(holdings.now());
    }

    synchronized Holdings.Mebibytes most() {
        return most;
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.SECONDS);
    }
}
