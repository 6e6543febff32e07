package dev.claviger.gateway.route.source;

import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.RouteTable;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The table in force. Files are read every second and compared by content, which sees every kind of change alike: an edit, a file put
 * in place of another, the swapped links of a Kubernetes ConfigMap. A table is swapped whole; one that does not compile never is,
 * and the one before goes on serving.
 */
public final class LiveRoutes {

    private static final Logger LOG = Logger.getLogger(LiveRoutes.class);
    private static final long INTERVAL_MILLIS = 1000;

    private final Vertx vertx;
    private final List<Path> files;
    private final GatewayMetrics metrics;
    private volatile RouteTable table;
    private volatile String problem;
    private RouteSources lastTried;

    public LiveRoutes(Vertx vertx, List<Path> files, GatewayMetrics metrics) {
        this.vertx = vertx;
        this.files = List.copyOf(files);
        this.metrics = metrics;
    }

    /** Reads once before it returns, and from then on again and again. */
    public void start() {
        reload();
        vertx.setTimer(INTERVAL_MILLIS, this::reloadLater);
    }

    /** @throws Refused 503 while no table was ever held */
    public RouteTable table() {
        RouteTable current = table;
        if (current == null) {
            throw new Refused(Refusal.NOT_READY);
        }
        return current;
    }

    public boolean areHeld() {
        return table != null;
    }

    public int size() {
        return table == null ? 0 : table.size();
    }

    /** What is wrong with the files as they are now; empty when they are what serves. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void reloadLater(long timer) {
        vertx.executeBlocking(() -> {
            reload();
            return null;
        }).onComplete(done -> vertx.setTimer(INTERVAL_MILLIS, this::reloadLater));
    }

    synchronized void reload() {
        try {
            RouteSources before = lastTried;
            lastTried = null;
            lastTried = RouteSources.read(files);
            if (!lastTried.equals(before)) {
                accept(lastTried.compile());
            }
        } catch (InvalidRoutes invalid) {
            refuse(invalid.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("Reading the route files failed", defect);
            refuse("reading the route files failed: " + defect);
        }
    }

    private void accept(RouteTable compiled) {
        table = compiled;
        problem = null;
        metrics.routesReloaded(true);
        LOG.infof("%d routes are live", compiled.size());
    }

    private void refuse(String report) {
        if (!report.equals(problem)) {
            problem = report;
            metrics.routesReloaded(false);
            LOG.errorf("The route files are refused, %s:%n%s", table == null ? "nothing is served" : "the table before them goes on serving", report);
        }
    }
}
