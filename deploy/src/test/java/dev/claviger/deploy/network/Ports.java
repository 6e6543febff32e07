package dev.claviger.deploy.network;

import java.util.List;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.Rule;

/** Ports have names, once each, and are referred to by name: a number in two files is a number that changes in one. */
public final class Ports implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        return Stream.of(unnamed(manifests), services(manifests), callers(manifests), called(manifests)).flatMap(found -> found);
    }

    private static Stream<String> unnamed(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> workload.ports()
                .filter(port -> !port.at("name").isPresent())
                .map(port -> workload + ": port " + port.at("containerPort").text() + " has no name"));
    }

    private static Stream<String> services(Manifests manifests) {
        return manifests.ofKind("Service").flatMap(service -> service.spec("ports").each().stream()
                .filter(port -> manifests.selectedBy(service.spec("selector")).noneMatch(pod -> pod.hasPort(port.at("targetPort").text())))
                .map(port -> service + ": targetPort " + port.at("targetPort").text() + " is no port of the selected pods"));
    }

    /** Where callers are let in, the pods they are let in to have that port. */
    private static Stream<String> callers(Manifests manifests) {
        return manifests.ofKind("NetworkPolicy").flatMap(policy -> policy.spec("ingress").each().stream()
                .flatMap(rule -> unknown(policy, rule, manifests.selectedBy(policy.spec("podSelector", "matchLabels")).toList())));
    }

    /** Where pods are let out to other pods, those have that port. */
    private static Stream<String> called(Manifests manifests) {
        return manifests.ofKind("NetworkPolicy").flatMap(policy -> policy.spec("egress").each().stream()
                .flatMap(rule -> unknown(policy, rule, rule.at("to").each().stream().filter(peer -> !peer.at("namespaceSelector").isPresent())
                        .filter(peer -> peer.at("podSelector").isPresent())
                        .flatMap(peer -> manifests.selectedBy(peer.at("podSelector", "matchLabels"))).toList())));
    }

    private static Stream<String> unknown(Manifest policy, Node rule, List<Manifest> pods) {
        return rule.at("ports").each().stream().map(port -> port.at("port"))
                .filter(port -> port.value() instanceof String name && pods.stream().noneMatch(pod -> pod.hasPort(name)))
                .map(port -> policy + ": no pod has a port named " + port.text());
    }
}
