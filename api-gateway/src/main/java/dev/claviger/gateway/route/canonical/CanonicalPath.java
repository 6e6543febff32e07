package dev.claviger.gateway.route.canonical;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A path that every server reads alike (RFC 3986 §6.2.2). Percent-encoded characters that may stand in a segment as they are
 * (§3.3) are decoded, so that a rule for {@code /users/@me} is not passed by as {@code /users/%40me}, and hex digits raised.
 * Only {@code +} keeps the form it came in, since some servers read a space in it. What servers are known to read differently is
 * refused instead of repaired: empty and dot segments however encoded, slashes, backslashes, semicolons and control bytes in any
 * form, bytes that are no UTF-8, and encodings of encodings of any of these.
 */
public final class CanonicalPath {

    private static final String DECODED_PUNCTUATION = "-._~!$&'()*,=:@";
    private static final String PUNCTUATION = DECODED_PUNCTUATION + "+";
    private static final String PERCENT = "%25";

    private CanonicalPath() {
    }

    public static String of(String raw) {
        String path = raw.indexOf('%') < 0 ? raw : decoded(raw);
        requireCharacters(path);
        requireOneMeaning(path);
        requireSegments(path);
        return path;
    }

    private static void requireCharacters(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!isAlphanumeric(c) && c != '/' && c != '%' && PUNCTUATION.indexOf(c) < 0) {
                throw ambiguous();
            }
        }
    }

    /** Seen in the result, where digits that were themselves encoded stand behind their percent sign as a second decoding would find them. */
    private static void requireOneMeaning(String path) {
        for (int percent = path.indexOf(PERCENT); percent >= 0; percent = path.indexOf(PERCENT, percent + PERCENT.length())) {
            if (isAmbiguousWhenDecodedTwice(path, percent + PERCENT.length())) {
                throw ambiguous();
            }
        }
    }

    /** No empty segment but the last, and none that is one or two dots (RFC 3986 §3.3). */
    private static void requireSegments(String path) {
        int start = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', start)) {
            if (slash == start) {
                throw ambiguous();
            }
            requireNoDots(path, start, slash);
            start = slash + 1;
        }
        requireNoDots(path, start, path.length());
    }

    private static void requireNoDots(String path, int start, int end) {
        int length = end - start;
        if ((length == 1 || length == 2) && path.charAt(start) == '.' && path.charAt(end - 1) == '.') {
            throw ambiguous();
        }
    }

    private static String decoded(String raw) {
        StringBuilder path = new StringBuilder(raw.length());
        ByteBuffer beyondAscii = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                path.append(c);
                requireUtf8(beyondAscii);
                continue;
            }
            int octet = octetAt(raw, i);
            appendOctet(path, octet);
            if (octet >= 0x80) {
                beyondAscii.put((byte) octet);
            } else {
                requireUtf8(beyondAscii);
            }
            i += 2;
        }
        requireUtf8(beyondAscii);
        return path.toString();
    }

    private static void appendOctet(StringBuilder path, int octet) {
        if (isAlphanumeric((char) octet) || DECODED_PUNCTUATION.indexOf(octet) >= 0) {
            path.append((char) octet);
            return;
        }
        if (isAmbiguous(octet)) {
            throw ambiguous();
        }
        path.append('%').append(hex(octet >> 4)).append(hex(octet & 15));
    }

    private static boolean isAmbiguous(int octet) {
        return octet < 0x20 || octet == 0x7F || octet == '/' || octet == '\\' || octet == ';';
    }

    private static boolean isAmbiguousWhenDecodedTwice(String path, int at) {
        int high = at + 1 < path.length() ? Character.digit(path.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(path.charAt(at + 1), 16);
        int octet = high * 16 + low;
        return low >= 0 && (isAmbiguous(octet) || octet == '.' || octet == '%');
    }

    private static int octetAt(String raw, int percent) {
        int high = percent + 2 < raw.length() ? Character.digit(raw.charAt(percent + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(percent + 2), 16);
        if (low < 0 || raw.charAt(percent + 1) > 0x7F || raw.charAt(percent + 2) > 0x7F) {
            throw ambiguous();
        }
        return high * 16 + low;
    }

    private static void requireUtf8(ByteBuffer octets) {
        if (octets.position() == 0) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
        } catch (CharacterCodingException overlongOrCutOff) {
            throw ambiguous();
        }
        octets.clear();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static Refused ambiguous() {
        return new Refused(Refusal.MALFORMED_TARGET);
    }
}
