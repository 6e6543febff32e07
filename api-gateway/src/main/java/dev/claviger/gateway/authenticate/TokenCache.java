package dev.claviger.gateway.authenticate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;

/** Tokens whose signature need not be checked again: bounded, and none longer than it is valid. */
final class TokenCache {

    /** About 1 KiB each. */
    private static final int MOST = 50_000;

    private final Cache<TokenKey, VerifiedToken> tokens;

    TokenCache(Clock clock) {
        // Its upkeep is little and done by whoever comes by: handing it to another thread would cost more.
        this.tokens = Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST).expireAfter(Expiry.<TokenKey, VerifiedToken>creating(
                (key, token) -> Duration.ofMillis(Math.max(0, token.usableUntilMillis() - clock.millis())))).build();
    }

    VerifiedToken get(TokenKey key) {
        return tokens.getIfPresent(key);
    }

    void put(TokenKey key, VerifiedToken token) {
        tokens.put(key, token);
    }

    void drop(TokenKey key) {
        tokens.invalidate(key);
    }
}
