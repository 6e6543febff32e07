package dev.claviger.credential.usage;

import java.time.Instant;

/** What is known of a secret's use; the instant and address are null when there was none. */
public record SecretUsage(long useCount, Instant lastUsedAt, String lastUsedFrom) {

    public static final SecretUsage NONE = new SecretUsage(0, null, null);

    public boolean wasUsed() {
        return lastUsedAt != null;
    }
}
