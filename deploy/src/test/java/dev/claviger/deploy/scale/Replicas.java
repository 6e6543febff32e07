package dev.claviger.deploy.scale;

import java.util.Optional;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;

/** How many pods a workload has at the least: as its autoscaler says, or as it says itself. */
record Replicas(Manifests manifests) {

    int leastOf(Manifest workload) {
        return autoscaler(workload).map(scaler -> number(scaler, "minReplicas")).orElseGet(() -> number(workload, "replicas"));
    }

    Optional<Manifest> autoscaler(Manifest workload) {
        return manifests.ofKind("HorizontalPodAutoscaler").filter(scaler -> scaler.spec("scaleTargetRef", "kind").is(workload.kind())
                && scaler.spec("scaleTargetRef", "name").is(workload.name())).findFirst();
    }

    /** Those of which one may be gone and another still there. */
    Stream<Manifest> several() {
        return manifests.workloads().filter(workload -> leastOf(workload) > 1);
    }

    static int number(Manifest manifest, String field) {
        return manifest.spec(field).value() instanceof Integer number ? number : 1;
    }
}
