package dev.claviger.contract;

import java.util.regex.Pattern;

/** Public name of a client application (RFC 6749 §2.2): 16 to 32 letters and digits. */
public record ClientId(String value) implements Comparable<ClientId> {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{16,32}");

    public ClientId {
        Form.require(FORM, value, "a client_id is 16 to 32 letters and digits");
    }

    /** Whether {@link #ClientId(String)} would accept the text; never throws, also not for null. */
    public static boolean isWellFormed(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ClientId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
