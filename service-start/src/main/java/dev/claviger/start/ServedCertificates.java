package dev.claviger.start;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import org.eclipse.microprofile.config.Config;

/**
 * Tells until when the certificates are good that this replica shows: the ones it was started with, whatever the files hold by now. The gateway, which reads
 * its own again, tells of those itself.
 */
@ApplicationScoped
class ServedCertificates {

    private final ServicePort port;
    private final MeterRegistry meters;
    private final Clock clock;

    @Inject
    ServedCertificates(Config config, MeterRegistry meters) {
        this(ServicePort.of(config), meters, Clock.systemUTC());
    }

    ServedCertificates(ServicePort port, MeterRegistry meters, Clock clock) {
        this.port = port;
        this.meters = meters;
        this.clock = clock;
    }

    void announce(@Observes StartupEvent started) {
        port.certificates().stream().map(ServedCertificates::end).min(Comparator.naturalOrder()).ifPresent(first ->
                Gauge.builder("claviger.tls.certificate.remaining", () -> (first.toEpochMilli() - clock.millis()) / 1000.0).baseUnit("seconds")
                        .description("Until the first certificate this replica was started with ends").register(meters));
    }

    /** Of the first in the file, which is the server's own; the rest is the chain to its authority. */
    private static Instant end(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem)).getNotAfter().toInstant();
        } catch (IOException | CertificateException unreadable) {
            throw new ConfigurationException("quarkus.http.ssl.certificate.files names a file that holds no certificate: " + file);
        }
    }
}
