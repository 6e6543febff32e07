package dev.claviger.contract;

import java.util.regex.Pattern;

/** A named stage of a tenant, such as sandbox or production; unique within its tenant. Same form as {@link TenantId}. */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

    public EnvironmentName {
        Form.require(FORM, value, "an environment is 1 to 32 characters of a-z, 0-9 and inner hyphens");
    }

    /** Whether {@link #EnvironmentName(String)} would accept the text; never throws, also not for null. */
    public static boolean isWellFormed(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(EnvironmentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
