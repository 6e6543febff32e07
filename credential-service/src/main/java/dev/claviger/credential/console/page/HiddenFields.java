package dev.claviger.credential.console.page;

import java.util.regex.Pattern;

import dev.claviger.credential.problem.Problem;

/** What a form brings along beside what was typed. Without it, it is not one of ours. */
public final class HiddenFields {

    private static final Pattern NONCE = Pattern.compile("[0-9A-Za-z_-]{16,64}");

    private HiddenFields() {
    }

    /**
     * Which version of a thing the form was made for, as {@code If-Match} has it: without it, the second of two people would undo what the first did.
     *
     * @throws Problem 400 where there is none
     */
    public static String version(String version) {
        if (version == null || version.isEmpty() || version.indexOf('*') >= 0) {
            throw Problem.invalid("version", "is missing");
        }
        return version;
    }

    /**
     * Lets a form that is sent twice do once what it does: the key under which the admin API remembers what was made, from a random text that
     * was made with the form.
     *
     * @throws Problem 400 where there is none
     */
    public static String idempotencyKey(String nonce) {
        if (nonce == null || !NONCE.matcher(nonce).matches()) {
            throw Problem.invalid("nonce", "is missing");
        }
        return "console-" + nonce;
    }
}
