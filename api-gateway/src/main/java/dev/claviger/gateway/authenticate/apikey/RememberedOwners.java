package dev.claviger.gateway.authenticate.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.claviger.contract.ApiKeyVerification;
import java.time.Duration;

/** Whose keys are known already: bounded in number and time. Who guesses has no owner and takes no room. */
final class RememberedOwners {

    /** About 300 bytes each. */
    private static final int MOST = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Cache<ApiKeyDigest, ApiKeyVerification> answers;

    RememberedOwners(Ticker ticker) {
        this.answers = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).ticker(ticker).build();
    }

    /** Null when the key is not known; whether the answer still holds is the snapshot's to say. */
    ApiKeyVerification find(ApiKeyDigest digest) {
        return answers.getIfPresent(digest);
    }

    void remember(ApiKeyDigest digest, ApiKeyVerification answer) {
        answers.put(digest, answer);
    }
}
