package dev.claviger.deploy.workload;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.ExternalSecrets;
import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.Rule;
import dev.claviger.deploy.manifest.SecretKeys;

/** What a pod refers to exists: accounts, volumes, ConfigMaps, Secrets and the keys taken from them. Secrets come in no other way. */
public final class References implements Rule {

    private final ExternalSecrets external;

    public References(ExternalSecrets external) {
        this.external = external;
    }

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> Stream.of(
                account(workload, manifests), mounts(workload), configMaps(workload, manifests), secrets(workload, manifests), inline(workload))
                .flatMap(found -> found));
    }

    private static Stream<String> account(Manifest workload, Manifests manifests) {
        String account = workload.pod().at("spec", "serviceAccountName").text();
        return manifests.find("ServiceAccount", account).isPresent() ? Stream.empty()
                : Stream.of(workload + ": ServiceAccount " + account + " does not exist");
    }

    private static Stream<String> mounts(Manifest workload) {
        Set<String> volumes = Stream.concat(workload.volumes(), workload.root().at("spec", "volumeClaimTemplates").each().stream()
                .map(claim -> claim.at("metadata"))).map(volume -> volume.at("name").text()).collect(Collectors.toSet());
        Set<String> mounted = workload.containers().flatMap(c -> c.at("volumeMounts").each().stream())
                .map(mount -> mount.at("name").text()).collect(Collectors.toSet());
        return Stream.concat(
                mounted.stream().filter(name -> !volumes.contains(name)).map(name -> workload + ": volume " + name + " does not exist"),
                volumes.stream().filter(name -> !mounted.contains(name)).map(name -> workload + ": volume " + name + " is mounted nowhere"));
    }

    private static Stream<String> configMaps(Manifest workload, Manifests manifests) {
        Stream<Node> asVolume = workload.volumes().map(volume -> volume.at("configMap", "name"));
        Stream<Node> asEnvironment = workload.containers().flatMap(c -> c.at("envFrom").each().stream()).map(from -> from.at("configMapRef", "name"));
        Stream<Node> asVariable = workload.containers().flatMap(c -> c.at("env").each().stream()).map(e -> e.at("valueFrom", "configMapKeyRef", "name"));
        return Stream.of(asVolume, asEnvironment, asVariable).flatMap(names -> names)
                .filter(name -> name.isPresent() && manifests.find("ConfigMap", name.text()).isEmpty())
                .map(name -> workload + ": ConfigMap " + name.text() + " does not exist");
    }

    private Stream<String> secrets(Manifest workload, Manifests manifests) {
        SecretKeys keys = SecretKeys.of(manifests, external);
        Stream<String[]> variables = workload.containers().flatMap(c -> c.at("env").each().stream())
                .map(variable -> variable.at("valueFrom", "secretKeyRef")).filter(ref -> ref.isPresent() && mustBeThere(ref))
                .map(ref -> new String[] {ref.at("name").text(), ref.at("key").text()});
        Stream<String[]> files = workload.volumes().map(volume -> volume.at("secret")).flatMap(secret -> secret.at("items").each().stream()
                .map(item -> new String[] {secret.at("secretName").text(), item.at("key").text()}));
        Stream<String> whole = workload.volumes().map(volume -> volume.at("secret"))
                .filter(secret -> secret.isPresent() && !secret.at("items").isPresent()).map(secret -> secret.at("secretName").text())
                .filter(name -> !keys.have(name))
                .map(name -> workload + ": Secret " + name + " does not exist");
        return Stream.concat(whole, Stream.concat(variables, files)
                .filter(ref -> !keys.have(ref[0], ref[1]))
                .map(ref -> workload + ": Secret " + ref[0] + " has no key " + ref[1]));
    }

    /** One that is optional may be absent, but where the keys of its Secret are listed it is among them: nobody notices a slip of the pen. */
    private boolean mustBeThere(Node ref) {
        return !ref.at("optional").is(true) || external.keys().containsKey(ref.at("name").text());
    }

    private static Stream<String> inline(Manifest workload) {
        return workload.containers().flatMap(c -> c.at("env").each().stream())
                .filter(variable -> variable.at("value").isPresent() && looksSecret(variable.at("name").text()))
                .map(variable -> workload + ": " + variable.at("name").text() + " must come from a Secret");
    }

    /** By its name: settings that hold a secret end so, those that only name its file do not. */
    public static boolean looksSecret(String variable) {
        return variable.matches(".*(PASSWORD|SECRET|_KEYS?|PEPPERS?_[0-9]+)");
    }
}
