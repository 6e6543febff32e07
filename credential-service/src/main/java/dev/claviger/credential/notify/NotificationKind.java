package dev.claviger.credential.notify;

import java.util.Locale;

/** What a notification tells; its text is the wire form and the metric's label. */
public enum NotificationKind {
    SECRET_EXPIRING, SECRET_ROTATED, SECRET_REVOKED, SECRET_LEAKED, REPEATED_FAILED_USE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
