package dev.claviger.credential.console.tenant;

import java.util.Arrays;
import java.util.Locale;

/** What has just been done, as the page that is led to says it. It comes by the address, so it is one of these and never text. */
enum Done {
    CREATED("The tenant is there."),
    CREATED_AND_INVITED("The tenant is there, and a mail with a link is on its way to its first administrator."),
    SAVED("Your changes are saved."),
    DELETED("The tenant is deleted, with everything it had."),
    SHOWN("This was done already. If somebody was invited, the link went by mail, or was shown once and cannot be shown again; make another on the person's page.");

    private final String text;

    Done(String text) {
        this.text = text;
    }

    /** Of the query parameter {@code done}; nothing for what is none of them. */
    static String said(String parameter) {
        return Arrays.stream(values()).filter(done -> done.parameter().equals(parameter)).findFirst().map(done -> done.text).orElse("");
    }

    /** @param path with a query or without */
    String on(String path) {
        return path + (path.contains("?") ? "&" : "?") + "done=" + parameter();
    }

    private String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
