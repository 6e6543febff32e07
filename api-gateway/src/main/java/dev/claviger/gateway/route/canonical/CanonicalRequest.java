package dev.claviger.gateway.route.canonical;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * What a request asks for, in the one form everything after relies on.
 *
 * @param host  lower case, without port and trailing dot
 * @param path  begins with a slash; see {@link CanonicalPath}
 * @param query as sent, without the question mark; null when there is none
 */
public record CanonicalRequest(HttpMethod method, String host, String path, String query) {

    /** In HTTP/1.1 the decoder bounds the line it stands in; HTTP/2 has none, and what it lets in an upstream must be able to read. */
    private static final int LONGEST_TARGET = 4096;

    /** @throws Refused with a 4xx or 501 when the request is malformed, ambiguous or of a method no resource has */
    public static CanonicalRequest of(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return Http2Head.read(request);
        }
        return of(request.method(), soleHost(request), request.uri());
    }

    /**
     * @param authority as in {@code Host}: a name, with or without a port
     * @param uri       the request target in any form (RFC 9112 §3.2)
     * @throws Refused as above
     */
    public static CanonicalRequest of(HttpMethod method, String authority, String uri) {
        refuseTunnelsAndLoops(method);
        if (uri.length() > LONGEST_TARGET) {
            throw new Refused(Refusal.TARGET_TOO_LONG);
        }
        String host = CanonicalHost.of(authority);
        String target = originForm(uri, authority);
        int question = target.indexOf('?');
        String path = CanonicalPath.of(question < 0 ? target : target.substring(0, question));
        return new CanonicalRequest(method, host, path, question < 0 ? null : query(target.substring(question + 1)));
    }

    /** The request target to send on: path and query (RFC 9112 §3.2.1). */
    public String target() {
        return query == null ? path : path + '?' + query;
    }

    static void refuseTunnelsAndLoops(HttpMethod method) {
        if (method == HttpMethod.CONNECT || method == HttpMethod.TRACE) {
            throw new Refused(Refusal.METHOD_NOT_SUPPORTED);
        }
    }

    /** RFC 9112 §3.2: a request without Host, or with more than one, is answered 400. */
    private static String soleHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1) {
            throw new Refused(Refusal.MALFORMED_HOST);
        }
        return hosts.get(0);
    }

    /** RFC 9112 §3.2.2: absolute-form must be accepted. It would win over Host there; here both must say the same. */
    private static String originForm(String uri, String authority) {
        if (uri.startsWith("/")) {
            return uri;
        }
        int start = uri.regionMatches(true, 0, "http://", 0, 7) ? 7 : uri.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (start < 0 || !uri.regionMatches(true, start, authority, 0, authority.length())) {
            throw new Refused(Refusal.MALFORMED_TARGET);
        }
        String rest = uri.substring(start + authority.length());
        if (rest.isEmpty() || rest.startsWith("?")) {
            return "/" + rest;
        }
        if (!rest.startsWith("/")) {
            throw new Refused(Refusal.MALFORMED_TARGET);
        }
        return rest;
    }

    /** Printable ASCII without a fragment: enough that no upstream sees another end of the line than we do. */
    private static String query(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x20 || c >= 0x7F || c == '#') {
                throw new Refused(Refusal.MALFORMED_TARGET);
            }
        }
        return text;
    }
}
