package dev.claviger.gateway.limit.count;

import dev.claviger.gateway.refuse.Refusal;
import java.util.Locale;

/** Whose requests a limit counts together. The narrower goes first: who is stopped by a limit of its own is never counted against one it shares. */
public enum LimitScope {
    CLIENT_ON_ROUTE(Refusal.RATE_LIMITED),
    CLIENT(Refusal.RATE_LIMITED),
    CLIENT_QUOTA(Refusal.QUOTA_USED_UP),
    ROUTE(Refusal.RATE_LIMITED),
    ENVIRONMENT(Refusal.RATE_LIMITED),
    ENVIRONMENT_QUOTA(Refusal.QUOTA_USED_UP);

    private final Refusal refusal;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    LimitScope(Refusal refusal) {
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Counted in fixed windows; any other is a token bucket. */
    public boolean isQuota() {
        return refusal == Refusal.QUOTA_USED_UP;
    }

    /** How callers, metric and store name it. */
    public String label() {
        return label;
    }
}
