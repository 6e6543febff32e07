package dev.claviger.deploy.manifest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every Secret that will be there, and its keys: in the manifests, made from them by an operator, or brought by whoever installs. */
public record SecretKeys(Map<String, Set<String>> keys) {

    /** What cert-manager writes. */
    private static final Set<String> CERTIFICATE = Set.of("tls.crt", "tls.key", "ca.crt");

    public static SecretKeys of(Manifests manifests, ExternalSecrets external) {
        SecretKeys found = new SecretKeys(new HashMap<>());
        external.keys().forEach(found::add);
        manifests.ofKind("Secret").forEach(secret -> {
            found.add(secret.name(), secret.root().at("data").members().keySet());
            found.add(secret.name(), secret.root().at("stringData").members().keySet());
        });
        manifests.ofKind("Certificate").forEach(certificate -> found.add(certificate.spec("secretName").text(), CERTIFICATE));
        manifests.ofKind("ExternalSecret").forEach(secret -> found.add(secret.spec("target", "name").text(),
                secret.spec("data").each().stream().map(entry -> entry.at("secretKey").text()).collect(Collectors.toSet())));
        return found;
    }

    private void add(String name, Set<String> more) {
        keys.computeIfAbsent(name, unseen -> new HashSet<>()).addAll(more);
    }

    public boolean have(String name) {
        return keys.containsKey(name);
    }

    public boolean have(String name, String key) {
        return keys.getOrDefault(name, Set.of()).contains(key);
    }
}
