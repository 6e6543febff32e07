package dev.claviger.gateway.explain;

import dev.claviger.contract.CallProof;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls of credential-service's console, which has no token for the person who asks: it proves that it knows this gateway's internal key, without sending it.
 * Each proof counts once.
 */
final class ProvenCalls {

    static final String PURPOSE = "POST /explain";
    /** Within two minutes; only who knows the key can fill it. */
    private static final int MOST = 10_000;

    private final String key;
    private final Clock clock;
    private final int most;
    private final Map<String, Instant> seen = new HashMap<>();

    /** @param key this gateway's at credential-service */
    ProvenCalls(String key, Clock clock) {
        this(key, clock, MOST);
    }

    ProvenCalls(String key, Clock clock, int most) {
        this.key = key;
        this.clock = clock;
        this.most = most;
    }

    /**
     * @param sent the header's values
     * @throws UnprovenCall saying what is wrong; what of the key is known to hold first, so that nobody else learns of clocks or nonces
     */
    void require(List<String> sent, byte[] body) {
        CallProof proof = CallProof.parse(sent.size() == 1 ? sent.get(0) : null).orElseThrow(() -> new UnprovenCall(401, "the proof has not the form of one"));
        if (!proof.isBy(key, PURPOSE, body)) {
            throw new UnprovenCall(401, "the proof is not by this gateway's key (claviger.internal.key), which has to be one of credential-service's claviger.internal.gateway-keys");
        }
        Instant now = clock.instant();
        if (!proof.isTimely(now)) {
            throw new UnprovenCall(401, "the proof is of another time: the clocks of credential-service and this gateway are more than a minute apart");
        }
        requireFirst(proof, now);
    }

    private synchronized void requireFirst(CallProof proof, Instant now) {
        seen.values().removeIf(madeAt -> madeAt.plus(CallProof.WINDOW).isBefore(now.minusSeconds(1)));
        if (seen.containsKey(proof.nonce())) {
            throw new UnprovenCall(401, "the proof was used before");
        }
        if (seen.size() >= most) {
            throw new UnprovenCall(429, "too many questions at once: ask again in a minute");
        }
        seen.put(proof.nonce(), proof.madeAt());
    }
}
