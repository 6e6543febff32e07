package dev.claviger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.installation.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_shell_reads_back_exactly_what_was_written() throws Exception {
        String awkward = "two words, $HOME `id` \"double\" 'single' \\ end";
        Path file = folder.resolve("env");
        PrivateFiles.write(file, EnvFile.text(Map.of("SCOPE", awkward)));

        Process shell = new ProcessBuilder("sh", "-c", ". ./env; printf %s \"$SCOPE\"").directory(folder.toFile()).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(awkward);
    }

    @Test
    void only_the_owner_may_read_it() throws Exception {
        Path file = folder.resolve("env");
        PrivateFiles.write(file, "A='1'\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("env");
    }
}
