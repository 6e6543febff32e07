package dev.claviger.token.client;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Client identifier and secret from an {@code Authorization: Basic} header (RFC 6749 §2.3.1, RFC 7617). */
record BasicCredentials(String clientId, String clientSecret) {

    private static final String SCHEME = "Basic ";

    /** Empty when the header is of another scheme or malformed: strict base64 of UTF-8 with a colon in it. */
    static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder().decode(padded(header.substring(SCHEME.length()).trim()));
            // A new decoder reports malformed UTF-8; the String constructor would replace it.
            return split(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(pair)).toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** Java's decoder takes base64 without padding; RFC 7617 by way of RFC 4648 §3.2 does not. */
    private static String padded(String base64) {
        if (base64.length() % 4 != 0) {
            throw new IllegalArgumentException("base64 without padding");
        }
        return base64;
    }

    private static Optional<BasicCredentials> split(String pair) {
        int colon = pair.indexOf(':');
        return colon < 0 ? Optional.empty()
                : Optional.of(new BasicCredentials(formDecoded(pair.substring(0, colon)), formDecoded(pair.substring(colon + 1))));
    }

    /**
     * RFC 6749 §2.3.1 form-encodes both values, deployed clients often do not. No identifier or secret of ours holds a
     * percent or plus sign, so decoding never harms one that was not encoded.
     */
    private static String formDecoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "basic credentials of " + clientId;
    }
}
