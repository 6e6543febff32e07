package dev.claviger.gateway.port.tls;

import dev.claviger.gateway.observe.GatewayMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The certificates in force. Files that change are read again; one that cannot be used leaves all as they were, and that shows in log, metric
 * and health until it is mended.
 */
public final class LiveCertificates {

    private static final Logger LOG = Logger.getLogger(LiveCertificates.class);
    private static final long INTERVAL_MILLIS = 1000;

    private final Vertx vertx;
    private final Clock clock;
    private final GatewayMetrics metrics;
    private final PemReader pem;
    private final CertificateFiles standard;
    private final List<CertificateFiles> others = new ArrayList<>();
    private CertificateChoice choice;
    private List<Object> lastTried;
    private long generation;
    private volatile Instant firstEnd = Instant.MAX;
    private volatile String problem;

    /** @throws IllegalArgumentException when a certificate has no key or a key no certificate */
    public LiveCertificates(Vertx vertx, TlsConfig config, GatewayMetrics metrics, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.metrics = metrics;
        this.pem = new PemReader(vertx, clock);
        if (config.certificateFile().isPresent() != config.keyFile().isPresent()) {
            throw new IllegalArgumentException("claviger.gateway.tls.certificate-file and key-file go together: set both or neither");
        }
        this.standard = config.certificateFile().map(file -> new CertificateFiles("claviger.gateway.tls.certificate-file", file, config.keyFile().get())).orElse(null);
        config.certificates().forEach((name, pair) -> others.add(
                new CertificateFiles("claviger.gateway.tls.certificates." + name, pair.certificateFile(), pair.keyFile())));
    }

    /** Whether https is served at all. */
    public boolean areConfigured() {
        return standard != null || !others.isEmpty();
    }

    /**
     * Reads once before it returns, and from then on again and again.
     *
     * @throws IllegalArgumentException when what is there at the start cannot be used: there is nothing else to serve
     */
    public void start() {
        if (!areConfigured()) {
            return;
        }
        lastTried = stamps();
        try {
            choice = new CertificateChoice(read());
        } catch (UnusableCertificate unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
        metrics.watchCertificates(() -> Duration.between(clock.instant(), firstEnd).toSeconds());
        vertx.setTimer(INTERVAL_MILLIS, this::reloadLater);
    }

    /** For a server; what it serves changes with the files. */
    public KeyCertOptions options() {
        return KeyCertOptions.wrap(choice);
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
        List<Object> found = stamps();
        if (found.equals(lastTried)) {
            return;
        }
        lastTried = found;
        try {
            choice.replace(read());
            problem = null;
            metrics.certificatesReloaded(true);
            LOG.infof("The changed certificates are served from now on; the first ends on %s", firstEnd);
        } catch (UnusableCertificate unusable) {
            problem = unusable.getMessage();
            metrics.certificatesReloaded(false);
            LOG.errorf("The certificates served before go on being served: %s", problem);
        }
    }

    private CertificatesByHost read() {
        ServedCertificate first = standard == null ? null : standard.read(pem);
        List<ServedCertificate> further = others.stream().map(files -> files.read(pem)).toList();
        CertificatesByHost all = new CertificatesByHost(generation++, first, further);
        Instant end = first == null ? Instant.MAX : first.end();
        for (ServedCertificate one : further) {
            end = one.end().isBefore(end) ? one.end() : end;
        }
        firstEnd = end;
        return all;
    }

    private List<Object> stamps() {
        List<Object> stamps = new ArrayList<>();
        if (standard != null) {
            stamps.add(standard.stamp());
        }
        others.forEach(files -> stamps.add(files.stamp()));
        return stamps;
    }
}
