package dev.claviger.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedCertificatesTest {

    private static final Instant TWO_DAYS_BEFORE = Instant.parse("2039-12-30T00:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void tells_how_long_the_first_of_them_is_good() throws Exception {
        announce(certificate(2050), certificate(2040));
        assertThat(meters.get("claviger.tls.certificate.remaining").gauge().value()).isEqualTo(Duration.ofDays(2).toSeconds());
    }

    @Test
    void of_a_chain_the_servers_own_counts(@TempDir Path folder) throws Exception {
        announce(Files.writeString(folder.resolve("chain.pem"), Files.readString(certificate(2050)) + Files.readString(certificate(2040))));
        assertThat(meters.get("claviger.tls.certificate.remaining").gauge().value()).isGreaterThan(Duration.ofDays(3650).toSeconds());
    }

    @Test
    void tells_nothing_where_none_is_shown() {
        announce();
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void a_file_that_is_no_certificate_is_told_by_its_setting(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\n");
        assertThatThrownBy(() -> announce(broken)).isInstanceOf(ConfigurationException.class).hasMessageStartingWith("quarkus.http.ssl.certificate.files ");
    }

    private void announce(Path... certificates) {
        new ServedCertificates(new ServicePort(List.of(certificates), false), meters, Clock.fixed(TWO_DAYS_BEFORE, ZoneOffset.UTC)).announce(new StartupEvent());
    }

    private static Path certificate(int year) throws URISyntaxException {
        return Path.of(ServedCertificatesTest.class.getResource("ends-in-" + year + ".pem").toURI());
    }
}
