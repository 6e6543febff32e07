package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The route file a new installation begins with. An existing one is the person's and stays as it is. */
final class DemoRoutes {

    private DemoRoutes() {
    }

    static void placeIn(Path file) {
        try (InputStream routes = DemoRoutes.class.getResourceAsStream("routes.yaml")) {
            if (!Files.exists(file)) {
                Files.copy(routes, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
