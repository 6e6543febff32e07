package dev.claviger.credential.console.environment;

import java.util.Arrays;
import java.util.Locale;

/** What has just been done, as the page that is led to says it. It comes by the address, so it is one of these and never text. */
public enum Done {
    CREATED("The environment is there. Every gateway serves its hosts within a second."),
    SAVED("Your changes are saved. Every gateway has them within a second."),
    DELETED("The environment is deleted: its hosts are nobody's now, and the tokens of its applications have ended.");

    private final String text;

    Done(String text) {
        this.text = text;
    }

    /** Of the query parameter {@code done}; nothing for what is none of them. */
    static String said(String parameter) {
        return Arrays.stream(values()).filter(done -> done.parameter().equals(parameter)).findFirst().map(done -> done.text).orElse("");
    }

    public String on(String path) {
        return path + "?done=" + parameter();
    }

    private String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
