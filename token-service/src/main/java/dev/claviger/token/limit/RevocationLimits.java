package dev.claviger.token.limit;

import dev.claviger.contract.ClientId;
import dev.claviger.token.error.OAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;

/** How often a client ends tokens of its own: without a limit one client could fill the memory of every gateway. */
@ApplicationScoped
public class RevocationLimits {

    private final MinuteCounts revocations;

    @Inject
    public RevocationLimits(RevocationConfig config, Clock clock) {
        this.revocations = new MinuteCounts(config.perClientAndMinute(), clock);
    }

    /** @throws OAuthException with 429 when the client has ended enough in this minute; else this counts as one more */
    public void take(ClientId client) {
        revocations.excess(client).ifPresent(RevocationLimits::refuse);
        revocations.count(client);
    }

    private static void refuse(Duration wait) {
        throw OAuthException.tooManyRevocations(wait);
    }
}
