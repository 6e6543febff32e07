package dev.claviger.deploy;

import java.util.Map;
import java.util.stream.Stream;

/** Every container is probed for start, life and readiness, over a port it has; ours on the management port. */
final class Probes implements Rule {

    private static final Map<String, String> PATHS = Map.of(
            "startupProbe", "/q/health/started", "livenessProbe", "/q/health/live", "readinessProbe", "/q/health/ready");

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> workload.pod().at("spec", "containers").each().stream()
                .flatMap(container -> PATHS.keySet().stream().sorted().flatMap(probe -> problems(workload, container, probe))));
    }

    private static Stream<String> problems(Manifest workload, Node container, String kind) {
        Node probe = container.at(kind);
        Node http = probe.at("httpGet");
        if (!probe.isPresent()) {
            return Stream.of(workload + ": no " + kind);
        }
        if (!http.isPresent()) {
            return Stream.empty();
        }
        return Stream.concat(
                Ports.names(workload).anyMatch(name -> http.at("port").is(name)) ? Stream.empty()
                        : Stream.of(workload + ": " + kind + " asks a port that is not there: " + http.at("port").text()),
                http.at("path").is(PATHS.get(kind)) ? Stream.empty()
                        : Stream.of(workload + ": " + kind + " must ask " + PATHS.get(kind)));
    }
}
