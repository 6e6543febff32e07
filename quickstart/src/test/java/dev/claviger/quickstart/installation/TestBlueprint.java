package dev.claviger.quickstart.installation;

import java.nio.file.Path;
import java.util.Map;

/** Blueprints of installations that are never started. */
final class TestBlueprint {

    private TestBlueprint() {
    }

    static Blueprint in(Path folder, boolean tls, Map<String, String> settings) {
        return new Blueprint(folder, folder.resolve("installation"), Ports.standard(100), tls, true, settings);
    }
}
