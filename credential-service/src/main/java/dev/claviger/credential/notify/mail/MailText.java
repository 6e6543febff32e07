package dev.claviger.credential.notify.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a mail says, in plain text: which client, which secret by its identifier, what happened, what to do. Never a secret. */
record MailText(String subject, String body) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 60;

    static MailText of(DueNotification told, String subjectPrefix) {
        return new MailText(oneLine(subjectPrefix + " " + happened(told) + ": " + clipped(told.clientName()) + " (" + told.tenant() + "/" + told.environment() + ")"), """
                %s.

                Client application: %s
                Client identifier:  %s
                Tenant, environment: %s, %s
                %s
                %s

                %s

                You are the technical contact of this client application. Nobody will ever ask you for a secret by mail.
                """.formatted(happened(told), oneLine(told.clientName()), told.clientId(), told.tenant(), told.environment(), concerned(told), meaning(told), todo(told)));
    }

    private static String happened(DueNotification told) {
        return switch (told.kind()) {
            case SECRET_EXPIRING -> "A client secret expires on " + time(told);
            case SECRET_ROTATED -> "A new client secret was issued";
            case SECRET_REVOKED -> "A client secret was revoked";
            case SECRET_LEAKED -> told.apiKey().isPresent() ? "An API key was found in the wrong place and deleted"
                    : "A client secret was found in the wrong place and revoked";
            case REPEATED_FAILED_USE -> "Client secrets were refused many times";
            default -> throw notOfAClient(told);
        };
    }

    private static String concerned(DueNotification told) {
        return told.credential().map(id -> "Secret:             " + id + " (its identifier; never the secret)\n").orElse("")
                + told.apiKey().map(id -> "API key:            " + id + " (its identifier; never the key)\n").orElse("")
                + told.place().map(place -> "Seen at:            " + place + "\n").orElse("");
    }

    private static String meaning(DueNotification told) {
        return switch (told.kind()) {
            case SECRET_EXPIRING -> "From " + time(told) + " on it obtains no access token. Tokens obtained before live out their time.";
            case SECRET_ROTATED -> "Secrets issued before it obtain no access token from " + time(told) + " on.";
            case SECRET_REVOKED -> "It obtains no access token any more, and those it had obtained have ended.";
            case SECRET_LEAKED -> told.apiKey().isPresent() ? "It opens nothing any more. Whoever found it may have used it."
                    : "It obtains no access token any more, and those it had obtained have ended. Whoever found it may have used it.";
            case REPEATED_FAILED_USE -> "In the last minutes token requests of this client were refused again and again: the secret sent was wrong, expired or revoked, or the client is disabled.";
            default -> throw notOfAClient(told);
        };
    }

    private static String todo(DueNotification told) {
        return switch (told.kind()) {
            case SECRET_EXPIRING -> "What to do: have a new secret issued with an overlap, put it in place of this one, and let this one expire.";
            case SECRET_ROTATED -> "What to do: put the new secret in place before then. If nobody on your side asked for it, tell your administrator at once.";
            case SECRET_REVOKED -> "What to do: if the application still uses it, have a new secret issued and put it in place.";
            case SECRET_LEAKED -> "What to do: remove it from where it was found, have a new one issued, and look through what was called in this client's name.";
            case REPEATED_FAILED_USE -> "What to do: look for an installation that still has an old secret. If there is none, somebody is trying: tell your administrator. "
                    + "This is told at most once a day.";
            default -> throw notOfAClient(told);
        };
    }

    private static IllegalStateException notOfAClient(DueNotification told) {
        return new IllegalStateException(told.kind() + " is told to a person");
    }

    private static String time(DueNotification told) {
        return TIME.format(told.effectiveAt().orElse(Instant.EPOCH));
    }

    private static String clipped(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    /** A line break in a name would begin a header of its own (RFC 5322 §2.2). Names are checked when they are set; this holds whatever the database has. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
