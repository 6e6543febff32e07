package dev.claviger.token.external;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.claviger.relyingparty.Attempt;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Attempts that an answer has come to. A browser is asked to forget an attempt, and one that does not would try one made-up code after the other with it, each
 * sent to the provider with our secret. Known to this replica only: elsewhere it may be tried once more, and a code that was taken is the provider's to refuse.
 */
@ApplicationScoped
class SpentAttempts {

    /** Some 200 bytes each. Beyond, the oldest are forgotten. */
    private static final int MOST = 50_000;

    private final Cache<String, Boolean> states = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(DepartureEndpoint.LIFETIME).build();

    /** Whether it is the first time. */
    boolean spend(Attempt attempt) {
        return states.asMap().putIfAbsent(attempt.state(), true) == null;
    }
}
