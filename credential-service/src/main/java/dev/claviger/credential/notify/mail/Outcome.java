package dev.claviger.credential.notify.mail;

import java.util.Locale;

/** What became of one attempt; its text is the metric's label and, but for the second, the status that is stored. */
enum Outcome {
    SENT,
    /** Definitely not sent, and to be tried again: the status goes back to pending. */
    RETRIED,
    /** Definitely not sent, for the last time. */
    FAILED,
    /** It may have been sent, so it is not sent again. */
    UNCERTAIN,
    /** Nobody is left to be told. */
    WITHDRAWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
