package dev.claviger.gateway;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.feed.FeedStatus;
import dev.claviger.gateway.authenticate.jose.JwksConfig;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.installation.InstallationConfig;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.observe.AccessLogConfig;
import dev.claviger.gateway.observe.MetricsConfig;
import dev.claviger.gateway.observe.trace.TracesConfig;
import dev.claviger.gateway.port.PortConfig;
import dev.claviger.gateway.route.source.RoutesConfig;
import dev.claviger.gateway.usage.UsageConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The whole gateway on a free port, in front of two tenants with an upstream each; without Quarkus, so that it starts at once. */
final class TestGateway implements AutoCloseable {

    static final String HOST = "acme.api.test";
    static final String OTHER_HOST = "globex.api.test";
    /** Nobody listens there; the gateway believes it does. */
    static final int MANAGEMENT_PORT = 2;
    /** Of an environment that demands API keys. */
    static final String KEYED_HOST = "keyed.acme.test";
    static final String ROUTES = """
            routes:
              - {id: read, methods: [GET], path: /items/**, allow: [[items.read], [items.admin, audit]]}
              - {id: write, methods: [POST, PUT], path: /items, allow: [[items.write]]}
              - {id: any, methods: [GET, POST, PUT, PATCH, DELETE], path: "/any/**", allow: [[]]}
              - {id: open, methods: [GET, POST], path: /open, public: true}
              - {id: all-open, methods: [GET, POST, PUT, PATCH, DELETE], path: "/all-open/**", public: true}
              - {id: keyed, methods: [GET], path: /keyed, api_key: true, allow: [[items.read]]}
              - {id: only-acme, methods: [GET], path: /acme-only, hosts: [acme.api.test], public: true}
            """;

    final Vertx vertx;
    final TestIssuer issuer = TestIssuer.es256("key-1");
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TestServices services;
    final TestUpstream acme;
    final TestUpstream globex;
    final Path routes;
    final Parts parts;

    TestGateway(Map<String, String> settings) throws Exception {
        this(settings, new AddressResolverOptions());
    }

    /** @param names how names of upstreams are looked up */
    TestGateway(Map<String, String> settings, AddressResolverOptions names) throws Exception {
        vertx = Vertx.vertx(new VertxOptions().setAddressResolverOptions(names));
        acme = new TestUpstream(vertx, "acme");
        globex = new TestUpstream(vertx, "globex");
        services = new TestServices(vertx, TestIssuer.jwks(issuer))
                .environment("acme", "prod", List.of(HOST, "*.acme.test"), List.of(acme.url()), List.of("/api/v1/auth/token"))
                .environment("acme", "sandbox", List.of("sandbox.acme.test"), List.of(acme.url()), List.of())
                .environment("globex", "prod", List.of(OTHER_HOST), List.of(globex.url()), List.of())
                .environmentDemandingApiKeys("acme", "keyed", List.of(KEYED_HOST), List.of(acme.url()))
                .environment("dead", "prod", List.of("dead.test"), List.of("http://127.0.0.1:1"), List.of())
                .environment("none", "prod", List.of("none.test"), List.of(), List.of())
                .scope(new ScopeDefinition("items.all", Scopes.of("items.read", "items.write")))
                .start();
        routes = Files.writeString(Files.createTempFile("routes", ".yaml"), ROUTES);
        SmallRyeConfig config = config(settings);
        parts = new Parts(vertx, config.getConfigMapping(InstallationConfig.class), config.getConfigMapping(PortConfig.class),
                config.getConfigMapping(UpstreamConfig.class), config.getConfigMapping(RoutesConfig.class),
                config.getConfigMapping(JwksConfig.class), config.getConfigMapping(StoreConfig.class), config.getConfigMapping(TracesConfig.class), config.getConfigMapping(MetricsConfig.class),
                config.getConfigMapping(AccessLogConfig.class), config.getConfigMapping(UsageConfig.class), registry, Clock.systemUTC(), MANAGEMENT_PORT);
    }

    static TestGateway started(Map<String, String> settings) throws Exception {
        return new TestGateway(settings).ready();
    }

    TestGateway ready() throws Exception {
        start();
        // Following, not only holding: an event recorded between snapshot and stream would not reach it.
        eventually(() -> parts.snapshots().status() == FeedStatus.FOLLOWING && parts.jwks().areHeld());
        return this;
    }

    void start() throws Exception {
        await(parts.start(1));
    }

    private SmallRyeConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("claviger.issuer", TestIssuer.ISSUER, "claviger.jwks-url", services.url() + "/oauth2/jwks",
                "claviger.token-service-url", acme.url() + "/tokens", "claviger.internal.url", services.url(), "claviger.internal.key", TestServices.KEY,
                "claviger.routes.files", routes.toString(), "claviger.gateway.port", "0", "claviger.gateway.host", "127.0.0.1"));
        all.put("claviger.upstream.allowed-networks", "127.0.0.0/8");
        all.putAll(settings);
        return new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters().withDefaultValues(all).withValidateUnknown(false)
                .withMapping(InstallationConfig.class).withMapping(PortConfig.class).withMapping(UpstreamConfig.class)
                .withMapping(RoutesConfig.class).withMapping(JwksConfig.class).withMapping(TracesConfig.class).withMapping(MetricsConfig.class).withMapping(StoreConfig.class)
                .withMapping(AccessLogConfig.class).withMapping(UsageConfig.class).build();
    }

    /** One more environment, or another form of one: {@code host} leads to these upstreams from now on. */
    void lead(String host, String... upstreams) throws Exception {
        long next = parts.snapshots().position() + 1;
        services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId(host.replace('.', '-')), new EnvironmentName("prod"), List.of(host), List.of(upstreams), "urn:" + host,
                List.of(), false, List.of(), EnvironmentLimits.NONE)));
        eventually(() -> parts.snapshots().position() == next);
    }

    int port() {
        return parts.port();
    }

    /** One request with a token on a connection of its own. */
    Wire.Answer get(String path, String token) throws Exception {
        return get(HOST, path, token);
    }

    Wire.Answer get(String host, String path, String token) throws Exception {
        return send("GET", host, path, "Authorization: Bearer " + token);
    }

    Wire.Answer send(String method, String host, String target, String... headers) throws Exception {
        return Wire.exchange(port(), request(method, host, target, headers));
    }

    static String request(String method, String host, String target, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    /** All that reached any upstream. */
    int reached() {
        return acme.received().size() + globex.received().size();
    }

    static void eventually(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within 10 seconds");
            }
            Thread.sleep(10);
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        parts.snapshots().stop();
        parts.traces().close();
        await(vertx.close());
        Files.deleteIfExists(routes);
    }
}
