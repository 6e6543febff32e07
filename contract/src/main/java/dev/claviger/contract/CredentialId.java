package dev.claviger.contract;

import java.util.regex.Pattern;

/** Names one client secret's record, never the secret: 16 to 32 letters and digits. */
public record CredentialId(String value) implements Comparable<CredentialId> {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{16,32}");

    public CredentialId {
        Form.require(FORM, value, "a credential_id is 16 to 32 letters and digits");
    }

    /** Whether {@link #CredentialId(String)} would accept the text; never throws, also not for null. */
    public static boolean isWellFormed(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(CredentialId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
