package dev.claviger.credential.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;

class FirstAdministratorTest {

    private static final String CLIENT = "Administrator0001";

    @TempDir
    Path folder;

    @Test
    void is_read_from_a_well_formed_file() throws Exception {
        ClientSecret secret = ClientSecret.generate(new EnvironmentName("platform"), new CredentialId("0123456789abcdef"));
        Path file = Files.writeString(folder.resolve("secret"), secret.reveal() + "\n");
        assertThat(FirstAdministrator.of(config(CLIENT, file))).hasValueSatisfying(first -> {
            assertThat(first.secret().credential()).isEqualTo(secret.credential());
            assertThat(first.toString()).doesNotContain(secret.reveal());
        });
    }

    @Test
    void is_nobody_when_nothing_is_set() {
        assertThat(FirstAdministrator.of(config(null, null))).isEmpty();
    }

    @Test
    void names_the_property_that_is_missing_or_wrong() throws Exception {
        Path malformed = Files.writeString(folder.resolve("secret"), "hunter2");
        assertThatThrownBy(() -> FirstAdministrator.of(config(CLIENT, null))).hasMessageContaining("claviger.bootstrap.client-secret-file is missing");
        assertThatThrownBy(() -> FirstAdministrator.of(config(null, malformed))).hasMessageContaining("claviger.bootstrap.client-id is missing");
        assertThatThrownBy(() -> FirstAdministrator.of(config("short", malformed))).hasMessageContaining("claviger.bootstrap.client-id must be");
        assertThatThrownBy(() -> FirstAdministrator.of(config(CLIENT, folder.resolve("none")))).hasMessageContaining("claviger.bootstrap.client-secret-file").hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> FirstAdministrator.of(config(CLIENT, malformed))).hasMessageContaining("must hold one client secret")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hunter2"));
    }

    private static BootstrapConfig config(String client, Path file) {
        return new BootstrapConfig() {
            @Override
            public Optional<String> clientId() {
                return Optional.ofNullable(client);
            }

            @Override
            public Optional<Path> clientSecretFile() {
                return Optional.ofNullable(file);
            }
        };
    }
}
