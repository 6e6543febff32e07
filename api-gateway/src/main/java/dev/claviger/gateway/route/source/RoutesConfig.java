package dev.claviger.gateway.route.source;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;

/** Where the routes are declared. */
@ConfigMapping(prefix = "claviger.routes")
public interface RoutesConfig {

    /**
     * YAML route files and OpenAPI 3 documents (YAML or JSON), separated by commas. Together they are the whole table: what none of them declares
     * is refused. A change is live within two seconds.
     */
    List<Path> files();
}
