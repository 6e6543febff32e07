package dev.claviger.gateway.authenticate;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The access token of a request: in the {@code Authorization} header and nowhere else (RFC 6750 §2.1, RFC 9700 §4.3.2). Its text is looked at only
 * when it is asked for: a token that is known by its {@link #key} has been looked at before.
 */
public final class BearerToken {

    private static final String SCHEME = "Bearer";
    private static final int START = SCHEME.length() + 1;
    private static final String PARAMETER = "access_token";
    private static final boolean[] TOKEN_CHARACTERS = tokenCharacters();

    private final String credentials;

    private BearerToken(String credentials) {
        this.credentials = credentials;
    }

    /** @throws Refused 401 without a token, 400 with more than one */
    public static BearerToken of(MultiMap headers, String query) {
        List<String> values = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (values.isEmpty()) {
            throw new Refused(Refusal.NO_TOKEN);
        }
        if (values.size() > 1) {
            throw new Refused(Refusal.TOKEN_SENT_TWICE);
        }
        BearerToken token = in(values.get(0));
        if (query != null && namesToken(query)) {
            throw new Refused(Refusal.TOKEN_SENT_TWICE);
        }
        return token;
    }

    /** The scheme is case-insensitive (RFC 9110 §11.1); one space stands behind it. */
    private static BearerToken in(String credentials) {
        int length = SCHEME.length();
        if (!credentials.regionMatches(true, 0, SCHEME, 0, length) || credentials.length() > length && credentials.charAt(length) != ' ') {
            throw new Refused(Refusal.NO_TOKEN);
        }
        if (credentials.length() < START + 1) {
            throw new Refused(Refusal.TOKEN_MALFORMED);
        }
        return new BearerToken(credentials);
    }

    TokenKey key() {
        return TokenKey.of(credentials, START);
    }

    /**
     * Exactly a {@code b64token}.
     *
     * @throws Refused 401 when it is none
     */
    public String text() {
        for (int i = START; i < credentials.length(); i++) {
            if (!isTokenCharacter(credentials.charAt(i))) {
                throw new Refused(Refusal.TOKEN_MALFORMED);
            }
        }
        return credentials.substring(START);
    }

    private static boolean isTokenCharacter(char c) {
        return c < TOKEN_CHARACTERS.length && TOKEN_CHARACTERS[c];
    }

    private static boolean[] tokenCharacters() {
        boolean[] characters = new boolean[0x80];
        for (char c : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=".toCharArray()) {
            characters[c] = true;
        }
        return characters;
    }

    /** A name ends at the first equals sign of its pair, and a pair at an ampersand, for some servers also at a semicolon. */
    private static boolean namesToken(String query) {
        for (int start = 0, end = -1, i = 0; i <= query.length(); i++) {
            char c = i < query.length() ? query.charAt(i) : '&';
            if (c == '=' && end < 0) {
                end = i;
            } else if (c == '&' || c == ';') {
                if (isTokenName(query, start, end < 0 ? i : end)) {
                    return true;
                }
                start = i + 1;
                end = -1;
            }
        }
        return false;
    }

    private static boolean isTokenName(String query, int start, int end) {
        return end - start >= PARAMETER.length() && isTokenName(query.substring(start, end));
    }

    private static boolean isTokenName(String name) {
        try {
            return (name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.UTF_8)).equals(PARAMETER);
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }
}
