package dev.claviger.gateway.authenticate.jose;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * A signed token taken apart (RFC 7515 §7.1), nothing in it believed yet.
 *
 * @param signingInput what the signature is over: the first two parts as sent
 */
public record CompactJws(Map<String, Object> header, Map<String, Object> payload, byte[] signingInput, byte[] signature) {

    private static final int LONGEST_HEADER = 2048;

    /** @throws IllegalArgumentException when it is not exactly three parts of strict base64url, two of them JSON objects */
    public static CompactJws parse(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0 || first > LONGEST_HEADER) {
            throw new IllegalArgumentException("not three parts");
        }
        return new CompactJws(StrictJson.object(text(token.substring(0, first))), StrictJson.object(text(token.substring(first + 1, second))),
                token.substring(0, second).getBytes(StandardCharsets.ISO_8859_1), octets(token.substring(second + 1)));
    }

    /** A header parameter that must be a string, or null when there is none. */
    public String headerText(String name) {
        Object value = header.get(name);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("the header parameter " + name + " is no string");
        }
        return (String) value;
    }

    private static String text(String part) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets(part))).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("not UTF-8", notUtf8);
        }
    }

    /** RFC 7515 §2: no padding, no line breaks. One octet string has one text: stray trailing bits are refused as well. */
    private static byte[] octets(String part) {
        byte[] sent = part.getBytes(StandardCharsets.ISO_8859_1);
        byte[] octets = Base64.getUrlDecoder().decode(sent);
        if (!Arrays.equals(sent, Base64.getUrlEncoder().withoutPadding().encode(octets))) {
            throw new IllegalArgumentException("not strict base64url");
        }
        return octets;
    }
}
