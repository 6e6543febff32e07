package dev.claviger.credential.console.scope;

import java.util.Arrays;
import java.util.Locale;

import dev.claviger.credential.console.page.Addresses;

/** What has just been done, as the page that is led to says it. It comes by the address, so it is one of these and never text. */
public enum Done {
    CREATED("The scope is in the catalogue. Nobody holds it yet."),
    SAVED("Your changes are saved."),
    DELETED("The scope is deleted.");

    private final String text;

    Done(String text) {
        this.text = text;
    }

    /** Of the query parameter {@code done}; nothing for what is none of them. */
    static String said(String parameter) {
        return Arrays.stream(values()).filter(done -> done.parameter().equals(parameter)).findFirst().map(done -> done.text).orElse("");
    }

    public String on(String path, String... namesAndValues) {
        String address = Addresses.of(path, namesAndValues);
        return address + (address.indexOf('?') < 0 ? "?" : "&") + "done=" + parameter();
    }

    private String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
