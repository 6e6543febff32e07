package dev.claviger.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/** Renders a kustomization as {@code kubectl} does, from a copy in which local secrets are placeholders. */
final class Kustomize {

    static final Path SOURCES = Path.of("k8s").toAbsolutePath();

    private final Path copy;

    Kustomize(Path copy) throws IOException {
        this.copy = copy;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.toString().contains("/secrets/")).toList()) {
                Path target = copy.resolve(SOURCES.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static boolean isAvailable() {
        try {
            return run(Path.of("."), "kubectl", "version", "--client").exit() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    String render(String folder) throws IOException {
        Finished kubectl = run(copy, "kubectl", "kustomize", folder);
        if (kubectl.exit() != 0) {
            throw new IOException("kubectl kustomize " + folder + ": " + kubectl.errors());
        }
        return kubectl.output();
    }

    /** Files that a developer makes and git never sees: here with the keys the README documents, and nothing in them. */
    Kustomize withPlaceholderSecrets(String folder, ExternalSecrets documented) throws IOException {
        Node kustomization = new Node(new Yaml().load(Files.readString(copy.resolve(folder).resolve("kustomization.yaml"))));
        for (Node generator : kustomization.at("secretGenerator").each()) {
            String name = generator.at("name").text();
            StringBuilder lines = new StringBuilder();
            documented.keys().getOrDefault(name, Set.of("superuser-password")).forEach(key -> lines.append(key).append("=placeholder\n"));
            for (Node file : generator.at("envs").each()) {
                write(folder, file.text(), lines.toString());
            }
            for (Node file : generator.at("files").each()) {
                write(folder, file.text().substring(file.text().indexOf('=') + 1), "placeholder");
            }
        }
        return this;
    }

    Path folder(String folder) {
        return copy.resolve(folder);
    }

    private void write(String folder, String file, String content) throws IOException {
        Path target = copy.resolve(folder).resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, content);
    }

    record Finished(int exit, String output, String errors) {}

    static Finished run(Path folder, String... command) throws IOException {
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Finished(process.waitFor(), output, Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(errors);
        }
    }
}
