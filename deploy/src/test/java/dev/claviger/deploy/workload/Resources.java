package dev.claviger.deploy.workload;

import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.PodEnvironment;
import dev.claviger.deploy.manifest.Rule;

/** A pod says which image it runs, exactly, what it needs and how much memory it may take; a JVM's heap is a share of that. */
public final class Resources implements Rule {

    private static final String HEAP = ".*-XX:MaxRAMPercentage=([1-6]\\d|7[0-5])(\\.\\d+)?\\b.*";

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> Stream.concat(
                workload.containers().flatMap(container -> problems(workload, container)), heap(workload, manifests)));
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

    /** The rest of the limit is for what is not heap: classes, compiled code, threads, buffers. */
    private static Stream<String> heap(Manifest workload, Manifests manifests) {
        String options = PodEnvironment.of(workload, manifests).values().getOrDefault("JAVA_TOOL_OPTIONS", "");
        return !workload.isOurs() || options.matches(HEAP) ? Stream.empty()
                : Stream.of(workload + ": the heap is no share of the memory limit, of 10 to 75 %");
    }
}
