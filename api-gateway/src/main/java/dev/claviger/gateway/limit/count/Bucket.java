package dev.claviger.gateway.limit.count;

import dev.claviger.contract.RateLimit;

/** What one counter holds, for any number of threads at once; none of them ever waits. */
interface Bucket {

    RateLimit rate();

    /** Counts a request unless that would be too many. */
    Standing take(Limit limit);

    /** How the next request would stand. Counts nothing. */
    Standing foresee(Limit limit);

    /** Takes back one that was counted. */
    void giveBack();

    /** One for another rate that goes on where this one stands. It never holds more than this one: a change of limits refills nothing. */
    Bucket changedTo(RateLimit rate);
}
