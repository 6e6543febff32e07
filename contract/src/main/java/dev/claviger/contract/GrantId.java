package dev.claviger.contract;

import java.util.regex.Pattern;

/** Names what entitled a client to a line of tokens, so that all of them can end together: 16 to 32 letters and digits. */
public record GrantId(String value) implements Comparable<GrantId> {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{16,32}");

    public GrantId {
        Form.require(FORM, value, "a grant_id is 16 to 32 letters and digits");
    }

    /** Whether {@link #GrantId(String)} would accept the text; never throws, also not for null. */
    public static boolean isWellFormed(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(GrantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
