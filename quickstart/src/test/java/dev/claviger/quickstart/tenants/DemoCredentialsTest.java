package dev.claviger.quickstart.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.client.credentials.Credentials;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;
import dev.claviger.quickstart.installation.RunFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCredentialsTest {

    @TempDir
    private Path folder;

    @Test
    void the_client_reads_back_what_was_written_and_only_the_owner_can() throws Exception {
        Path file = DemoCredentials.write(blueprint(false), DemoTenant.named("lucidtech"), "abc", "hush", "key");

        Credentials credentials = Credentials.in(file, "default");
        assertThat(credentials.clientId()).isEqualTo("abc");
        assertThat(credentials.clientSecret()).isEqualTo("hush");
        assertThat(credentials.apiKey()).contains("key");
        assertThat(credentials.authEndpoint()).isEqualTo(URI.create("http://localhost:8181"));
        assertThat(credentials.apiEndpoint()).isEqualTo(URI.create("http://lucidtech.api.localhost:8180/v1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void with_tls_the_file_is_lucidtechs_no_scheme_and_the_sdk_writes_https() throws Exception {
        Path file = DemoCredentials.write(blueprint(true), DemoTenant.named("lucidtech"), "abc", "hush", "");

        assertThat(Files.readAllLines(file)).contains("auth_endpoint = localhost:8181",
                "api_endpoint = https://lucidtech.api.localhost:8180/v1").noneMatch(line -> line.startsWith("api_key"));
        assertThat(Files.readAllLines(file)).as("configparser: comments on lines of their own")
                .noneMatch(line -> line.contains("=") && (line.contains("#") || line.contains(";")));
    }

    @Test
    void it_goes_with_the_run() {
        Path file = DemoCredentials.write(blueprint(false), DemoTenant.named("lucca"), "abc", "hush", "");

        RunFiles.remove(blueprint(false));

        assertThat(file).doesNotExist();
    }

    private Blueprint blueprint(boolean tls) {
        return new Blueprint(folder, folder.resolve(".claviger"), Ports.standard(100), tls, false, Map.of());
    }
}
