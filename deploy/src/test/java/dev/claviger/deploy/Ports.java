package dev.claviger.deploy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports have names, once each, and are referred to by name: a number in two files is a number that changes in one. */
final class Ports implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        return Stream.of(unnamed(manifests), services(manifests), policies(manifests)).flatMap(found -> found);
    }

    private static Stream<String> unnamed(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> containerPorts(workload)
                .filter(port -> !port.at("name").isPresent())
                .map(port -> workload + ": port " + port.at("containerPort").text() + " has no name"));
    }

    private static Stream<String> services(Manifests manifests) {
        return manifests.ofKind("Service").flatMap(service -> service.root().at("spec", "ports").each().stream()
                .filter(port -> !namesOfSelected(service, manifests).contains(port.at("targetPort").text()))
                .map(port -> service + ": targetPort " + port.at("targetPort").text() + " is no port of the selected pods"));
    }

    private static Set<String> namesOfSelected(Manifest service, Manifests manifests) {
        return manifests.workloads()
                .filter(workload -> workload.pod().at("metadata", "labels").matches(service.root().at("spec", "selector")))
                .flatMap(Ports::names).collect(Collectors.toSet());
    }

    private static Stream<String> policies(Manifests manifests) {
        Set<String> known = manifests.workloads().flatMap(Ports::names).collect(Collectors.toSet());
        return manifests.ofKind("NetworkPolicy").flatMap(policy -> Stream.of("ingress", "egress")
                .flatMap(direction -> policy.root().at("spec", direction).each().stream())
                .flatMap(rule -> rule.at("ports").each().stream())
                .map(port -> port.at("port"))
                .filter(port -> port.value() instanceof String name && !known.contains(name))
                .map(port -> policy + ": no pod has a port named " + port.text()));
    }

    static Stream<String> names(Manifest workload) {
        return containerPorts(workload).map(port -> port.at("name").text());
    }

    private static Stream<Node> containerPorts(Manifest workload) {
        return workload.pod().at("spec", "containers").each().stream().flatMap(container -> container.at("ports").each().stream());
    }
}
