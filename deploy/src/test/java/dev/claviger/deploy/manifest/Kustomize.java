package dev.claviger.deploy.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/** Renders a kustomization as {@code kubectl} does, from a copy in which local secrets are placeholders. */
public final class Kustomize {

    public static final Path SOURCES = Path.of("k8s").toAbsolutePath();

    private static final Pattern COMPONENTS = Pattern.compile("(?m)^components:\\n(  - .*\\n)+");

    private final Path copy;

    public Kustomize(Path copy) throws IOException {
        this.copy = copy;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.toString().contains("/secrets/")).toList()) {
                Path target = copy.resolve(SOURCES.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    public static boolean isAvailable() {
        try {
            return run(Path.of("."), "kubectl", "version", "--client").exit() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    public String render(String folder) throws IOException {
        Finished kubectl = run(copy, "kubectl", "kustomize", folder);
        if (kubectl.exit() != 0) {
            throw new IOException("kubectl kustomize " + folder + ": " + kubectl.errors());
        }
        return kubectl.output();
    }

    /** Files that a developer makes and git never sees: here with the keys the README documents, and nothing in them. */
    public Kustomize withPlaceholderSecrets(String folder, ExternalSecrets documented) throws IOException {
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

    /** A copy of an overlay beside it, with these components instead of its own. */
    public String withComponents(String folder, List<String> components) throws IOException {
        String variant = folder + "-with-" + String.join("-", components);
        Path target = Files.createDirectories(copy.resolve(variant));
        try (Stream<Path> files = Files.list(copy.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        String lines = components.stream().map(name -> "  - ../../components/" + name + "\n").collect(Collectors.joining());
        String kustomization = Files.readString(target.resolve("kustomization.yaml"));
        Files.writeString(target.resolve("kustomization.yaml"),
                COMPONENTS.matcher(kustomization).replaceFirst(components.isEmpty() ? "" : "components:\n" + lines));
        return variant;
    }

    public Path folder(String folder) {
        return copy.resolve(folder);
    }

    private void write(String folder, String file, String content) throws IOException {
        Path target = copy.resolve(folder).resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, content);
    }

    public record Finished(int exit, String output, String errors) {}

    public static Finished run(Path folder, String... command) throws IOException {
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
