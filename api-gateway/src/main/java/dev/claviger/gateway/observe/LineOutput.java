package dev.claviger.gateway.observe;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Lines on their way out, gathered for a tenth of a second and written by one thread: whoever adds one waits for no reader. While nobody takes
 * them, a bounded number is held; further ones are lost, and how many is told.
 */
final class LineOutput {

    private static final Logger LOG = Logger.getLogger(LineOutput.class);
    private static final int MOST_HELD = 1 << 20;
    private static final int MANY = 1 << 16;
    /** What a pipe takes as one piece (PIPE_BUF), so that what others write cannot come between. */
    private static final int PIECE = 4096;
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintStream out;
    private final Thread writer = new Thread(this::writeOn, "access-log");
    private byte[] held = new byte[MANY];
    private byte[] writing = new byte[MANY];
    private int length;
    private long lost;
    private long lostInAll;

    LineOutput(PrintStream out) {
        this.out = out;
        writer.setDaemon(true);
        writer.start();
    }

    /** There is one, as there is one standard output. */
    static LineOutput standard() {
        return Standard.OUTPUT;
    }

    private static final class Standard {
        private static final LineOutput OUTPUT = new LineOutput(System.out);
    }

    void add(LineText line) {
        boolean due;
        synchronized (this) {
            if (length + line.length() > MOST_HELD) {
                lost++;
                lostInAll++;
                return;
            }
            due = length == 0 || length < MANY && length + line.length() >= MANY;
            if (length + line.length() > held.length) {
                held = Arrays.copyOf(held, Math.min(MOST_HELD, held.length * 2));
            }
            line.copyTo(held, length);
            length += line.length();
        }
        if (due) {
            LockSupport.unpark(writer);
        }
    }

    synchronized long lostInAll() {
        return lostInAll;
    }

    private synchronized boolean isEmpty() {
        return length == 0;
    }

    private void writeOn() {
        while (true) {
            if (isEmpty()) {
                LockSupport.park(this);
            }
            LockSupport.parkNanos(this, INTERVAL);
            flush();
        }
    }

    /** Writes what is held; returns when all of it was taken. */
    void flush() {
        synchronized (writer) {
            int end;
            long missing;
            synchronized (this) {
                byte[] free = writing;
                writing = held;
                held = free;
                end = length;
                missing = lost;
                length = 0;
                lost = 0;
            }
            write(end);
            if (missing > 0) {
                LOG.warnf("%d lines of the access log were lost: standard output did not take them", missing);
            }
        }
    }

    private void write(int end) {
        for (int from = 0; from < end;) {
            int to = endOfPiece(from, end);
            out.write(writing, from, to - from);
            out.flush();
            from = to;
        }
    }

    /** Behind the last line that fits; a line longer than a piece goes out whole. */
    private int endOfPiece(int from, int end) {
        if (end - from <= PIECE) {
            return end;
        }
        int to = from + PIECE;
        while (to > from && writing[to - 1] != '\n') {
            to--;
        }
        if (to == from) {
            to = from + PIECE;
            while (to < end && writing[to - 1] != '\n') {
                to++;
            }
        }
        return to;
    }
}
