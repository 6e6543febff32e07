package dev.claviger.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.claviger.contract.Networks;
import dev.claviger.contract.TrustedProxies;
import dev.claviger.feed.FeedConfig;
import dev.claviger.gateway.authenticate.TokenVerifier;
import dev.claviger.gateway.authenticate.apikey.ApiKeyVerifier;
import dev.claviger.gateway.authenticate.apikey.OwnerCall;
import dev.claviger.gateway.authenticate.jose.Jwks;
import dev.claviger.gateway.authenticate.jose.JwksConfig;
import dev.claviger.gateway.authenticate.jose.JwksSource;
import dev.claviger.gateway.decide.Decision;
import dev.claviger.gateway.explain.ExplainEndpoint;
import dev.claviger.gateway.explain.Explainer;
import dev.claviger.gateway.explain.Operator;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.forward.address.AddressGuard;
import dev.claviger.gateway.forward.address.OwnListeners;
import dev.claviger.gateway.forward.header.ForwardedHeaders;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.forward.upstream.UpstreamMetrics;
import dev.claviger.gateway.installation.Durations;
import dev.claviger.gateway.installation.InstallationConfig;
import dev.claviger.gateway.lifetime.OpenStreams;
import dev.claviger.gateway.limit.RateLimiters;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.observe.AccessLog;
import dev.claviger.gateway.observe.AccessLogConfig;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.observe.MetricsConfig;
import dev.claviger.gateway.observe.TenantRequests;
import dev.claviger.gateway.observe.trace.Traces;
import dev.claviger.gateway.observe.trace.TracesConfig;
import dev.claviger.gateway.port.Connections;
import dev.claviger.gateway.port.DataPort;
import dev.claviger.gateway.port.PortConfig;
import dev.claviger.gateway.port.Reception;
import dev.claviger.gateway.port.tls.LiveCertificates;
import dev.claviger.gateway.refuse.RefusalResponse;
import dev.claviger.gateway.route.source.LiveRoutes;
import dev.claviger.gateway.route.source.RoutesConfig;
import dev.claviger.gateway.usage.Counts;
import dev.claviger.gateway.usage.UsageCall;
import dev.claviger.gateway.usage.UsageConfig;
import dev.claviger.gateway.usage.UsageReporter;
import dev.claviger.gateway.usage.told.Self;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Everything a gateway is made of, put together in one place: what exists once, and what each event loop has for itself. */
final class Parts {

    private final Vertx vertx;
    private final PortConfig portConfig;
    private final Duration longestWait;
    private final RefusalResponse refusals;
    private final LiveCertificates certificates;
    private final Connections callers;
    private final Exchanges exchanges;
    private final Traces traces;
    private final LiveSnapshot snapshots;
    private final LiveRoutes routes;
    private final Jwks jwks;
    private final Decision decision;
    private final RateLimiters limiters;
    private final Forwarders forwarders;
    private final ExplainEndpoint explaining;
    private final Counts counts;
    private final UsageReporter reporter;
    private volatile int port;

