package dev.claviger.deploy.workload;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.DocumentedSettings;
import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.PodEnvironment;
import dev.claviger.deploy.manifest.Rule;

/** A pod's environment names settings that exist, and every setting without a default. */
public final class Settings implements Rule {

    private final Function<String, Optional<DocumentedSettings>> documented;

    /** @param documented a service's settings by its name; nothing for what is no service of ours */
    public Settings(Function<String, Optional<DocumentedSettings>> documented) {
        this.documented = documented;
    }

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> documented.apply(workload.name()).stream()
                .flatMap(settings -> problems(workload, PodEnvironment.of(workload, manifests), settings)));
    }

    private static Stream<String> problems(Manifest workload, PodEnvironment environment, DocumentedSettings settings) {
        return Stream.concat(
                environment.names().stream().filter(name -> name.startsWith("CLAVIGER_") && !settings.know(name))
                        .map(name -> workload + ": " + name + " is no setting of this service"),
                settings.required().stream().filter(setting -> !environment.sets(setting))
                        .map(setting -> workload + ": " + setting.key() + " is required and not set"));
    }
}
