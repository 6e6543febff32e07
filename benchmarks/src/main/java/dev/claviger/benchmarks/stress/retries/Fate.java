package dev.claviger.benchmarks.stress.retries;

import java.util.Random;

/** What becomes of a request that reaches the mortal upstream. */
enum Fate {
    ANSWERED(true, false, false),
    LOST(false, true, false),
    LOST_BY_RESET(false, true, true),
    LOST_AFTER_EXECUTION(true, true, false),
    RESET_AFTER_EXECUTION(true, true, true);

    private static final int LOST_ONE_IN = 40;

    /** Whether the origin does what it is asked. */
    final boolean executes;
    /** Whether the connection ends before the answer's first byte. */
    final boolean dies;
    /** Whether it ends with RST instead of FIN, as when the upstream had closed before the request came (RFC 9112 §9.6). */
    final boolean resets;

    Fate(boolean executes, boolean dies, boolean resets) {
        this.executes = executes;
        this.dies = dies;
        this.resets = resets;
    }

    static Fate drawn(Random dice) {
        return dice.nextInt(LOST_ONE_IN) > 0 ? ANSWERED : values()[1 + dice.nextInt(values().length - 1)];
    }
}
