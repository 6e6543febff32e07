package dev.claviger.acceptance;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A POSIX shell that has sourced the env file: for the lines that documentation tells people to type. */
final class Shell {

    private final Path folder;

    Shell(TestClaviger claviger) {
        this.folder = claviger.installation().blueprint().folder();
        assumeThat(Path.of("/bin/sh")).exists();
        assumeThat(run("command -v curl")).as("curl is installed").isNotEmpty();
    }

    /** What the line prints. */
    String run(String line) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", ". ./env; " + line).directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The status curl reports for the arguments. */
    int status(String arguments) {
        return Integer.parseInt(run("curl -s -o /dev/null -w '%{http_code}' " + arguments));
    }
}
