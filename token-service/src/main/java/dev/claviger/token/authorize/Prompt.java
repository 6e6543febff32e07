package dev.claviger.token.authorize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the client wants the person to be asked (OpenID Connect Core §3.1.2.1). */
public enum Prompt {
    /** Nothing at all: where something would have to be asked, the answer is an error. */
    NONE,
    /** To sign in, whoever is signed in. */
    LOGIN,
    /** To agree, whatever was agreed before. */
    CONSENT,
    /** Which account to go on with: here, to sign in. */
    SELECT_ACCOUNT;

    static Optional<Prompt> of(String text) {
        return Arrays.stream(values()).filter(prompt -> prompt.toString().equals(text)).findFirst();
    }

    /** As the parameter spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
