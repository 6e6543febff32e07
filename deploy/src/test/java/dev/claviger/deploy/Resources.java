package dev.claviger.deploy;

import java.util.stream.Stream;

/** A pod says which image it runs, exactly, what it needs, how much memory it may take, and how long it may take to end. */
final class Resources implements Rule {

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> Stream.concat(
                workload.pod().at("spec", "terminationGracePeriodSeconds").isPresent() ? Stream.empty()
                        : Stream.of(workload + ": no terminationGracePeriodSeconds"),
                References.containers(workload).flatMap(container -> problems(workload, container))));
    }

    private static Stream<String> problems(Manifest workload, Node container) {
        String image = container.at("image").text();
        Stream<String> tag = image.matches("[^:@]+(:[0-9]+/[^:@]+)?(:(?!latest$)[\\w.-]+)(@sha256:[0-9a-f]{64})?") ? Stream.empty()
                : Stream.of(workload + ": image " + image + " has no tag that stays");
        Stream<String> amounts = Stream.of("requests cpu", "requests memory", "limits memory")
                .filter(amount -> !container.at("resources").at(amount.split(" ")).isPresent())
                .map(amount -> workload + ": no resources " + amount);
        return Stream.concat(tag, amounts);
    }
}
