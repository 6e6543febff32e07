package dev.claviger.gateway.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.gateway.authenticate.jose.JwksConfig;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.limit.store.WhenDown;
import dev.claviger.gateway.observe.AccessLogConfig;
import dev.claviger.gateway.observe.MetricsConfig;
import dev.claviger.gateway.observe.trace.TracesConfig;
import dev.claviger.gateway.port.PortConfig;
import dev.claviger.gateway.port.PortLimits;
import dev.claviger.gateway.route.source.RoutesConfig;
import dev.claviger.gateway.usage.UsageConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    private static final Map<String, String> REQUIRED = Map.of("claviger.issuer", "https://issuer.test", "claviger.internal.url", "https://credentials.test", "claviger.internal.key", "k",
            "claviger.routes.files", "a.yaml,b.json");

    static SmallRyeConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(settings);
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withDefaultValues(all).withValidateUnknown(false).withMapping(InstallationConfig.class).withMapping(PortConfig.class)
                .withMapping(UpstreamConfig.class).withMapping(RoutesConfig.class).withMapping(JwksConfig.class).withMapping(StoreConfig.class)
                .withMapping(TracesConfig.class).withMapping(MetricsConfig.class).withMapping(AccessLogConfig.class).withMapping(UsageConfig.class).build();
    }

    @Test
    void has_these_defaults() {
        InstallationConfig installation = config(Map.of()).getConfigMapping(InstallationConfig.class);
        assertThat(installation.jwksUrl()).isEqualTo(URI.create("https://issuer.test/oauth2/jwks"));
        assertThat(installation.tokenServiceUrl()).isEqualTo(URI.create("https://issuer.test"));
        assertThat(installation.trustedProxies()).isEmpty();
        assertThat(installation.internal().allowCleartext()).isFalse();
        assertThat(installation.feed().maxStaleness()).isEqualTo(Duration.ofMinutes(5));
        assertThat(installation.tls().trustFile()).isEmpty();
        assertThat(installation.tokens().maxLifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(installation.shutdown().drain()).isEqualTo(Duration.ofSeconds(20));
        PortConfig gateway = config(Map.of()).getConfigMapping(PortConfig.class);
        assertThat(List.of(gateway.host(), gateway.port(), gateway.realm())).containsExactly("0.0.0.0", 8080, "claviger");
        assertThat(gateway.tls().certificateFile()).isEmpty();
        assertThat(gateway.tls().certificates()).isEmpty();
        assertThat(gateway.h2c()).isFalse();
        PortLimits port = gateway.limits();
        assertThat(List.of(port.headerBytes(), port.headers(), port.bodyBytes(), port.connections(), port.streams())).containsExactly(8192, 100, 104_857_600L, 20_000, 100);
        assertThat(List.of(port.headTimeout(), port.bodyTimeout(), port.idleTimeout())).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(75));
        UpstreamConfig upstream = config(Map.of()).getConfigMapping(UpstreamConfig.class);
        assertThat(List.of(upstream.connectTimeout(), upstream.responseTimeout(), upstream.poolSize())).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(30), 64);
        assertThat(upstream.allowedNetworks()).isEmpty();
        assertThat(List.of(upstream.idleTimeout(), upstream.keepAlive(), upstream.connectionLifetime())).containsExactly(Duration.ofMinutes(1), Duration.ofSeconds(4), Duration.ofMinutes(5));
        assertThat(List.of(upstream.http2(), upstream.via(), upstream.trustFile(), upstream.health().path())).containsExactly(false, "claviger", Optional.empty(), Optional.empty());
        assertThat(List.of(upstream.ejection().failures(), upstream.ejection().time(), upstream.ejection().longestTime(), upstream.health().interval()))
                .containsExactly(5, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(10));
        StoreConfig limits = config(Map.of()).getConfigMapping(StoreConfig.class);
        assertThat(limits.url()).isEmpty();
        assertThat(List.of(limits.timeout(), limits.whenDown())).containsExactly(Duration.ofMillis(50), WhenDown.LOCAL);
        JwksConfig jwks = config(Map.of()).getConfigMapping(JwksConfig.class);
        assertThat(List.of(jwks.refreshInterval(), jwks.minRefetchInterval())).containsExactly(Duration.ofMinutes(1), Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("Traces go nowhere by default; OpenTelemetry's own setting does as well as ours, which goes first")
    void finds_where_spans_go() {
        assertThat(config(Map.of()).getConfigMapping(UsageConfig.class).flushInterval()).isEqualTo(Duration.ofSeconds(10));
        TracesConfig none = config(Map.of()).getConfigMapping(TracesConfig.class);
        assertThat(none.otlpEndpoint()).isEmpty();
        assertThat(List.of(none.sampleRatio(), none.interval())).containsExactly(1.0, Duration.ofSeconds(5));
        assertThat(config(Map.of()).getConfigMapping(MetricsConfig.class).tenants()).isEmpty();
        assertThat(config(Map.of()).getConfigMapping(AccessLogConfig.class).form()).isEqualTo(AccessLogConfig.Form.TEXT);
        assertThat(config(Map.of("claviger.access-log.form", "logger")).getConfigMapping(AccessLogConfig.class).form()).isEqualTo(AccessLogConfig.Form.LOGGER);
        Map<String, String> standard = Map.of("otel.exporter.otlp.endpoint", "http://otel:4318");
        assertThat(config(standard).getConfigMapping(TracesConfig.class).otlpEndpoint()).contains(URI.create("http://otel:4318"));
        SmallRyeConfig both = config(Map.of("otel.exporter.otlp.endpoint", "http://otel:4318", "claviger.traces.otlp-endpoint", "http://ours:4318", "claviger.metrics.tenants", "acme,globex"));
        assertThat(both.getConfigMapping(TracesConfig.class).otlpEndpoint()).contains(URI.create("http://ours:4318"));
        assertThat(both.getConfigMapping(MetricsConfig.class).tenants().get()).containsExactlyInAnyOrder("acme", "globex");
    }

    @Test
    void is_set_by_these_keys() {
        SmallRyeConfig config = config(Map.ofEntries(Map.entry("claviger.jwks-url", "https://j.test/k"), Map.entry("claviger.token-service-url", "https://t.test"), Map.entry("claviger.trusted-proxies", "10.0.0.0/8"),
                Map.entry("claviger.internal.allow-cleartext", "true"), Map.entry("claviger.feed.max-staleness", "PT1M"), Map.entry("claviger.tls.trust-file", "ca.pem"),
                Map.entry("claviger.tokens.max-access-token-lifetime", "PT1H"), Map.entry("claviger.shutdown.drain", "PT1S"), Map.entry("claviger.gateway.tls.key-file", "key.pem"), Map.entry("claviger.upstream.allowed-networks", "127.0.0.1,fd00::/8"),
                Map.entry("claviger.upstream.trust-file", "up.pem"), Map.entry("claviger.upstream.ejection.longest-time", "PT1M"), Map.entry("claviger.upstream.health.path", "/up")));
        InstallationConfig installation = config.getConfigMapping(InstallationConfig.class);
        assertThat(installation.jwksUrl()).isEqualTo(URI.create("https://j.test/k"));
        assertThat(installation.tokenServiceUrl()).isEqualTo(URI.create("https://t.test"));
        assertThat(installation.trustedProxies()).contains(List.of("10.0.0.0/8"));
        assertThat(installation.internal().allowCleartext()).isTrue();
        assertThat(installation.feed().maxStaleness()).isEqualTo(Duration.ofMinutes(1));
        assertThat(installation.tls().trustFile()).contains(Path.of("ca.pem"));
        assertThat(installation.tokens().maxLifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(installation.shutdown().drain()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.getConfigMapping(PortConfig.class).tls().keyFile()).contains(Path.of("key.pem"));
        assertThat(config.getConfigMapping(UpstreamConfig.class).allowedNetworks()).contains(List.of("127.0.0.1", "fd00::/8"));
        assertThat(config.getConfigMapping(UpstreamConfig.class).trustFile()).contains(Path.of("up.pem"));
        assertThat(config.getConfigMapping(UpstreamConfig.class).ejection().longestTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.getConfigMapping(UpstreamConfig.class).health().path()).contains("/up");
        StoreConfig limits = GatewayConfigTest.config(Map.of("claviger.limits.store.url", "rediss://s.test/1", "claviger.limits.store.username", "u", "claviger.limits.store.password", "p",
                "claviger.limits.store.when-down", "refuse")).getConfigMapping(StoreConfig.class);
        assertThat(List.of(limits.url().orElseThrow(), limits.username().orElseThrow(), limits.password().orElseThrow(), limits.whenDown()))
                .containsExactly(URI.create("rediss://s.test/1"), "u", "p", WhenDown.REFUSE);
        assertThat(config.getConfigMapping(RoutesConfig.class).files()).containsExactly(Path.of("a.yaml"), Path.of("b.json"));
    }
}
