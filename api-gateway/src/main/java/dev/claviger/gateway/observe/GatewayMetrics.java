package dev.claviger.gateway.observe;

import dev.claviger.gateway.refuse.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The gateway's metrics. Every label is one of an enum's names, so that no request can add a time series; every counter
 * exists from the start, so that a rate of zero is zero and not absent.
 */
public final class GatewayMetrics {

    /** A tenth of a second is what is promised; a paused or cut off gateway learns of it later. */
    private static final Duration[] REVOCATION_STEPS = {Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
            Duration.ofSeconds(1), Duration.ofSeconds(10)};

    private static final Duration[] REQUEST_STEPS = {Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
            Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)};

    private final MeterRegistry registry;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Counter forwarded;
    private final Counter aborted;
    private final Counter preflights;
    private final Timer forwardedTime;
    private final Timer refusedTime;
    private final Timer abortedTime;
    private final Counter cacheHits;
    private final Counter cacheMisses;
    private final Counter apiKeyHits;
    private final Counter apiKeyMisses;
    private final Counter apiKeyAnswered;
    private final Counter apiKeyUnanswered;
    private final Timer revocationApply;
    private final Counter jwksRead;
    private final Counter jwksUnreadable;
    private final Counter routesAccepted;
    private final Counter routesRefused;
    private final Counter connectionsRefused;
    private final Counter certificatesAccepted;
    private final Counter certificatesRefused;

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Refusal refusal : Refusal.values()) {
            refused.put(refusal, requestCounter("refused", refusal.label()));
        }
        this.forwarded = requestCounter("forwarded", "none");
        this.aborted = requestCounter("aborted", "none");
        this.preflights = requestCounter("answered", "preflight");
        this.forwardedTime = requestTimer("forwarded");
        this.refusedTime = requestTimer("refused");
        this.abortedTime = requestTimer("aborted");
        this.cacheHits = registry.counter("claviger.token.cache", "result", "hit");
        this.cacheMisses = registry.counter("claviger.token.cache", "result", "miss");
        this.apiKeyHits = registry.counter("claviger.api.key.cache", "result", "hit");
        this.apiKeyMisses = registry.counter("claviger.api.key.cache", "result", "miss");
        this.apiKeyAnswered = registry.counter("claviger.api.key.verification", "outcome", "answered");
        this.apiKeyUnanswered = registry.counter("claviger.api.key.verification", "outcome", "failed");
        this.jwksRead = registry.counter("claviger.jwks.refresh", "outcome", "succeeded");
        this.jwksUnreadable = registry.counter("claviger.jwks.refresh", "outcome", "failed");
        this.routesAccepted = registry.counter("claviger.routes.reload", "outcome", "accepted");
        this.routesRefused = registry.counter("claviger.routes.reload", "outcome", "refused");
        this.certificatesAccepted = registry.counter("claviger.tls.reload", "outcome", "accepted");
        this.certificatesRefused = registry.counter("claviger.tls.reload", "outcome", "refused");
        this.connectionsRefused = registry.counter("claviger.gateway.connections.refused");
        this.revocationApply = Timer.builder("claviger.revocation.apply").description("From a revocation's record to its effect here, by both machines' clocks")
                .serviceLevelObjectives(REVOCATION_STEPS).register(registry);
    }

    /** @param refusal null when the request was forwarded */
    public void requestEnded(Refusal refusal, boolean complete, long nanos) {
        (refusal != null ? refused.get(refusal) : complete ? forwarded : aborted).increment();
        (refusal != null ? refusedTime : complete ? forwardedTime : abortedTime).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** It is neither forwarded nor refused, and takes no time that anyone would want to know. */
    public void preflightAnswered() {
        preflights.increment();
    }

    public void tokenCacheHit() {
        cacheHits.increment();
    }

    public void tokenCacheMiss() {
        cacheMisses.increment();
    }

    public void apiKeyCacheHit() {
        apiKeyHits.increment();
    }

    public void apiKeyCacheMiss() {
        apiKeyMisses.increment();
    }

    public void apiKeyAsked(boolean answered) {
        (answered ? apiKeyAnswered : apiKeyUnanswered).increment();
    }

    public void revocationApplied(Duration sinceRecorded) {
        revocationApply.record(sinceRecorded.isNegative() ? Duration.ZERO : sinceRecorded);
    }

    public void jwksRefreshed(boolean succeeded) {
        (succeeded ? jwksRead : jwksUnreadable).increment();
    }

    public void routesReloaded(boolean accepted) {
        (accepted ? routesAccepted : routesRefused).increment();
    }

    public void connectionRefused() {
        connectionsRefused.increment();
    }

    public void watchConnections(Supplier<Number> open) {
        Gauge.builder("claviger.gateway.connections", open).description("Callers' connections").register(registry);
    }

    public void certificatesReloaded(boolean accepted) {
        (accepted ? certificatesAccepted : certificatesRefused).increment();
    }

    public void watchCertificates(Supplier<Number> secondsLeft) {
        Gauge.builder("claviger.tls.certificate.remaining", secondsLeft).baseUnit("seconds").description("Until the first certificate of the data port ends").register(registry);
    }

    public void watchFeed(Supplier<Number> ageSeconds, Supplier<Number> position) {
        Gauge.builder("claviger.feed.age", ageSeconds).baseUnit("seconds").description("Since the newest applied heartbeat").register(registry);
        Gauge.builder("claviger.feed.position", position).description("The newest applied position").register(registry);
    }

    /** @param status one of the few words for where a follower stands; its gauge is 1 while that is so */
    public void watchFeedStatus(String status, Supplier<Number> isSo) {
        Gauge.builder("claviger.feed.status", isSo).tag("status", status).description("1 for where the follower stands: connecting, following or refusing").register(registry);
    }

    public void watchStaleness(Supplier<Number> stale) {
        Gauge.builder("claviger.feed.stale", stale).description("1 while the view is too old to decide by, and requests are refused").register(registry);
    }

    public void watchKeys(Supplier<Number> ageSeconds, Supplier<Number> held) {
        Gauge.builder("claviger.jwks.age", ageSeconds).baseUnit("seconds").description("Since the issuer's keys were last read").register(registry);
        Gauge.builder("claviger.jwks.keys", held).description("Keys of the issuer that verify tokens").register(registry);
    }

    public void watchAccessLog(AccessLog log) {
        FunctionCounter.builder("claviger.access.log.lost", log, AccessLog::lostLines).description("Lines that standard output did not take in time").register(registry);
    }

    public void watchRoutes(Supplier<Number> live, Supplier<Number> refused, Supplier<Number> unknownScopes) {
        Gauge.builder("claviger.routes.live", live).description("Routes in force").register(registry);
        Gauge.builder("claviger.routes.refused", refused).description("1 while the route files are not what serves").register(registry);
        Gauge.builder("claviger.routes.unknown.scopes", unknownScopes).description("Places in force that ask for a scope nobody has defined").register(registry);
    }

    private Timer requestTimer(String outcome) {
        return Timer.builder("claviger.gateway.request").tag("outcome", outcome).description("From the request's head to the end of its answer")
                .serviceLevelObjectives(REQUEST_STEPS).register(registry);
    }

    private Counter requestCounter(String outcome, String reason) {
        return Counter.builder("claviger.gateway.requests").tag("outcome", outcome).tag("reason", reason).register(registry);
    }
}
