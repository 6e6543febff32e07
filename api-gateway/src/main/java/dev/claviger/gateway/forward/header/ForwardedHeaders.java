package dev.claviger.gateway.forward.header;

import dev.claviger.contract.TrustedProxies;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Where the request came from, told to the upstream (RFC 7239, and the older {@code X-Forwarded-*}). What the peer claims about that is
 * continued when the peer is a trusted proxy and dropped otherwise.
 */
public final class ForwardedHeaders {

    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
    private static final CharSequence FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence HOST = HttpHeaders.createOptimized("X-Forwarded-Host");

    private final TrustedProxies trusted;

    public ForwardedHeaders(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /** The address of who asks, for the log. */
    public String clientOf(HttpServerRequest request) {
        String peer = peer(request);
        return isTrusted(peer) ? trusted.clientAddress(peer, request.headers().getAll(FORWARDED), request.headers().getAll(FOR)) : peer;
    }

    void write(HttpServerRequest request, String host, MultiMap outbound) {
        String peer = peer(request);
        AsciiString scheme = (request.isSSL() ? HttpScheme.HTTPS : HttpScheme.HTTP).name();
        String node = peer.indexOf(':') < 0 ? peer : "\"[" + peer + "]\"";
        String element = "for=" + node + ";host=" + host + ";proto=" + scheme;
        if (isTrusted(peer)) {
            MultiMap inbound = request.headers();
            List<String> before = inbound.getAll(FOR);
            outbound.set(FORWARDED, appended(standard(inbound.getAll(FORWARDED), before), element));
            outbound.set(FOR, appended(before, peer));
            outbound.set(PROTO, firstOr(inbound.getAll(PROTO), scheme.toString()));
            outbound.set(HOST, firstOr(inbound.getAll(HOST), host));
        } else {
            outbound.add(FORWARDED, HeaderValue.of(element)).add(FOR, HeaderValue.of(peer)).add(PROTO, scheme).add(HOST, HeaderValue.of(host));
        }
    }

    /** Whoever reads {@code Forwarded} first must not take a proxy that writes only the older header for the caller. */
    private static List<String> standard(List<String> forwarded, List<String> forwardedFor) {
        if (TrustedProxies.says(forwarded)) {
            return forwarded;
        }
        return forwardedFor.isEmpty() ? List.of() : List.of(TrustedProxies.forwarded(forwardedFor));
    }

    private boolean isTrusted(String peer) {
        return trusted != TrustedProxies.NONE && trusted.trusts(peer);
    }

    private static String appended(List<String> before, String last) {
        return before.isEmpty() ? last : String.join(", ", before) + ", " + last;
    }

    private static String firstOr(List<String> values, String standard) {
        return values.isEmpty() ? standard : values.get(0);
    }

    private static String peer(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
