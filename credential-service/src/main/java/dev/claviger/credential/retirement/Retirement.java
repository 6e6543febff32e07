package dev.claviger.credential.retirement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.CredentialId;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.SecretStatus;
import dev.claviger.credential.usage.SecretUsage;

/**
 * Whether each of a client's secrets can go without anybody noticing, as far as use tells: its successor is in use, and it
 * itself has not been for the quiet time. In doubt the answer is no.
 *
 * @param quiet      how long a secret must have gone unused
 * @param restoredAt when a restored database was last accepted: of uses between its backup and then nothing is known
 */
public record Retirement(List<Credential> live, Map<CredentialId, SecretUsage> usages, Duration quiet, Instant now, Optional<Instant> restoredAt) {

    public static final Advice NOTHING_NEWER = Advice.no("there is no newer secret");

    /** Checks in the order in which they win. */
    public Advice of(Credential credential) {
        if (credential.isSecretless()) {
            return Advice.no("it is no secret: it names the tokens of a client that has none");
        }
        if (!live.contains(credential)) {
            return Advice.no("it is " + (credential.statusAt(now) == SecretStatus.REVOKED ? "revoked" : "expired") + " already");
        }
        List<Credential> successors = live.stream().filter(other -> other.createdAt().isAfter(credential.createdAt())).toList();
        if (successors.isEmpty()) {
            return NOTHING_NEWER;
        }
        SecretUsage usage = usageOf(credential);
        return isRecent(usage) ? Advice.no("used " + Spans.ago(usage.lastUsedAt(), now) + from(usage)) : ofUnused(credential, successors);
    }

    private Advice ofUnused(Credential credential, List<Credential> successors) {
        if (restoredAt.filter(this::isRecent).isPresent()) {
            return Advice.no("the database was restored " + Spans.ago(restoredAt.get(), now) + ", and what it knows of use is as old as its backup");
        }
        long uses = successors.stream().mapToLong(successor -> usageOf(successor).useCount()).sum();
        if (uses == 0) {
            return Advice.no("no newer secret has been used yet");
        }
        if (isRecent(credential.createdAt())) {
            return Advice.no("created only " + Spans.ago(credential.createdAt(), now));
        }
        // When nothing is used, it may be the season.
        if (successors.stream().noneMatch(successor -> isRecent(usageOf(successor)))) {
            return Advice.no(unused(credential) + ", but no newer secret was used lately either");
        }
        return new Advice(true, unused(credential) + " while its successor" + (successors.size() == 1 ? " was" : "s were") + " used " + Spans.times(uses));
    }

    private String unused(Credential credential) {
        SecretUsage usage = usageOf(credential);
        return usage.wasUsed() ? "unused for " + Spans.of(usage.lastUsedAt(), now) : "no use known since its creation " + Spans.ago(credential.createdAt(), now);
    }

    private static String from(SecretUsage usage) {
        return usage.lastUsedFrom() == null ? "" : " from " + usage.lastUsedFrom();
    }

    /** Those of the live ones that can go. */
    public List<Credential> safe() {
        return live.stream().filter(credential -> of(credential).isSafe()).toList();
    }

    public SecretUsage usageOf(Credential credential) {
        return usages.getOrDefault(credential.id(), SecretUsage.NONE);
    }

    private boolean isRecent(SecretUsage usage) {
        return usage.wasUsed() && isRecent(usage.lastUsedAt());
    }

    private boolean isRecent(Instant instant) {
        return instant.isAfter(now.minus(quiet));
    }

    /**
     * Whether a secret is safe to retire.
     *
     * @param reason why or why not, with figures
     */
    public record Advice(boolean isSafe, String reason) {

        private static Advice no(String reason) {
            return new Advice(false, reason);
        }
    }
}
