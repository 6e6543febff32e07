package dev.claviger.gateway.forward.header;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.caller.CallerStream;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The headers an upstream gets: the caller's, without what it must not see or believe, and then the gateway's own, which nobody but the
 * gateway can set.
 */
public final class OutboundHeaders {

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("Claviger-Request-Id");
    private static final CharSequence TENANT = HttpHeaders.createOptimized("Claviger-Tenant");
    private static final CharSequence ENVIRONMENT = HttpHeaders.createOptimized("Claviger-Environment");
    private static final CharSequence CLIENT = HttpHeaders.createOptimized("Claviger-Client");
    private static final CharSequence SUBJECT = HttpHeaders.createOptimized("Claviger-Subject");
    private static final CharSequence SCOPE = HttpHeaders.createOptimized("Claviger-Scope");
    private static final CharSequence ESTABLISHMENTS = HttpHeaders.createOptimized("Claviger-Establishments");
    private static final String OWN_PREFIX = "claviger-";
    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final HeaderNames REPLACED = new HeaderNames("host", "forwarded", "expect", "trailer", "traceparent");
    /** They name another request than the one that was decided on, and many a framework would carry that out. */
    private static final HeaderNames OTHER_REQUEST = new HeaderNames("x-http-method-override", "x-http-method", "x-method-override", "x-original-url", "x-rewrite-url");
    private static final HeaderNames CREDENTIALS = new HeaderNames("authorization", "x-api-key");
    private static final HeaderNames API_KEY = new HeaderNames("x-api-key");

    private final ForwardedHeaders forwarded;
    private final Via via;

    public OutboundHeaders(ForwardedHeaders forwarded, Via via) {
        this.forwarded = forwarded;
        this.via = via;
    }

    /** @param authority of the upstream */
    public void write(Permit permit, HttpServerRequest request, String authority, String requestId, HttpClientRequest upstream) {
        MultiMap outbound = upstream.headers();
        MultiMap inbound = request.headers();
        HopByHop hopByHop = HopByHop.of(inbound);
        // The token endpoint is where Basic credentials are for (RFC 6749 §2.3.1); nobody else gets to see any.
        HeaderNames credentials = permit.isForTokenEndpoint() ? API_KEY : CREDENTIALS;
        HeaderLines.of(inbound, (name, value) -> {
            if (!isOurs(name) && !credentials.contains(name) && !hopByHop.contains(name)) {
                outbound.add(name, value);
            }
        });
        if (CallerStream.isHttp2(request)) {
            joinCookies(outbound);
        }
        writeHost(inbound, authority, upstream, outbound);
        via.append(request.version(), outbound);
        forwarded.write(request, permit.request().host(), outbound);
        TraceContext.write(inbound, requestId, outbound);
        outbound.add(REQUEST_ID, HeaderValue.of(requestId));
        if (!permit.isForTokenEndpoint()) {
            outbound.add(TENANT, HeaderValue.of(permit.environment().tenant().value()));
            outbound.add(ENVIRONMENT, HeaderValue.of(permit.environment().name().value()));
        }
        if (permit.token() != null) {
            writeIdentity(permit.token(), outbound);
        }
    }

    /** RFC 9113 §8.2.3: HTTP/2 may send them in pieces, everybody else expects one header. */
    private static void joinCookies(MultiMap outbound) {
        List<String> pieces = outbound.getAll(HttpHeaders.COOKIE);
        if (pieces.size() > 1) {
            outbound.set(HttpHeaders.COOKIE, String.join("; ", pieces));
        }
    }

    /** HTTP/2 says it by a pseudo-header (RFC 9113 §8.3.1), and there {@code TE} is the one field of its connection a request may have (§8.2.2). */
    private static void writeHost(MultiMap inbound, String authority, HttpClientRequest upstream, MultiMap outbound) {
        if (upstream.version() != HttpVersion.HTTP_2) {
            outbound.set(HttpHeaders.HOST, authority);
        } else if (inbound.contains(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS, true)) {
            outbound.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
        }
    }

    private static boolean isOurs(CharSequence name) {
        return REPLACED.contains(name) || OTHER_REQUEST.contains(name) || HeaderNames.startsWith(name, OWN_PREFIX) || HeaderNames.startsWith(name, FORWARDED_PREFIX);
    }

    private static void writeIdentity(VerifiedToken token, MultiMap outbound) {
        AccessTokenClaims claims = token.claims();
        outbound.add(CLIENT, token.client());
        outbound.add(SUBJECT, token.subject());
        outbound.add(SCOPE, token.scope());
        if (!claims.establishments().isEmpty()) {
            outbound.add(ESTABLISHMENTS, listed(claims.establishments()));
        }
    }

    /** Percent-encoded each, so that neither a comma nor a line break in one makes two. */
    private static String listed(List<String> establishments) {
        return establishments.stream().map(one -> URLEncoder.encode(one, StandardCharsets.UTF_8).replace("+", "%20")).collect(Collectors.joining(","));
    }
}
