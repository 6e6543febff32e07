package dev.claviger.gateway.limit.store;

import dev.claviger.gateway.limit.count.Counters;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The store that replicas share, as it is configured; each event loop gets counters with a connection of their own. */
public final class LimitStore {

    private static final String ENCRYPTED = "rediss";

    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final StoreConfig config;
    private final URI url;
    private final Optional<Path> trustFile;
    private final StoreMetrics metrics;

    /** @throws IllegalArgumentException naming the setting, when the URL is none of a store or holds a password, or the timeout is out of bounds */
    public LimitStore(StoreConfig config, URI url, Optional<Path> trustFile, MeterRegistry registry) {
        if (url.getHost() == null || !ENCRYPTED.equals(url.getScheme()) && !"redis".equals(url.getScheme())
                || url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw new IllegalArgumentException("claviger.limits.store.url: a URL such as rediss://store.example:6379/0 expected; user and password have settings of their own");
        }
        if (config.timeout().compareTo(SHORTEST) < 0 || config.timeout().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("claviger.limits.store.timeout: " + SHORTEST + " to " + LONGEST + " expected");
        }
        this.config = config;
        this.url = url;
        this.trustFile = trustFile;
        this.metrics = new StoreMetrics(registry);
    }

    /**
     * To be called on the event loop that will count.
     *
     * @param local this replica's own counters
     */
    public Counters counters(Vertx loop, Counters local) {
        Counters whenDown = config.whenDown() == WhenDown.LOCAL ? local
                : limits -> Future.failedFuture(new Refused(Refusal.LIMITS_UNAVAILABLE));
        return new SharedCounters(new StoreConnection(loop, options(), config.timeout().toNanos(), metrics), whenDown, metrics);
    }

    /** Whether any event loop is connected to it. */
    public boolean isReached() {
        return metrics.isReached();
    }

    private RedisOptions options() {
        NetClientOptions net = new NetClientOptions().setConnectTimeout((int) Math.max(1, config.timeout().toMillis() * 10)).setTcpNoDelay(true);
        if (ENCRYPTED.equals(url.getScheme())) {
            net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
            trustFile.ifPresent(file -> net.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        }
        String user = config.username().map(name -> "?user=" + URLEncoder.encode(name, StandardCharsets.UTF_8)).orElse("");
        RedisOptions options = new RedisOptions().setConnectionString(url + user).setNetClientOptions(net).setMaxPoolSize(1).setPoolRecycleTimeout(-1);
        config.password().ifPresent(options::setPassword);
        return options;
    }
}
