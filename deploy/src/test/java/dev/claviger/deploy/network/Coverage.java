package dev.claviger.deploy.network;

import java.util.List;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

/** Nothing is let in or out unless a policy says so, and every workload has one of its own that says what of each. */
public final class Coverage implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        return Stream.of("Ingress", "Egress").flatMap(direction -> Stream.concat(
                policies(manifests, direction).anyMatch(Coverage::deniesAll) ? Stream.empty()
                        : Stream.of("NetworkPolicy: none denies all " + direction),
                manifests.workloads().filter(workload -> policies(manifests, direction).noneMatch(policy -> isOf(policy, workload, manifests)))
                        .map(workload -> workload + ": no NetworkPolicy of its own for " + direction)));
    }

    private static Stream<Manifest> policies(Manifests manifests, String direction) {
        return manifests.ofKind("NetworkPolicy").filter(policy -> policy.spec("policyTypes").each().stream().anyMatch(type -> type.is(direction)));
    }

    private static boolean deniesAll(Manifest policy) {
        return policy.spec("podSelector").members().isEmpty() && policy.spec("ingress").each().isEmpty() && policy.spec("egress").each().isEmpty();
    }

    private static boolean isOf(Manifest policy, Manifest workload, Manifests manifests) {
        return manifests.selectedBy(policy.spec("podSelector", "matchLabels")).toList().equals(List.of(workload));
    }
}
