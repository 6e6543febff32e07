package dev.claviger.benchmarks.stress.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** Takes bytes at a steady pace, whatever the pace at which they are offered. */
final class SlowReading {

    private static final long BYTES_PER_SECOND = 24L * 1024 * 1024;
    private static final int PART = 64 * 1024;

    private SlowReading() {
    }

    /** @throws EOFException when there are fewer */
    static void take(InputStream in, long bytes) throws IOException, InterruptedException {
        byte[] part = new byte[PART];
        long begun = System.nanoTime();
        for (long taken = 0; taken < bytes;) {
            int count = in.read(part, 0, (int) Math.min(PART, bytes - taken));
            if (count < 0) {
                throw new EOFException("after " + taken + " of " + bytes + " bytes");
            }
            taken += count;
            long early = begun + taken * TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
        }
    }
}
