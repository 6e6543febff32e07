package dev.claviger.benchmarks.revocation;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A steady stream of requests to all gateways: with tokens that must be accepted, and now and then with one that has been refused
 * everywhere and must never be accepted again. When the gateways fall behind, requests are left out and counted instead of piling up.
 */
final class Load implements AutoCloseable {

    private static final int PER_SECOND = 1_000;
    private static final int TICK_MILLIS = 5;
    private static final int MOST_UNDER_WAY = 60;
    private static final int DEAD_ONE_IN = 10;

    private final Gateways gateways;
    private final List<Pass> living;
    private final List<Pass> dead = new CopyOnWriteArrayList<>();
    private final Random dice = new Random(2);
    private final Semaphore free = new Semaphore(MOST_UNDER_WAY);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final LongAdder answered = new LongAdder();
    private final LongAdder leftOut = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder notServed = new LongAdder();
    private final LongAdder wronglyRefused = new LongAdder();
    private final LongAdder wronglyAccepted = new LongAdder();
    private long begun;

    Load(Gateways gateways, List<Pass> living) {
        this.gateways = gateways;
        this.living = List.copyOf(living);
    }

    Load start() {
        begun = System.nanoTime();
        clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** From now on no gateway may accept it. */
    void bury(Pass pass) {
        dead.add(pass);
    }

    private void tick() {
        for (int i = 0; i < PER_SECOND * TICK_MILLIS / 1_000; i++) {
            if (free.tryAcquire()) {
                send();
            } else {
                leftOut.increment();
            }
        }
    }

    private void send() {
        int gateway = dice.nextInt(Gateways.COUNT);
        if (!dead.isEmpty() && dice.nextInt(DEAD_ONE_IN) == 0) {
            gateways.ask(gateway, dead.get(dice.nextInt(dead.size()))).thenAccept(status -> count(status, status != 401 && status / 100 != 5, wronglyAccepted));
        } else {
            gateways.ask(gateway, living.get(dice.nextInt(living.size()))).thenAccept(status -> count(status, status == 401 || status == 403, wronglyRefused));
        }
    }

    private void count(int status, boolean wrong, LongAdder wrongs) {
        free.release();
        if (status == 0) {
            unanswered.increment();
            return;
        }
        answered.increment();
        if (status / 100 == 5) {
            notServed.increment();
        }
        if (wrong) {
            wrongs.increment();
        }
    }

    /** @throws WrongDecision when a single one was */
    void requireNothingWrong() {
        System.out.printf("wrongly refused: %d   wrongly accepted: %d%n", wronglyRefused.sum(), wronglyAccepted.sum());
        if (wronglyRefused.sum() + wronglyAccepted.sum() > 0) {
            throw new WrongDecision("gateways decided wrongly");
        }
    }

    void report() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("  load: %.0f requests/s answered over %.0f s, %d left out because %d were under way, %d without an answer, %d answered 5xx%n",
                answered.sum() / seconds, seconds, leftOut.sum(), MOST_UNDER_WAY, unanswered.sum(), notServed.sum());
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        clock.awaitTermination(1, TimeUnit.SECONDS);
        free.tryAcquire(MOST_UNDER_WAY, 5, TimeUnit.SECONDS);
    }
}
