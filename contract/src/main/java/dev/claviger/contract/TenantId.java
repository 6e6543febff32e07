package dev.claviger.contract;

import java.util.regex.Pattern;

/** An organisation with its own environments and hosts: the isolation boundary. 1 to 32 characters of a-z, 0-9 and inner hyphens. */
public record TenantId(String value) implements Comparable<TenantId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

    public TenantId {
        Form.require(FORM, value, "a tenant is 1 to 32 characters of a-z, 0-9 and inner hyphens");
    }

    /** Whether {@link #TenantId(String)} would accept the text; never throws, also not for null. */
    public static boolean isWellFormed(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
