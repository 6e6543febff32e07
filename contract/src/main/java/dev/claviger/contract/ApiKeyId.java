package dev.claviger.contract;

import java.util.regex.Pattern;

/** Names one API key's record, never the key: 16 to 32 letters and digits. */
public record ApiKeyId(String value) implements Comparable<ApiKeyId> {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{16,32}");

    public ApiKeyId {
        Form.require(FORM, value, "an api_key_id is 16 to 32 letters and digits");
    }

    /** Whether {@link #ApiKeyId(String)} would accept the text; never throws, also not for null. */
    public static boolean isWellFormed(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ApiKeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
