package dev.claviger.gateway.forward;

import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.forward.address.UpstreamAddresses;
import dev.claviger.gateway.forward.header.ForwardedHeaders;
import dev.claviger.gateway.forward.header.OutboundHeaders;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Sends permitted requests on: one per event loop, with its own connections. */
public final class Forwarder {

    private final HttpClient upstreams;
    private final UpstreamAddresses addresses;
    private final HttpClient tokenEndpoint;
    private final OutboundHeaders headers;
    private final Deadlines deadlines;
    private final Origin tokenService;
    private final String tokenServicePath;

    /** @param tokenService base URL of token-service, where the token paths of environments lead */
    public Forwarder(Vertx vertx, HttpClient upstreams, UpstreamAddresses addresses, HttpClient tokenEndpoint, UpstreamConfig config,
            ForwardedHeaders forwarded, URI tokenService) {
        this.upstreams = upstreams;
        this.addresses = addresses;
        this.tokenEndpoint = tokenEndpoint;
        this.headers = new OutboundHeaders(forwarded);
        this.deadlines = new Deadlines(vertx, config.responseTimeout().toNanos());
        this.tokenService = Origin.of(tokenService.toString())
                .orElseThrow(() -> new IllegalArgumentException("claviger.token-service-url: an http or https URL expected"));
        this.tokenServicePath = tokenService.getRawPath().replaceAll("/+$", "");
    }

    /**
     * @return complete when the answer has been passed on or cut off; fails with a {@link Refused} while nothing of an answer was sent
     * @throws Refused before anything is sent to an upstream
     */
    public Future<Void> forward(Permit permit, HttpServerRequest request, String requestId) {
        requireKnownExpectation(request);
        Origin origin = permit.isForTokenEndpoint() ? tokenService
                : permit.environment().nextUpstream().orElseThrow(() -> new Refused(Refusal.NO_UPSTREAM));
        String target = permit.isForTokenEndpoint() ? tokenServicePath + permit.request().target() : permit.request().target();
        RequestOptions options = new RequestOptions().setMethod(permit.request().method()).setHost(origin.host()).setPort(origin.port())
                .setSsl(origin.tls()).setURI(target);
        Future<HttpClientRequest> connection = permit.isForTokenEndpoint() ? tokenEndpoint.request(options)
                : addresses.of(origin).compose(address -> upstreams.request(options.setServer(address)));
        return new Forwarding(request, deadlines).start(connection,
                outbound -> headers.write(permit, request, origin.authority(), requestId, outbound));
    }

    /** RFC 9110 §10.1.1: an expectation that is not understood is answered 417. */
    private static void requireKnownExpectation(HttpServerRequest request) {
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw new Refused(Refusal.EXPECTATION_UNKNOWN);
        }
    }
}
