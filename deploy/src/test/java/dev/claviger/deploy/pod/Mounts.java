package dev.claviger.deploy.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;

/** The files of a pod's volumes, below a folder instead of below the root. */
record Mounts(Map<String, Path> folders) {

    static Mounts of(Manifest workload, Manifests manifests, SecretValues secrets, Path root) throws IOException {
        Mounts mounts = new Mounts(new TreeMap<>());
        for (Node mount : workload.containers().flatMap(container -> container.at("volumeMounts").each().stream()).toList()) {
            Node volume = workload.volumes().filter(v -> v.at("name").equals(mount.at("name"))).findFirst().orElseThrow();
            Path folder = Files.createDirectories(root.resolve(mount.at("mountPath").text().substring(1)));
            mounts.folders.put(mount.at("mountPath").text(), folder);
            write(volume, manifests, secrets, folder);
        }
        return mounts;
    }

    /** A path in a pod, as a path here; any other text as it is. */
    String local(String value) {
        for (Map.Entry<String, Path> mount : folders.entrySet()) {
            if (value.startsWith(mount.getKey() + "/")) {
                return mount.getValue() + value.substring(mount.getKey().length());
            }
        }
        return value;
    }

    private static void write(Node volume, Manifests manifests, SecretValues secrets, Path folder) throws IOException {
        String secret = volume.at("secret", "secretName").text();
        for (Node item : volume.at("secret", "items").each()) {
            Files.writeString(folder.resolve(item.at("path").text()), secrets.of(secret, item.at("key").text()));
        }
        if (!secret.isEmpty() && volume.at("secret", "items").each().isEmpty()) {
            for (String key : keys(manifests, secret)) {
                Files.writeString(folder.resolve(key), secrets.of(secret, key));
            }
        }
        for (Map.Entry<String, Node> file : manifests.find("ConfigMap", volume.at("configMap", "name").text())
                .map(map -> map.root().at("data").members()).orElse(Map.of()).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue().text());
        }
    }

    private static List<String> keys(Manifests manifests, String secret) {
        return manifests.find("Secret", secret).orElseThrow().root().at("data").members().keySet().stream().toList();
    }
}
