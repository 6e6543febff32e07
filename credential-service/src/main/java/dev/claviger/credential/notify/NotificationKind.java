package dev.claviger.credential.notify;

import java.util.Locale;

/** What a notification tells; its text is the wire form and the metric's label. */
public enum NotificationKind {
    SECRET_EXPIRING, SECRET_ROTATED, SECRET_REVOKED, SECRET_LEAKED, REPEATED_FAILED_USE,
    /** To people themselves, about how they sign in. */
    PERSON_INVITED, PASSWORD_RESET, PASSWORD_CHANGED, EMAIL_CHANGED, ONE_TIME_PASSWORD_REMOVED;

    /** Whether the mail is nothing without a link. */
    public boolean bringsLink() {
        return this == PERSON_INVITED || this == PASSWORD_RESET;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
