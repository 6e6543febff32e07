package dev.claviger.deploy.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** All objects that would be applied together. */
public record Manifests(List<Manifest> objects) {

    /** @throws org.yaml.snakeyaml.error.YAMLException also for a key that is there twice, of which a cluster would drop one */
    public static Manifests parse(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(yaml);
        return new Manifests(StreamSupport.stream(documents.spliterator(), false).map(d -> new Manifest(new Node(d))).toList());
    }

    public Stream<Manifest> stream() {
        return objects.stream();
    }

    public Stream<Manifest> ofKind(String kind) {
        return stream().filter(manifest -> manifest.kind().equals(kind));
    }

    public Stream<Manifest> workloads() {
        return stream().filter(Manifest::isWorkload);
    }

    /** The workloads whose pods a selector's {@code matchLabels} select; an empty one selects all. */
    public Stream<Manifest> selectedBy(Node matchLabels) {
        return workloads().filter(workload -> workload.labels().matches(matchLabels));
    }

    public Optional<Manifest> find(String kind, String name) {
        return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }
}
