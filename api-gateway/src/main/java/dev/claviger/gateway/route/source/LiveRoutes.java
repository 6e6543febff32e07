package dev.claviger.gateway.route.source;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.file.InvalidRoutes;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The table in force. Files are read every second and compared by content, which sees every kind of change alike: an edit, a file put
 * in place of another, the swapped links of a Kubernetes ConfigMap. A table is swapped whole; one that does not compile, or names a scope
 * nobody has defined, never is, and the one before goes on serving.
 *
 * <p>The first table may name unknown scopes: there is none before it to fall back on, and those who define scopes may come later. It lets nobody
 * through there, and the log and the health detail say so.
 */
public final class LiveRoutes {

    private static final Logger LOG = Logger.getLogger(LiveRoutes.class);
    private static final long INTERVAL_MILLIS = 1000;

    /**
     * Files that are not what serves.
     *
     * @param report a line for everything that is wrong, with file and line
     * @param since  when they were first seen so
     */
    public record Problem(String report, Instant since) {
    }

    private final Vertx vertx;
    private final List<Path> files;
    private final Supplier<Optional<ScopeCatalogue>> catalogue;
    private final GatewayMetrics metrics;
    private final Clock clock;
    private volatile RouteTable table;
    private volatile CompiledRoutes live;
    private volatile Problem problem;
    private RouteSources lastTried;
    private CompiledRoutes compiled;
    private List<String> toldUnknown = List.of();

    /** @param catalogue the scopes there are; empty while that is not known */
    public LiveRoutes(Vertx vertx, List<Path> files, Supplier<Optional<ScopeCatalogue>> catalogue, GatewayMetrics metrics, Clock clock) {
        this.vertx = vertx;
        this.files = List.copyOf(files);
        this.catalogue = catalogue;
        this.metrics = metrics;
        this.clock = clock;
        metrics.watchRoutes(this::size, () -> problem == null ? 0 : 1, () -> unknownScopes().size());
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

    /** What the table in force was made of; empty while none is. */
    public Optional<CompiledRoutes> live() {
        return Optional.ofNullable(live);
    }

    public boolean areHeld() {
        return table != null;
    }

    public int size() {
        return table == null ? 0 : table.size();
    }

    /** What is wrong with the files as they are now; empty when they are what serves. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** A line for every scope that the table in force asks for and nobody has defined. */
    public List<String> unknownScopes() {
        CompiledRoutes current = live;
        return current == null ? List.of() : catalogue.get().map(current::unknownScopes).orElse(List.of());
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
                compiled = null;
                compiled = lastTried.compile();
            }
            acceptCompiled();
        } catch (InvalidRoutes invalid) {
            refuse(invalid.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("Reading the route files failed", defect);
            refuse("reading the route files failed: " + defect);
        }
        tellUnknownScopes();
    }

    /** What waits for a scope to be defined is tried again and again: the catalogue may come behind the file. */
    private void acceptCompiled() {
        if (compiled == null) {
            return;
        }
        List<String> unknown = table == null ? List.of() : catalogue.get().map(compiled::unknownScopes).orElse(List.of());
        if (!unknown.isEmpty()) {
            throw new InvalidRoutes(unknown);
        }
        live = compiled;
        table = compiled.table();
        problem = null;
        compiled = null;
        metrics.routesReloaded(true);
        LOG.infof("%d routes are live, %d vectors held", table.size(), live.vectors());
    }

    private void refuse(String report) {
        Problem before = problem;
        if (before == null || !report.equals(before.report())) {
            problem = new Problem(report, before == null ? clock.instant() : before.since());
            metrics.routesReloaded(false);
            LOG.errorf("The route files are refused, %s:%n%s", table == null ? "nothing is served" : "the table before them goes on serving", report);
        }
    }

    private void tellUnknownScopes() {
        List<String> unknown = unknownScopes();
        if (!unknown.equals(toldUnknown) && !unknown.isEmpty()) {
            LOG.warnf("Routes in force ask for scopes nobody has defined, and let nobody through:%n%s", String.join("\n", unknown));
        }
        toldUnknown = unknown;
    }
}
