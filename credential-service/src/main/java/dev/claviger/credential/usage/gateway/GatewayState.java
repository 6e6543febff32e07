package dev.claviger.credential.usage.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A gateway that reported within the hour, as it said last.
 *
 * @param talks  whether it has reported within the last minute; of one that has not, nothing is known by now
 * @param toldAt when it told of itself; empty for one of an earlier release, which does not
 * @param routes the digest of its table; empty where it told none
 * @param unwell upstreams it does not reach, as far as was asked
 * @param more   how many it left out of what it told, of all environments
 */
public record GatewayState(String replica, boolean talks, Optional<Instant> toldAt, Optional<String> routes, List<UnwellUpstream> unwell, int more) {
}
