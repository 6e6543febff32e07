package dev.claviger.gateway.route.canonical;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Map;

/**
 * The head of an HTTP/2 request, read as strictly as one of HTTP/1.1: Vert.x refuses doubled, late and missing pseudo headers, capitals,
 * connection headers, any {@code te} but trailers, and a {@code Host} that differs (RFC 9113 §8.2, §8.3). The rest is refused here, above
 * all what would end a line where the request goes on as HTTP/1.1 (§8.2.1, §10.3).
 */
final class Http2Head {

    private Http2Head() {
    }

    /** @throws Refused 400; 501 for a tunnel, whose head has neither scheme nor path (RFC 9113 §8.5) */
    static CanonicalRequest read(HttpServerRequest request) {
        CanonicalRequest.refuseTunnelsAndLoops(request.method());
        String scheme = request.scheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new Refused(Refusal.MALFORMED_REQUEST);
        }
        for (Map.Entry<String, String> header : request.headers()) {
            requireOneLine(header.getKey(), header.getValue());
        }
        if (!request.uri().startsWith("/")) {
            throw new Refused(Refusal.MALFORMED_TARGET);
        }
        return CanonicalRequest.of(request.method(), authority(request), request.uri());
    }

    /** RFC 9113 §8.3.1: in {@code :authority}. {@code Host} alone, or more than once beside it, is what a broken translation leaves. */
    private static String authority(HttpServerRequest request) {
        HostAndPort authority = request.authority(true);
        if (authority == null || request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            throw new Refused(Refusal.MALFORMED_HOST);
        }
        return authority.toString();
    }

    private static void requireOneLine(String name, String value) {
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) {
                throw new Refused(Refusal.MALFORMED_REQUEST);
            }
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 && c != '\t' || c == 0x7F) {
                throw new Refused(Refusal.MALFORMED_REQUEST);
            }
        }
    }

    /** RFC 9110 §5.6.2, in lower case. */
    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c < 0x7F && "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
