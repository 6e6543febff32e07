package dev.claviger.deploy.scale;

import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

/** Several replicas are on several nodes and, where there are, in several zones: else they fail together. */
public final class Spread implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        return new Replicas(manifests).several().flatMap(workload -> Stream.of("kubernetes.io/hostname", "topology.kubernetes.io/zone")
                .filter(key -> !isSpread(workload, key))
                .map(key -> workload + ": its pods are not spread over " + key));
    }

    private static boolean isSpread(Manifest workload, String key) {
        return workload.pod().at("spec", "topologySpreadConstraints").each().stream().anyMatch(constraint -> constraint.at("topologyKey").is(key)
                && constraint.at("labelSelector", "matchLabels").isPresent() && workload.labels().matches(constraint.at("labelSelector", "matchLabels")));
    }
}
