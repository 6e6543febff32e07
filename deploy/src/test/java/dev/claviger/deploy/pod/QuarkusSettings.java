package dev.claviger.deploy.pod;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The variables that Quarkus and the extensions in a service's build have a setting for, as their jars say. */
record QuarkusSettings(Set<String> variables) {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Pattern VARIABLE = Pattern.compile("\"environmentVariable\" : \"(QUARKUS_[A-Z0-9_]+)\"");

    static QuarkusSettings of(String service) throws IOException {
        Set<String> variables = new TreeSet<>();
        try (Stream<Path> jars = Files.walk(Path.of("..", service, "target/quarkus-app/lib"))) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("io.quarkus.")).toList()) {
                variables.addAll(in(jar));
            }
        }
        return new QuarkusSettings(variables);
    }

    private static Set<String> in(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry model = file.getEntry(MODEL);
            if (model == null) {
                return Set.of();
            }
            try (InputStream text = file.getInputStream(model)) {
                Set<String> found = new TreeSet<>();
                VARIABLE.matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8)).results().map((MatchResult m) -> m.group(1)).forEach(found::add);
                return found;
            }
        }
    }
}
