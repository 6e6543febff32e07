package dev.claviger.deploy;

/** One Kubernetes object, as rendered. */
record Manifest(Node root) {

    String kind() {
        return root.at("kind").text();
    }

    String apiVersion() {
        return root.at("apiVersion").text();
    }

    String name() {
        return root.at("metadata", "name").text();
    }

    String namespace() {
        return root.at("metadata", "namespace").text();
    }

    boolean isWorkload() {
        return pod().isPresent();
    }

    /** The pod template of a workload. */
    Node pod() {
        return root.at("spec", "template");
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
