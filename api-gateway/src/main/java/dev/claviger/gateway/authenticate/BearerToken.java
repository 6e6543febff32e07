package dev.claviger.gateway.authenticate;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds the access token of a request: in the {@code Authorization} header and nowhere else (RFC 6750 §2.1, RFC 9700 §4.3.2). */
public final class BearerToken {

    private static final String SCHEME = "Bearer";

    private BearerToken() {
    }

    /** @throws Refused 401 without a token, 400 with more than one */
    public static String of(MultiMap headers, String query) {
        List<String> values = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (values.isEmpty()) {
            throw new Refused(Refusal.NO_TOKEN);
        }
        if (values.size() > 1) {
            throw new Refused(Refusal.TOKEN_SENT_TWICE);
        }
        String token = tokenIn(values.get(0));
        if (query != null && namesToken(query)) {
            throw new Refused(Refusal.TOKEN_SENT_TWICE);
        }
        return token;
    }

    /** The scheme is case-insensitive (RFC 9110 §11.1); behind one space stands exactly a {@code b64token}. */
    private static String tokenIn(String credentials) {
        int length = SCHEME.length();
        if (!credentials.regionMatches(true, 0, SCHEME, 0, length) || credentials.length() > length && credentials.charAt(length) != ' ') {
            throw new Refused(Refusal.NO_TOKEN);
        }
        if (credentials.length() < length + 2) {
            throw new Refused(Refusal.TOKEN_MALFORMED);
        }
        for (int i = length + 1; i < credentials.length(); i++) {
            if (!isTokenCharacter(credentials.charAt(i))) {
                throw new Refused(Refusal.TOKEN_MALFORMED);
            }
        }
        return credentials.substring(length + 1);
    }

    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~+/=".indexOf(c) >= 0;
    }

    private static boolean namesToken(String query) {
        for (String pair : query.split("[&;]")) {
            int equals = pair.indexOf('=');
            if (isTokenName(equals < 0 ? pair : pair.substring(0, equals))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTokenName(String name) {
        try {
            return (name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.UTF_8)).equals("access_token");
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }
}
