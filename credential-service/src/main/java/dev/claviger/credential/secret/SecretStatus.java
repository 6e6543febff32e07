package dev.claviger.credential.secret;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a secret stands in its life; only the first two obtain tokens. */
public enum SecretStatus {
    ACTIVE, EXPIRING, EXPIRED, REVOKED;

    public boolean isLive() {
        return this == ACTIVE || this == EXPIRING;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
