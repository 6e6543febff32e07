package dev.claviger.deploy;

import java.util.stream.Stream;

/** Whatever selects pods selects some: a workload its own, a Service and a NetworkPolicy those of a workload. */
final class Selectors implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        return Stream.concat(ownPods(manifests), Stream.concat(services(manifests), policies(manifests)));
    }

    private static Stream<String> ownPods(Manifests manifests) {
        return manifests.workloads()
                .filter(workload -> !labels(workload).matches(workload.root().at("spec", "selector", "matchLabels")))
                .map(workload -> workload + ": selector does not match the labels of its own pods");
    }

    private static Stream<String> services(Manifests manifests) {
        return manifests.ofKind("Service")
                .filter(service -> !selectsSome(service.root().at("spec", "selector"), manifests))
                .map(service -> service + ": selector matches no pod");
    }

    private static Stream<String> policies(Manifests manifests) {
        return manifests.ofKind("NetworkPolicy")
                .filter(policy -> !selectsSome(policy.root().at("spec", "podSelector", "matchLabels"), manifests))
                .map(policy -> policy + ": podSelector matches no pod");
    }

    private static boolean selectsSome(Node selector, Manifests manifests) {
        return manifests.workloads().anyMatch(workload -> labels(workload).matches(selector));
    }

    private static Node labels(Manifest workload) {
        return workload.pod().at("metadata", "labels");
    }
}
