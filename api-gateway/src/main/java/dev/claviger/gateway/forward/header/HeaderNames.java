package dev.claviger.gateway.forward.header;

import java.util.Arrays;

/**
 * A set of header names. Case does not matter (RFC 9110 §5.1), and neither does any other sign in the place of {@code -}: many an upstream maps
 * them all to the same variable (RFC 3875 §4.1.18), so what looks alike there must be alike here. Asking allocates nothing.
 */
final class HeaderNames {

    private final String[][] byLength = new String[32][];

    /** @param names lower case */
    HeaderNames(String... names) {
        for (String name : names) {
            String[] others = byLength[name.length()] == null ? new String[0] : byLength[name.length()];
            String[] all = Arrays.copyOf(others, others.length + 1);
            all[others.length] = name;
            byLength[name.length()] = all;
        }
    }

    boolean contains(CharSequence name) {
        String[] candidates = name.length() < byLength.length ? byLength[name.length()] : null;
        if (candidates != null) {
            for (String candidate : candidates) {
                if (startsWith(name, candidate)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param prefix lower case */
    static boolean startsWith(CharSequence name, String prefix) {
        if (name.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (folded(name.charAt(i)) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char folded(char c) {
        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
            return c;
        }
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : '-';
    }
}
