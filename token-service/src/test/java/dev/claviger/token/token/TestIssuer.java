package dev.claviger.token.token;

import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.TestKeys;

import java.time.Clock;
import java.time.Duration;

/** Issues access tokens, for tests of what comes after. */
public final class TestIssuer {

    private TestIssuer() {
    }

    public static AccessTokenIssuer at(Clock clock) {
        return new AccessTokenIssuer("https://issuer.example", new TestKeys(SigningAlgorithm.ES256, Duration.ofDays(1), clock).keys(), clock);
    }
}
