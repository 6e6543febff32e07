package dev.claviger.deploy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** All objects that would be applied together. */
record Manifests(List<Manifest> objects) {

    /** @throws org.yaml.snakeyaml.error.YAMLException also for a key that is there twice, of which a cluster would drop one */
    static Manifests parse(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(yaml);
        return new Manifests(StreamSupport.stream(documents.spliterator(), false).map(d -> new Manifest(new Node(d))).toList());
    }

    Stream<Manifest> stream() {
        return objects.stream();
    }

    Stream<Manifest> ofKind(String kind) {
        return stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Stream<Manifest> workloads() {
        return stream().filter(Manifest::isWorkload);
    }

    Optional<Manifest> find(String kind, String name) {
        return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }
}
