package dev.claviger.deploy.workload;

import java.util.Map;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.Rule;

/** Every container is probed for start, life and readiness, over a port it has; ours on the management port, and with patience at first. */
public final class Probes implements Rule {

    public static final Map<String, String> PATHS = Map.of(
            "startupProbe", "/q/health/started", "livenessProbe", "/q/health/live", "readinessProbe", "/q/health/ready");
    /** What starts in three seconds by itself takes twenty times that on a node that starts everything at once. */
    private static final int SLOW_NODE_SECONDS = 60;

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> workload.pod().at("spec", "containers").each().stream()
                .flatMap(container -> PATHS.keySet().stream().sorted().flatMap(probe -> problems(workload, container, probe))));
    }

    private static Stream<String> problems(Manifest workload, Node container, String kind) {
        Node probe = container.at(kind);
        if (!probe.isPresent()) {
            return Stream.of(workload + ": no " + kind);
        }
        return Stream.of(overHttp(workload, probe.at("httpGet"), kind), ours(workload, probe, kind)).flatMap(found -> found);
    }

    private static Stream<String> overHttp(Manifest workload, Node http, String kind) {
        return !http.isPresent() || workload.hasPort(http.at("port").text()) ? Stream.empty()
                : Stream.of(workload + ": " + kind + " asks a port that is not there: " + http.at("port").text());
    }

    private static Stream<String> ours(Manifest workload, Node probe, String kind) {
        if (!workload.isOurs()) {
            return Stream.empty();
        }
        int patience = number(probe, "periodSeconds", 10) * number(probe, "failureThreshold", 3);
        return Stream.of(
                probe.at("httpGet", "port").is("management") ? "" : workload + ": " + kind + " must ask the management port",
                probe.at("httpGet", "path").is(PATHS.get(kind)) ? "" : workload + ": " + kind + " must ask " + PATHS.get(kind),
                kind.equals("startupProbe") && patience < SLOW_NODE_SECONDS ? workload + ": a slow node is not given " + SLOW_NODE_SECONDS + " s to start" : "")
                .filter(problem -> !problem.isEmpty());
    }

    private static int number(Node probe, String field, int byDefault) {
        return probe.at(field).value() instanceof Integer number ? number : byDefault;
    }
}
