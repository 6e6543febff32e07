package dev.claviger.token.signing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** One fresh signing key, in memory. */
public final class TestKeys {

    private final SigningKeys keys;

    public TestKeys(SigningAlgorithm algorithm, Duration longestTokenLifetime, Clock clock) {
        SigningKey key = SigningKey.of(algorithm, algorithm.generate());
        keys = new SigningKeys(now -> KeyRing.fixed(key, now, List.of(key)), longestTokenLifetime, clock);
        keys.read();
    }

    public SigningKeys keys() {
        return keys;
    }
}
