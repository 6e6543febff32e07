package dev.claviger.credential.console.application;

import java.util.Arrays;
import java.util.Locale;

/** What has just been done, as the page that is led to says it. It comes by the address, so it is one of these and never text. */
public enum Done {
    CREATED("The application is there."),
    SAVED("Your changes are saved."),
    DISABLED("The application is disabled: its tokens have ended and it obtains no new ones. Enable it to take that back."),
    ENABLED("The application is enabled. It has to obtain new tokens; the old ones stay dead."),
    DELETED("The application is deleted."),
    NARROWED("The scopes are taken away, and its tokens have ended: it obtains new ones that say less. If something is missing, give them back below."),
    RESTORED("The scopes are given back. It has them with the next token it obtains."),
    REVOKED("The secret is revoked, and the tokens it obtained have ended."),
    KEY_DELETED("The API key is deleted."),
    SHOWN("This was done already. What was made then was shown once and cannot be shown again; if it is lost, make another.");

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
