package dev.claviger.gateway;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.caller.ServerName;
import dev.claviger.gateway.decide.Inquiry;
import dev.claviger.gateway.decide.Rounds;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.observe.AccessLog;
import dev.claviger.gateway.observe.LoggedPath;
import dev.claviger.gateway.observe.trace.RequestSpan;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import dev.claviger.gateway.usage.LoopCounts;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** A request and what is known of it so far, for whoever looks at the log later. */
final class Exchange implements Inquiry {

    private final HttpServerRequest request;
    private final String id;
    private final String client;
    private final RequestSpan span;
    private final LoopCounts counts;
    private final long begun = System.nanoTime();
    private final Rounds rounds = new Rounds();
    private CanonicalRequest asked;
    private Environment environment;
    private Route route;
    private VerifiedToken token;
    private Refusal refusal;
    private boolean preflight;
    private boolean over;

    /** @param span null when traces are off */
    Exchange(HttpServerRequest request, String id, String client, RequestSpan span, LoopCounts counts) {
        this.request = request;
        this.id = id;
        this.client = client;
        this.span = span;
        this.counts = counts;
    }

    HttpServerRequest request() {
        return request;
    }

    /** 32 hex digits; also the trace id where a trace begins here. */
    String id() {
        return id;
    }

    /** A body waits unread until it is known where it goes; without one there is nothing to hold back. */
    void holdBody() {
        if (CallerStream.hasBody(request)) {
            request.pause();
        }
    }

    CanonicalRequest asked() {
        return asked;
    }

    /** Null until it was found. */
    Environment environment() {
        return environment;
    }

    /** Null until it was found, and for token endpoints. */
    Route route() {
        return route;
    }

    @Override
    public CanonicalRequest canonical() {
        asked = CanonicalRequest.of(request);
        return asked;
    }

    @Override
    public MultiMap headers() {
        return request.headers();
    }

    @Override
    public String serverName() {
        return ServerName.of(request);
    }

    @Override
    public Environment found(Environment found) {
        this.environment = found;
        return found;
    }

    @Override
    public Route found(Route matched) {
        this.route = matched;
        return matched;
    }

    @Override
    public VerifiedToken found(VerifiedToken verified) {
        this.token = verified;
        return verified;
    }

    @Override
    public Exchange again() {
        rounds.next();
        return this;
    }

    /** It is not for the upstream. */
    void preflight() {
        preflight = true;
    }

    /** Whether it is answered without being forwarded or refused. */
    boolean isAnsweredPreflight() {
        return preflight && refusal == null;
    }

    void refused(Refusal reason) {
        this.refusal = reason;
    }

    Refusal refusal() {
        return refusal;
    }

    /** @return whether this is told for the first time */
    boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** Once, at its end. */
    void count() {
        counts.requestEnded(environment, token == null ? null : token.claims(), route, refusal, isComplete());
    }

    boolean isTraced() {
        return span != null && span.isRecording();
    }

    RequestSpan span() {
        return span;
    }

    /** Null while no environment was found. */
    String tenant() {
        return environment == null ? null : environment.tenant().value();
    }

    boolean isComplete() {
        return request.response().ended();
    }

    long nanos() {
        return System.nanoTime() - begun;
    }

    AccessLog.Line line() {
        AccessTokenClaims claims = token == null ? null : token.claims();
        return new AccessLog.Line(id, client, request.method().name(), asked == null ? null : asked.host(),
                asked == null ? LoggedPath.ofRefused(request.uri()) : LoggedPath.ofCanonical(asked.path()), request.response().getStatusCode(), request.response().bytesWritten(),
                nanos() / 1000, tenant(), environment == null ? null : environment.name().value(),
                route == null ? null : route.id(), claims == null ? null : claims.client().value(), claims == null ? null : claims.tokenId(),
                refusal, isComplete());
    }
}
