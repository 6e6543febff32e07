package dev.claviger.deploy.scale;

import java.util.List;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

/** Of several replicas some stay while nodes are drained, and a node can be drained at all. */
public final class Disruption implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        Replicas replicas = new Replicas(manifests);
        return Stream.concat(
                replicas.several().filter(workload -> budgetsOf(workload, manifests) != 1)
                        .map(workload -> workload + ": not exactly one PodDisruptionBudget selects its pods"),
                manifests.ofKind("PodDisruptionBudget").flatMap(budget -> problems(budget, manifests, replicas)));
    }

    private static long budgetsOf(Manifest workload, Manifests manifests) {
        return manifests.ofKind("PodDisruptionBudget").filter(budget -> workload.labels().matches(budget.spec("selector", "matchLabels"))).count();
    }

    private static Stream<String> problems(Manifest budget, Manifests manifests, Replicas replicas) {
        List<Manifest> selected = manifests.selectedBy(budget.spec("selector", "matchLabels")).toList();
        if (selected.size() != 1) {
            return Stream.of(budget + ": selects the pods of " + selected.size() + " workloads");
        }
        return leavesRoom(budget, replicas.leastOf(selected.get(0))) ? Stream.empty() : Stream.of(budget + ": lets no pod be evicted");
    }

    private static boolean leavesRoom(Manifest budget, int replicas) {
        return budget.spec("maxUnavailable").isPresent() ? Replicas.number(budget, "maxUnavailable") > 0
                : Replicas.number(budget, "minAvailable") < replicas;
    }
}
