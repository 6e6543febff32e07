package dev.claviger.credential.notify.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What a mail to a person says, in plain text: what happened, and what to do, also for whoever did not ask for it. */
final class PersonMailText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private PersonMailText() {
    }

    /** @param link for the kinds that bring one */
    static MailText of(DueNotification told, String subjectPrefix, Optional<String> link) {
        return new MailText(MailText.oneLine(subjectPrefix + " " + happened(told)), """
                %s.

                User name:    %s
                Organisation: %s
                %s
                %s

                Nobody will ever ask you for your password by mail or telephone.
                """.formatted(happened(told), MailText.oneLine(told.username().orElseThrow()), told.tenant(),
                link.map(address -> "\n" + address + "\n").orElse(""), todo(told)));
    }

    private static String happened(DueNotification told) {
        return switch (told.kind()) {
            case PERSON_INVITED -> "You have been given an account";
            case PASSWORD_RESET -> "Set a new password";
            case PASSWORD_CHANGED -> "Your password was changed on " + time(told.createdAt());
            case EMAIL_CHANGED -> "This address was taken from your account on " + time(told.createdAt());
            case ONE_TIME_PASSWORD_REMOVED -> "One-time passwords were turned off on " + time(told.createdAt());
            default -> throw new IllegalStateException(told.kind() + " is told to a client's contact");
        };
    }

    private static String todo(DueNotification told) {
        return switch (told.kind()) {
            case PERSON_INVITED -> "What to do: open the link and choose a password. It works once. If you expected no invitation, ignore this mail: without a password "
                    + "nobody can sign in.";
            case PASSWORD_RESET -> "What to do: open the link and choose a new password. It works once, and only for a short time. If you have not asked for it, do nothing: your "
                    + "password is what it was, and nobody but you has the link. If such mails go on, tell your administrator.";
            case PASSWORD_CHANGED -> "What to do: nothing, if it was you. If it was not, ask for a new password on the sign-in page at once, and tell your administrator.";
            case EMAIL_CHANGED -> "What to do: nothing, if you know why. Mails about the account go to another address from now on, or to none. If you do not know why, tell your "
                    + "administrator at once: whoever reads the new address can set a new password.";
            default -> "What to do: nothing, if you know why. You sign in with your password alone now, until you turn them on again. If you do not know why, change your "
                    + "password at once, and tell your administrator.";
        };
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
