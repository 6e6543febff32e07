package dev.claviger.deploy.manifest;

import java.util.Set;
import java.util.stream.Stream;

/** One Kubernetes object, as rendered. */
public record Manifest(Node root) {

    /** The groups whose names have dots and whose kinds every cluster knows. */
    private static final Set<String> BUILT_IN = Set.of("networking.k8s.io", "rbac.authorization.k8s.io", "storage.k8s.io");

    public String kind() {
        return root.at("kind").text();
    }

    public String apiVersion() {
        return root.at("apiVersion").text();
    }

    public String name() {
        return root.at("metadata", "name").text();
    }

    public String namespace() {
        return root.at("metadata", "namespace").text();
    }

    /** Whether a cluster knows this kind only once somebody has installed it. */
    public boolean isCustom() {
        String group = apiVersion().replaceFirst("/.*", "");
        return group.contains(".") && !BUILT_IN.contains(group);
    }

    public Node spec(String... path) {
        return root.at("spec").at(path);
    }

    public boolean isWorkload() {
        return pod().isPresent() && !isCustom();
    }

    /** One of Claviger's own services, which has a management port. */
    public boolean isOurs() {
        return labels().at("app.kubernetes.io/part-of").is("claviger");
    }

    /** The pod template of a workload. */
    public Node pod() {
        return spec("template");
    }

    /** Of the pods of a workload. */
    public Node labels() {
        return pod().at("metadata", "labels");
    }

    public Stream<Node> containers() {
        return Stream.of("initContainers", "containers").flatMap(list -> pod().at("spec", list).each().stream());
    }

    public Stream<Node> volumes() {
        return pod().at("spec", "volumes").each().stream();
    }

    /** The ports that last as long as the pods of a workload. */
    public Stream<Node> ports() {
        return pod().at("spec", "containers").each().stream().flatMap(container -> container.at("ports").each().stream());
    }

    public boolean hasPort(String name) {
        return ports().anyMatch(port -> port.at("name").is(name));
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
