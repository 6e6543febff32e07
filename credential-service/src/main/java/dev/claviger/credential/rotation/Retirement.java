package dev.claviger.credential.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.claviger.contract.CredentialId;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.usage.SecretUsage;

/**
 * Whether a secret can go without anybody noticing, as far as use tells: its successor is in use, and it itself has not
 * been for longer than a monthly job's weekends. In doubt it says no.
 */
record Retirement(List<Credential> live, Map<CredentialId, SecretUsage> usages, Instant now) {

    private static final Duration QUIET = Duration.ofDays(14);

    boolean isSafe(Credential credential) {
        return live.contains(credential) && isQuiet(credential)
                && live.stream().anyMatch(other -> other.createdAt().isAfter(credential.createdAt()) && usageOf(other).wasUsed());
    }

    SecretUsage usageOf(Credential credential) {
        return usages.getOrDefault(credential.id(), SecretUsage.NONE);
    }

    private boolean isQuiet(Credential credential) {
        Instant horizon = now.minus(QUIET);
        return credential.createdAt().isBefore(horizon) && (!usageOf(credential).wasUsed() || usageOf(credential).lastUsedAt().isBefore(horizon));
    }
}
