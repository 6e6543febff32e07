package dev.claviger.deploy.manifest;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The variables of a workload's containers.
 *
 * @param values  those a manifest holds, itself or in a ConfigMap
 * @param secrets those a Secret holds, by the Secret's name and the key in it, as {@code name/key}
 */
public record PodEnvironment(Map<String, String> values, Map<String, String> secrets) {

    public static PodEnvironment of(Manifest workload, Manifests manifests) {
        PodEnvironment environment = new PodEnvironment(new TreeMap<>(), new TreeMap<>());
        workload.containers().forEach(container -> {
            container.at("envFrom").each().forEach(from -> manifests.find("ConfigMap", from.at("configMapRef", "name").text())
                    .ifPresent(map -> map.root().at("data").members().forEach((name, value) -> environment.values.put(name, value.text()))));
            container.at("env").each().forEach(environment::add);
        });
        return environment;
    }

    private void add(Node variable) {
        String name = variable.at("name").text();
        Node secret = variable.at("valueFrom", "secretKeyRef");
        if (secret.isPresent()) {
            secrets.put(name, secret.at("name").text() + "/" + secret.at("key").text());
        } else {
            values.put(name, variable.at("value").text());
        }
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>(values.keySet());
        names.addAll(secrets.keySet());
        return names;
    }

    public boolean sets(DocumentedSettings.Setting setting) {
        return names().stream().anyMatch(setting::isNamed);
    }
}
