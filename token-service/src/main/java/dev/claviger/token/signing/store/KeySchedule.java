package dev.claviger.token.signing.store;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When keys come and go; a pure function of the keys there are, the time and the settings, so that replicas agree.
 * Keys are ordered by when they begin to sign. A key's end is the next one's beginning.
 */
final class KeySchedule {

    static final Comparator<ScheduledKey> ORDER = Comparator.comparing(ScheduledKey::signsFrom);

    /** Twice the time after which a gateway reads the keys again; other replicas do so every few seconds. */
    private static final Duration SHORTEST_PUBLICATION = Duration.ofMinutes(2);

    private final SigningAlgorithm algorithm;
    private final Duration rotationPeriod;
    private final Duration publishAhead;
    private final Duration afterlife;

    /** Of the keys that sign access tokens. */
    KeySchedule(SigningConfig config) {
        this(config, config.algorithm(), config.maxTokenLifetime());
    }

    /** @param longestUse for how long after a key's last signature somebody may want to verify it */
    KeySchedule(SigningConfig config, SigningAlgorithm algorithm, Duration longestUse) {
        if (config.publishAhead().compareTo(SHORTEST_PUBLICATION) < 0) {
            throw new IllegalArgumentException("claviger.signing.publish-ahead must be at least " + SHORTEST_PUBLICATION
                    + ": gateways read the keys every minute and other replicas every 5 s, and a key that signs before they have is refused");
        }
        if (config.publishAhead().compareTo(config.rotationPeriod()) >= 0) {
            throw new IllegalArgumentException("claviger.signing.publish-ahead must be shorter than claviger.signing.rotation-period");
        }
        this.algorithm = algorithm;
        this.rotationPeriod = config.rotationPeriod();
        this.publishAhead = config.publishAhead();
        this.afterlife = longestUse.plus(AccessTokenClaims.CLOCK_SKEW);
    }

    /** From when a key that has to be made now would sign; empty when none has to be made. */
    Optional<Instant> nextKey(List<ScheduledKey> keys, Instant now) {
        if (keys.isEmpty()) {
            // Nobody holds an older key set, so there is nobody to wait for.
            return Optional.of(now);
        }
        ScheduledKey latest = keys.stream().max(ORDER).orElseThrow();
        if (latest.signsFrom().isAfter(now)) {
            // One is on its way. It is let be even when its algorithm is another: replicas with old and new settings
            // run side by side during an update, and would outbid each other otherwise.
            return Optional.empty();
        }
        Instant earliest = now.plus(publishAhead);
        Instant due = latest.signsFrom().plus(rotationPeriod);
        if (latest.algorithm() != algorithm || !due.isAfter(earliest)) {
            return Optional.of(earliest);
        }
        return Optional.empty();
    }

    /** Keys whose last token has expired. */
    List<ScheduledKey> outlived(List<ScheduledKey> keys, Instant now) {
        List<ScheduledKey> ordered = keys.stream().sorted(ORDER).toList();
        List<ScheduledKey> outlived = new ArrayList<>();
        for (int i = 0; i + 1 < ordered.size(); i++) {
            Instant retired = ordered.get(i + 1).signsFrom();
            if (!retired.plus(afterlife).isAfter(now)) {
                outlived.add(ordered.get(i));
            }
        }
        return outlived;
    }
}
