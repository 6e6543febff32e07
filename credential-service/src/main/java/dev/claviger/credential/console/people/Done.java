package dev.claviger.credential.console.people;

import java.util.Arrays;
import java.util.Locale;

/** What has just been done, as the page that is led to says it. It comes by the address, so it is one of these and never text. */
public enum Done {
    INVITED("The person is there, and a mail with a link is on its way."),
    CREATED("The person is there, without a way to sign in yet."),
    SAVED("Your changes are saved."),
    DISABLED("The person is disabled: signed out everywhere, and without tokens. Enable the person to let them sign in again."),
    ENABLED("The person is enabled, and can sign in again. What was ended stays so."),
    DELETED("The person is deleted."),
    SENT("A mail with a link is on its way."),
    WITHDRAWN("The link leads nowhere any more."),
    ONE_TIME_PASSWORD_REMOVED("One-time passwords are off: the password alone lets the person in, until they are turned on again."),
    UNLINKED("The link is gone: the next sign-in at the identity provider is like the first."),
    SIGNED_OUT("The session has ended."),
    SIGNED_OUT_EVERYWHERE("All sessions have ended."),
    CONSENT_WITHDRAWN("The application may act for the person no more, and what it held has ended."),
    CONSENTS_WITHDRAWN("No application may act for the person any more, and what they held has ended."),
    CREATED_ALREADY("This was done already: the person is there, and nobody was invited."),
    INVITED_ALREADY("This was done already. The link went by mail, or was shown once and cannot be shown again; if it is lost, make another.");

    private final String text;

    Done(String text) {
        this.text = text;
    }

    /** Of the query parameter {@code done}; nothing for what is none of them. */
    public static String said(String parameter) {
        return Arrays.stream(values()).filter(done -> done.parameter().equals(parameter)).findFirst().map(done -> done.text).orElse("");
    }

    public String on(String path) {
        return path + "?done=" + parameter();
    }

    private String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
