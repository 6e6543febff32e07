package dev.claviger.gateway.route.canonical;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import java.util.Locale;

/**
 * The host a request is for (RFC 9110 §7.2): lower case, one trailing dot and a valid port taken off. Names are letters,
 * digits, hyphens and underscores between dots; an IPv6 literal is well-formed too, and then simply nobody's.
 */
final class CanonicalHost {

    private static final int LONGEST = 255;

    private CanonicalHost() {
    }

    static String of(String authority) {
        int end = endOfHost(authority);
        if (end < authority.length()) {
            requirePort(authority, end + 1);
        }
        if (authority.startsWith("[")) {
            return literal(authority.substring(0, end));
        }
        String name = authority.substring(0, end > 0 && authority.charAt(end - 1) == '.' ? end - 1 : end);
        requireName(name);
        return name.toLowerCase(Locale.ROOT);
    }

    private static int endOfHost(String authority) {
        int from = authority.startsWith("[") ? authority.indexOf(']') + 1 : 0;
        int colon = authority.indexOf(':', from);
        if (from == 0 && authority.startsWith("[") || from > 0 && colon != from && from != authority.length()) {
            throw malformed();
        }
        return colon < 0 ? authority.length() : colon;
    }

    private static void requirePort(String authority, int from) {
        int port = 0;
        for (int i = from; i < authority.length() && port <= 65535; i++) {
            int digit = authority.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw malformed();
            }
            port = port * 10 + digit;
        }
        if (port < 1 || port > 65535) {
            throw malformed();
        }
    }

    private static void requireName(String name) {
        boolean atLabelStart = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' ? atLabelStart : !isNameCharacter(c)) {
                throw malformed();
            }
            atLabelStart = c == '.';
        }
        if (atLabelStart || name.length() > LONGEST) {
            throw malformed();
        }
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private static String literal(String bracketed) {
        String inside = bracketed.substring(1, bracketed.length() - 1);
        if (inside.isEmpty() || !inside.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x7F || c == ':' || c == '.')) {
            throw malformed();
        }
        return bracketed.toLowerCase(Locale.ROOT);
    }

    private static Refused malformed() {
        return new Refused(Refusal.MALFORMED_HOST);
    }
}
