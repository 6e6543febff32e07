package dev.claviger.gateway.limit.count;

import io.vertx.core.Future;
import java.util.List;

/** Where requests are counted. */
public interface Counters {

    /**
     * Counts a request against all of the limits, or against none when one of them refuses it.
     *
     * @param limits at least one
     * @return the tightest, or the one that refuses; fails when it cannot be known
     */
    Future<Standing> count(List<Limit> limits);
}
