package dev.claviger.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The commands that {@code ./claviger} answers at once, started as the script starts them, in an environment of their own. */
final class CommandLine {

    /** What the command left: its exit status and its two streams. */
    record Said(int status, String out, String err) {
    }

    private final Path home;

    /** @param home what the command takes for the person's home folder */
    CommandLine(Path home) {
        this.home = home;
    }

    Said run(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        Path err = Files.createTempFile(home, "said", ".txt");
        ProcessBuilder process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "dev.claviger.quickstart.command.Commands").redirectError(err.toFile());
        process.command().addAll(List.of(words));
        process.environment().clear();
        process.environment().putAll(variables);
        process.environment().put("HOME", home.toString());
        Process running = process.start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(running.waitFor(), out, Files.readString(err));
    }
}
