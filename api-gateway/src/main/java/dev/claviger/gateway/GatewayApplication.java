package dev.claviger.gateway;

import dev.claviger.gateway.authenticate.CryptoProvider;
import dev.claviger.gateway.authenticate.jose.JwksConfig;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.installation.InstallationConfig;
import dev.claviger.gateway.installation.ProductionReadiness;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.observe.AccessLogConfig;
import dev.claviger.gateway.observe.MetricsConfig;
import dev.claviger.gateway.observe.trace.TracesConfig;
import dev.claviger.gateway.port.PortConfig;
import dev.claviger.gateway.route.source.RoutesConfig;
import dev.claviger.gateway.usage.UsageConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts and stops the gateway with the process. Quarkus serves health and metrics on the management port; the data port is the gateway's own. */
@ApplicationScoped
public class GatewayApplication {

    private static final Logger LOG = Logger.getLogger(GatewayApplication.class);
    private static final long START_SECONDS = 30;
    private static final long POLL_MILLIS = 20;
    private static final long REPORT_SECONDS = 4;

    private final Vertx vertx;
    private final Parts parts;
    private final Duration drain;
    private String deployment;

    @Inject
    GatewayApplication(Vertx vertx, InstallationConfig installation, PortConfig gateway, UpstreamConfig upstream, RoutesConfig routes,
            JwksConfig jwks, StoreConfig limitStore, TracesConfig traces, MetricsConfig metrics, AccessLogConfig accessLog, UsageConfig usage, MeterRegistry registry, ProductionReadiness readiness, @ConfigProperty(name = "quarkus.management.port") int managementPort) {
        this.vertx = vertx;
        this.drain = installation.shutdown().drain();
        readiness.require();
        CryptoProvider.install();
        this.parts = new Parts(vertx, installation, gateway, upstream, routes, jwks, limitStore, traces, metrics, accessLog, usage, registry, Clock.systemUTC(), managementPort);
    }

    void start(@Observes StartupEvent event) throws Exception {
        deployment = parts.start(Runtime.getRuntime().availableProcessors()).toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        LOG.infof("The data port is %d", parts.port());
    }

    /** Before anything is closed: balancers get the time of quarkus.shutdown.delay to see readiness fall, and send others elsewhere. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        parts.exchanges().drain();
        parts.callers().drain();
    }

    /**
     * Readiness is down by now or goes down first, and answers end their connections; who still comes is served until nothing is under way or the time is
     * up. Only then is the port closed: Vert.x cannot stop listening without cutting off what is under way.
     */
    void stop(@Observes ShutdownEvent event) throws Exception {
        parts.exchanges().drain();
        parts.callers().leave(drain.toMillis());
        parts.forwarders().leave();
        long end = System.nanoTime() + drain.toNanos();
        while (parts.exchanges().areUnderWay() && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
        }
        tellTheRest();
        parts.snapshots().stop();
        parts.traces().close();
        if (deployment != null) {
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        }
        parts.exchanges().close();
    }

    /** In no more time than a call takes: whoever does not answer now, will not be told. */
    private void tellTheRest() throws InterruptedException {
        try {
            parts.reporter().close().toCompletionStage().toCompletableFuture().get(REPORT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException untold) {
            LOG.warn("The last counts of use could not be reported");
        }
    }

    Parts parts() {
        return parts;
    }
}