    Parts(Vertx vertx, InstallationConfig installation, PortConfig portConfig, UpstreamConfig upstreamConfig, RoutesConfig routesConfig,
            JwksConfig jwksConfig, StoreConfig storeConfig, TracesConfig tracesConfig, MetricsConfig metricsConfig, AccessLogConfig accessLog, UsageConfig usageConfig, MeterRegistry registry, Clock clock, int managementPort) {
        Durations.require(installation, portConfig.limits(), upstreamConfig, jwksConfig, usageConfig);
        this.vertx = vertx;
        this.portConfig = portConfig;
        this.longestWait = longer(upstreamConfig.responseTimeout(), upstreamConfig.idleTimeout());
        GatewayMetrics metrics = new GatewayMetrics(registry);
        OutgoingConnections connections = new OutgoingConnections(upstreamConfig, installation.tls().trustFile());
        ForwardedHeaders forwarded = new ForwardedHeaders(ranges("claviger.trusted-proxies", installation.trustedProxies(), TrustedProxies::of).orElse(TrustedProxies.NONE));
        this.refusals = new RefusalResponse(vertx, portConfig.realm());
        this.certificates = new LiveCertificates(vertx, portConfig.tls(), metrics, clock);
        this.callers = new Connections(portConfig.limits(), metrics);
        this.traces = new Traces(tracesConfig);
        AccessLog log = new AccessLog(accessLog.form());
        metrics.watchAccessLog(log);
        this.exchanges = new Exchanges(forwarded, metrics, new TenantRequests(registry, metricsConfig.tenants().orElse(Set.of())), traces, log);
        this.snapshots = new LiveSnapshot(vertx, feed(installation), clock, metrics);
        this.routes = new LiveRoutes(vertx, routesConfig.files(), snapshots::scopes, metrics, clock);
        this.jwks = new Jwks(vertx, new JwksSource(connections.ownServices(vertx), installation.jwksUrl()), jwksConfig, metrics);
        TokenVerifier verifier = new TokenVerifier(jwks, installation.issuer(), installation.tokens().maxLifetime(), clock, metrics);
        ApiKeyVerifier apiKeys = new ApiKeyVerifier(new OwnerCall(connections.ownServices(vertx), installation.internal().url(), installation.internal().key(), metrics),
                metrics, Ticker.systemTicker());
        this.limiters = new RateLimiters(storeConfig, installation.tls().trustFile(), registry, Ticker.systemTicker(), clock);
        Networks allowed = ranges("claviger.upstream.allowed-networks", upstreamConfig.allowedNetworks(), Networks::of).orElse(Networks.NONE);
        AddressGuard addressGuard = new AddressGuard(allowed, new OwnListeners(asked -> asked == port || asked == managementPort));
        this.forwarders = new Forwarders(upstreamConfig, connections, addressGuard, installation.tokenServiceUrl(), forwarded, portConfig.limits(), new UpstreamMetrics(registry),
                loop -> new OpenStreams(loop, snapshots, jwks, clock));
        this.decision = new Decision(snapshots, routes, verifier, apiKeys);
        this.counts = new Counts(registry, clock);
        this.reporter = new UsageReporter(vertx, counts, new UsageCall(connections.ownServices(vertx), installation.internal().url(), installation.internal().key()), snapshots,
                new Self(routes, forwarders.troubles(), clock), usageConfig.flushInterval());
        this.explaining = new ExplainEndpoint(new Operator(verifier, snapshots, installation.internal().key(), clock), new Explainer(decision, limiters, snapshots, installation.issuer()), refusals);
    }

    /** The part that belongs to one event loop; called on it. */
    private Reception reception(Vertx loop) {
        Gateway gateway = new Gateway(decision, limiters.of(loop), forwarders.of(loop), refusals, exchanges, counts.of(loop));
        return new Reception(gateway::handle, gateway::handleUnreadable);
    }

    /** Follows and reads what it needs, and opens the data port; whoever comes before all is there gets 503. */
    Future<String> start(int eventLoops) {
        certificates.start();
        routes.start();
        jwks.start();
        snapshots.start();
        reporter.start();
        return vertx.deployVerticle(() -> new DataPort(portConfig, certificates, longestWait, this::reception, callers, actual -> port = actual),
                new DeploymentOptions().setInstances(eventLoops));
    }

    /** Where the data port listens; 0 before it does. */
    int port() {
        return port;
    }

    Forwarders forwarders() {
        return forwarders;
    }

    LiveCertificates certificates() {
        return certificates;
    }

    Connections callers() {
        return callers;
    }

    RateLimiters limiters() {
        return limiters;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    LiveSnapshot snapshots() {
        return snapshots;
    }

    LiveRoutes routes() {
        return routes;
    }

    Traces traces() {
        return traces;
    }

    ExplainEndpoint explaining() {
        return explaining;
    }

    UsageReporter reporter() {
        return reporter;
    }

    Jwks jwks() {
        return jwks;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static FeedConfig feed(InstallationConfig installation) {
        return new FeedConfig(installation.internal().url(), installation.internal().key(), installation.feed().maxStaleness(),
                installation.tls().trustFile());
    }

    private static <T> Optional<T> ranges(String property, Optional<List<String>> texts, Function<List<String>, T> reading) {
        try {
            return texts.map(reading);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(property + ": " + unusable.getMessage(), unusable);
        }
    }
}
