package dev.claviger.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import dev.claviger.contract.ClientSecret;
import dev.claviger.deploy.manifest.Kustomize;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The script a developer runs before the first {@code kubectl apply}. */
class MakeSecretsTest {

    @TempDir
    Path copy;

    @Test
    @DisplayName("make-secrets writes every file the local overlay refers to, for its owner only, and a well-formed first secret")
    void makes_what_the_overlay_needs() throws IOException {
        assumeTrue(isInstalled("openssl") && isInstalled("bash"), "openssl or bash is not installed");
        Path overlay = new Kustomize(copy).folder("overlays/local");

        assertThat(Kustomize.run(overlay, "./make-secrets").exit()).isZero();

        assertThat(ClientSecret.parse(Files.readString(overlay.resolve("secrets/bootstrap-client-secret")))).isPresent();
        assertThat(ClientSecret.parse(Files.readString(overlay.resolve("secrets/console-client-secret")))).isPresent();
        try (Stream<Path> files = Files.list(overlay.resolve("secrets"))) {
            assertThat(files).hasSize(9).allSatisfy(file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
        assertThat(Kustomize.run(overlay, "./make-secrets").exit()).as("a second run overwrites nothing").isNotZero();
    }

    private static boolean isInstalled(String program) {
        try {
            return Kustomize.run(Path.of("."), program, program.equals("bash") ? "--version" : "version").exit() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
