package dev.claviger.acceptance;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does the same again and again, and counts. Repeats nothing: whatever fails has failed. */
final class Caller extends Thread implements AutoCloseable {

    /** One turn; how it failed, if it did. */
    interface Turn {
        void take() throws IOException;
    }

    private static final long PAUSE_MILLIS = 10;

    private final Turn turn;
    private final List<IOException> failures = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile int succeeded;
    private volatile int inARow;

    Caller(String what, Turn turn) {
        super(what);
        this.turn = turn;
        setDaemon(true);
        start();
    }

    /** How many turns have succeeded. */
    int succeeded() {
        return succeeded;
    }

    /** How many since the last that failed. */
    int inARow() {
        return inARow;
    }

    /** In order. */
    List<IOException> failures() {
        return List.copyOf(failures);
    }

    /** As if nothing had been done. */
    void forget() {
        failures.clear();
        succeeded = 0;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                take();
                sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            currentThread().interrupt();
        }
    }

    private void take() {
        try {
            turn.take();
            succeeded++;
            inARow++;
        } catch (IOException failure) {
            inARow = 0;
            failures.add(failure);
        }
    }

    /** The turn under way is finished. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        join();
    }
}
