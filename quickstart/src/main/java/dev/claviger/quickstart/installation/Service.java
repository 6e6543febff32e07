package dev.claviger.quickstart.installation;

import java.nio.file.Path;

/** The three services. Each is a module of this build, and a process of its own when it runs. */
public enum Service {
    CREDENTIAL("credential-service"),
    TOKEN("token-service"),
    GATEWAY("api-gateway");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** The module's name, which is also what its log is called. */
    public String module() {
        return module;
    }

    /** What {@code java -jar} runs. */
    Path jar(Path home) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    public String toString() {
        return module;
    }
}
