package dev.claviger.deploy;

import java.util.Set;
import java.util.TreeSet;

/** The names of all variables a workload's containers get, from {@code env} and from ConfigMaps. */
record PodEnvironment(Set<String> names) {

    static PodEnvironment of(Manifest workload, Manifests manifests) {
        Set<String> names = new TreeSet<>();
        References.containers(workload).forEach(container -> {
            container.at("env").each().forEach(variable -> names.add(variable.at("name").text()));
            container.at("envFrom").each().forEach(from -> manifests.find("ConfigMap", from.at("configMapRef", "name").text())
                    .ifPresent(map -> names.addAll(map.root().at("data").members().keySet())));
        });
        return new PodEnvironment(names);
    }

    boolean sets(DocumentedSettings.Setting setting) {
        return names.stream().anyMatch(setting::isNamed);
    }
}
