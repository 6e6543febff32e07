package dev.claviger.gateway.limit;

import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.Standing;
import java.util.List;
import java.util.Optional;

/**
 * How a request would fare that nobody has sent.
 *
 * @param limits   those it would count against, narrowest first
 * @param standing under the tightest, or the one that would refuse it; empty without any limit, and where replicas count in a store: that is not asked
 */
public record Foreseen(List<Limit> limits, Optional<Standing> standing) {

    /** Whether there are limits of which nothing is known here. */
    public boolean isOpen() {
        return !limits.isEmpty() && standing.isEmpty();
    }
}
