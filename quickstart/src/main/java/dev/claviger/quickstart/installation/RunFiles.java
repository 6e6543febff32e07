package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is there only while a run is, for others to read: {@code env} and the clients' credentials files. */
public final class RunFiles {

    private RunFiles() {
    }

    /** Before anything they name goes away; and first of all at a start, for an earlier run may have been killed. */
    public static void remove(Blueprint blueprint) {
        try {
            Files.deleteIfExists(blueprint.envFile());
            for (Path file : in(blueprint.clientsFolder())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cfg")).toList();
        }
    }
}
