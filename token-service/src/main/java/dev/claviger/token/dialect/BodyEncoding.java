package dev.claviger.token.dialect;

import java.util.Locale;
import java.util.Optional;

/** How the parameters of a token request are written in its body. */
public enum BodyEncoding {
    /** What RFC 6749 §3.2 prescribes; also assumed of a request without a body. */
    FORM("application/x-www-form-urlencoded"),
    /** What Contract Lucidity's and Lucid's clients send. */
    JSON("application/json");

    private final String mediaType;

    BodyEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The encoding a {@code Content-Type} names; its parameters, such as a charset, change nothing: the text is UTF-8. */
    public static Optional<BodyEncoding> of(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        int semicolon = contentType.indexOf(';');
        String mediaType = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
        for (BodyEncoding encoding : values()) {
            if (encoding.mediaType.equals(mediaType)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }
}
