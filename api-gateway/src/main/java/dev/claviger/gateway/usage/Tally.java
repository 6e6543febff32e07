package dev.claviger.gateway.usage;

import dev.claviger.gateway.refuse.Refusal;

/** What became of requests that are counted together. Plain numbers, for one thread. */
final class Tally {

    private static final Refusal[] REFUSALS = Refusal.values();

    private long forwarded;
    private long aborted;
    /** By ordinal; null until the first one, for most callers are never refused. */
    private long[] refused;

    /** @param refusal null when the request was forwarded */
    void add(Refusal refusal, boolean complete) {
        if (refusal != null) {
            if (refused == null) {
                refused = new long[REFUSALS.length];
            }
            refused[refusal.ordinal()]++;
        } else if (complete) {
            forwarded++;
        } else {
            aborted++;
        }
    }

    /** Tells each outcome there was. */
    void tell(Outcomes to) {
        tell(to, "forwarded", null, forwarded);
        tell(to, "aborted", null, aborted);
        for (int i = 0; refused != null && i < refused.length; i++) {
            tell(to, "refused", REFUSALS[i].label(), refused[i]);
        }
    }

    private static void tell(Outcomes to, String outcome, String reason, long count) {
        if (count > 0) {
            to.happened(outcome, reason, count);
        }
    }

    /** Who wants to know. */
    interface Outcomes {

        /** @param reason null for what was not refused */
        void happened(String outcome, String reason, long count);
    }
}
