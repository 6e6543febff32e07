package dev.claviger.quickstart.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void every_service_is_given_only_its_own_keys() {
        ServiceSettings settings = settings(TestBlueprint.in(folder, false, Map.of()));
        String pepper = settings.of(Service.CREDENTIAL).getProperty("claviger.secrets.peppers.1");

        assertThat(settings.of(Service.TOKEN).values()).doesNotContain(pepper);
        assertThat(settings.of(Service.GATEWAY).values()).doesNotContain(pepper,
                settings.of(Service.TOKEN).getProperty("claviger.signing.encryption-key"),
                settings.of(Service.TOKEN).getProperty("claviger.refresh.peppers.1"),
                settings.of(Service.TOKEN).getProperty("claviger.internal.key"));
        assertThat(settings.of(Service.TOKEN).getProperty("claviger.database.password"))
                .isNotEqualTo(settings.of(Service.CREDENTIAL).getProperty("claviger.database.password"));
    }

    @Test
    void an_issuer_of_the_persons_own_changes_the_name_and_not_the_address() {
        Properties gateway = settings(TestBlueprint.in(folder, false, Map.of("claviger.issuer", "https://id.example")))
                .of(Service.GATEWAY);

        assertThat(gateway.getProperty("claviger.issuer")).isEqualTo("https://id.example");
        assertThat(gateway.getProperty("claviger.jwks-url")).isEqualTo("http://localhost:8181/oauth2/jwks");
        assertThat(gateway.getProperty("claviger.token-service-url")).isEqualTo("http://localhost:8181");
    }

    @Test
    void with_tls_nothing_is_left_in_clear() {
        Blueprint blueprint = TestBlueprint.in(folder, true, Map.of());
        Properties token = settings(blueprint).of(Service.TOKEN);

        assertThat(token.getProperty("quarkus.http.insecure-requests")).isEqualTo("disabled");
        assertThat(token.getProperty("quarkus.http.ssl-port")).isEqualTo("8181");
        assertThat(token.getProperty("claviger.internal.url")).isEqualTo("https://127.0.0.1:8182");
        assertThat(token.getProperty("claviger.tls.trust-file")).isEqualTo(blueprint.folder().resolve("ca.pem").toString());
    }

    @Test
    void what_a_service_is_told_is_for_its_owner_alone() throws Exception {
        Blueprint blueprint = TestBlueprint.in(folder, false, Map.of());
        Path file = settings(blueprint).write(Service.CREDENTIAL);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blueprint.folder().resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    private static ServiceSettings settings(Blueprint blueprint) {
        return new ServiceSettings(blueprint, new LocalSecrets(blueprint.folder().resolve("secrets")));
    }
}
