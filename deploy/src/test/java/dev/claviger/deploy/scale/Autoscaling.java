package dev.claviger.deploy.scale;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

/** An autoscaler has something to scale, alone, between bounds, and by metrics that somebody offers. */
public final class Autoscaling implements Rule {

    private final Set<String> offered;

    /** @param offered the names of the metrics that the adapter serves for pods */
    public Autoscaling(Set<String> offered) {
        this.offered = offered;
    }

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.ofKind("HorizontalPodAutoscaler").flatMap(scaler -> problems(scaler, manifests));
    }

    private Stream<String> problems(Manifest scaler, Manifests manifests) {
        Optional<Manifest> target = manifests.find(scaler.spec("scaleTargetRef", "kind").text(), scaler.spec("scaleTargetRef", "name").text());
        Stream<String> wrong = Stream.of(
                target.isEmpty() ? "there is no " + scaler.spec("scaleTargetRef", "kind").text() + "/" + scaler.spec("scaleTargetRef", "name").text() : "",
                target.filter(found -> found.spec("replicas").isPresent()).isPresent() ? "its target has a number of replicas of its own" : "",
                Replicas.number(scaler, "minReplicas") < 2 ? "minReplicas is below 2" : "",
                Replicas.number(scaler, "maxReplicas") <= Replicas.number(scaler, "minReplicas") ? "maxReplicas leaves nothing to scale" : "");
        Stream<String> unknown = scaler.spec("metrics").each().stream().map(metric -> metric.at("pods", "metric", "name").text())
                .filter(metric -> !metric.isEmpty() && !offered.contains(metric)).map(metric -> "nobody offers the metric " + metric);
        return Stream.concat(wrong, unknown).filter(problem -> !problem.isEmpty()).map(problem -> scaler + ": " + problem);
    }
}
