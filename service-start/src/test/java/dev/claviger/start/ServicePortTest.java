package dev.claviger.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicePortTest {

    private static final String CERTIFICATES = "quarkus.http.ssl.certificate.files";

    @Test
    void http_alone_is_for_whoever_has_an_edge_before_it() {
        assertThat(port(Map.of())).isEqualTo(new ServicePort(List.of(), true));
        assertThat(refusals(Map.of())).isEmpty();
    }

    @Test
    void https_alone_is_what_production_wants() {
        assertThat(refusals(Map.of(CERTIFICATES, "a.pem,b.pem", "quarkus.http.insecure-requests", "DISABLED"))).isEmpty();
        assertThat(port(Map.of(CERTIFICATES, "a.pem,b.pem")).certificates()).containsExactly(Path.of("a.pem"), Path.of("b.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "redirect", ""})
    void beside_https_nothing_may_be_said_in_the_clear_not_even_on_the_way_to_https(String insecureRequests) {
        assertThat(refusals(Map.of(CERTIFICATES, "a.pem", "quarkus.http.insecure-requests", insecureRequests)))
                .singleElement().asString().startsWith("quarkus.http.insecure-requests ");
    }

    @Test
    void a_file_of_authorities_must_be_there(@TempDir Path folder) {
        Refusals refusals = new Refusals();
        ServicePort.refuseUnreadable(refusals, "claviger.tls.trust-file", Optional.of(folder));
        ServicePort.refuseUnreadable(refusals, "claviger.tls.trust-file", Optional.empty());
        assertThat(refusals.told()).isEmpty();

        ServicePort.refuseUnreadable(refusals, "claviger.tls.trust-file", Optional.of(folder.resolve("none.pem")));
        assertThat(refusals.told()).singleElement().asString().startsWith("claviger.tls.trust-file ");
    }

    private static List<String> refusals(Map<String, String> settings) {
        Refusals refusals = new Refusals();
        port(settings).refuseCleartextBesideHttps(refusals);
        return refusals.told();
    }

    private static ServicePort port(Map<String, String> settings) {
        return ServicePort.of(new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(settings, "settings", 100)).build());
    }
}
