package dev.claviger.gateway.limit.count;

/**
 * How a caller stands under one limit after a request.
 *
 * @param admitted  whether the request was counted; otherwise the limit refuses it
 * @param remaining how many more it would admit now
 * @param seconds   rounded up: after an admitted request until all of the limit is free again, after a refused one until the next would be admitted
 */
public record Standing(Limit limit, boolean admitted, long remaining, long seconds) {

    /** How many units it takes for a time to be over. */
    public static long roundedUp(long time, long unit) {
        return -Math.floorDiv(-time, unit);
    }

    /** The one that will refuse first: the fewest left, and of two alike the one that takes longer. */
    static Standing tighter(Standing one, Standing other) {
        if (one == null || one.remaining > other.remaining) {
            return other;
        }
        return one.remaining == other.remaining && one.seconds < other.seconds ? other : one;
    }
}
