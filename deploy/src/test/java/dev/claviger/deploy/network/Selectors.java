package dev.claviger.deploy.network;

import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

/** Whatever selects pods selects some: a workload its own, a Service and a NetworkPolicy those of a workload. */
public final class Selectors implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        return Stream.of(ownPods(manifests), services(manifests), policies(manifests)).flatMap(found -> found);
    }

    private static Stream<String> ownPods(Manifests manifests) {
        return manifests.workloads()
                .filter(workload -> !workload.labels().matches(workload.spec("selector", "matchLabels")))
                .map(workload -> workload + ": selector does not match the labels of its own pods");
    }

    private static Stream<String> services(Manifests manifests) {
        return manifests.ofKind("Service")
                .filter(service -> manifests.selectedBy(service.spec("selector")).findAny().isEmpty())
                .map(service -> service + ": selector matches no pod");
    }

    private static Stream<String> policies(Manifests manifests) {
        return manifests.ofKind("NetworkPolicy")
                .filter(policy -> manifests.selectedBy(policy.spec("podSelector", "matchLabels")).findAny().isEmpty())
                .map(policy -> policy + ": podSelector matches no pod");
    }
}
