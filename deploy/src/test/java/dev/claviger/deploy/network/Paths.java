package dev.claviger.deploy.network;

import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;

/** Who may speak to whom, by the NetworkPolicies: a connection needs a policy that lets it out and one that lets it in. */
record Paths(Manifests manifests) {

    boolean lead(Manifest from, Manifest to, String port) {
        return rules(from, "egress").anyMatch(rule -> isFor(rule, "to", to, to, port))
                && rules(to, "ingress").anyMatch(rule -> isFor(rule, "from", from, to, port));
    }

    /** Whether a rule names this port and, as its peers, these pods or everybody. */
    private static boolean isFor(Node rule, String peers, Manifest pods, Manifest to, String port) {
        return names(rule, to, port) && (!rule.at(peers).isPresent()
                || rule.at(peers).each().stream().anyMatch(peer -> isPods(peer, pods) || peer.at("ipBlock", "cidr").is("0.0.0.0/0")));
    }

    /** To an address outside the cluster. */
    boolean leadOut(Manifest from, int port) {
        return rules(from, "egress").anyMatch(rule -> numbers(rule, port)
                && (!rule.at("to").isPresent() || rule.at("to").each().stream().anyMatch(peer -> peer.at("ipBlock").isPresent())));
    }

    /** From another namespace that is named, or from anywhere. */
    boolean leadInFromOutside(Manifest to, String port) {
        return rules(to, "ingress").anyMatch(rule -> names(rule, to, port)
                && (!rule.at("from").isPresent() || rule.at("from").each().stream().anyMatch(peer -> peer.at("namespaceSelector").isPresent())));
    }

    private Stream<Node> rules(Manifest workload, String direction) {
        return manifests.ofKind("NetworkPolicy").filter(policy -> workload.labels().matches(policy.spec("podSelector", "matchLabels")))
                .flatMap(policy -> policy.spec(direction).each().stream());
    }

    private static boolean isPods(Node peer, Manifest pods) {
        return !peer.at("namespaceSelector").isPresent() && peer.at("podSelector").isPresent() && pods.labels().matches(peer.at("podSelector", "matchLabels"));
    }

    private static boolean names(Node rule, Manifest to, String port) {
        return !rule.at("ports").isPresent() || rule.at("ports").each().stream().anyMatch(allowed -> allowed.at("port").is(port)
                || to.ports().anyMatch(own -> own.at("name").is(port) && own.at("containerPort").value().equals(allowed.at("port").value())));
    }

    private static boolean numbers(Node rule, int port) {
        return !rule.at("ports").isPresent() || rule.at("ports").each().stream().anyMatch(allowed -> allowed.at("port").is(port));
    }
}
