package dev.claviger.deploy.workload;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.Rule;

/** The Pod Security Standard "restricted", a read-only root file system, and no credentials for the cluster's own API. */
public final class PodSecurity implements Rule {

    /** The kinds of volumes that lead to nothing of the node's, and what else a volume has. */
    private static final Set<String> VOLUMES = Set.of("name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    @Override
    public Stream<String> problems(Manifests manifests) {
        return Stream.concat(
                manifests.workloads().flatMap(workload -> Stream.concat(pod(workload), workload.containers().flatMap(c -> container(workload, c)))),
                manifests.ofKind("ServiceAccount").filter(account -> !account.root().at("automountServiceAccountToken").is(false))
                        .map(account -> account + ": automountServiceAccountToken must be false"));
    }

    private static Stream<String> pod(Manifest workload) {
        Node spec = workload.pod().at("spec");
        Node context = spec.at("securityContext");
        return Stream.of(
                unless(context.at("runAsNonRoot").is(true), workload, "runAsNonRoot must be true"),
                unless(!context.at("runAsUser").is(0), workload, "runAsUser must not be 0"),
                unless(context.at("seccompProfile", "type").is("RuntimeDefault"), workload, "seccompProfile must be RuntimeDefault"),
                unless(spec.at("automountServiceAccountToken").is(false), workload, "automountServiceAccountToken must be false"),
                Stream.of("hostNetwork", "hostPID", "hostIPC").filter(host -> spec.at(host).is(true)).map(host -> workload + ": " + host + " is not allowed"),
                workload.volumes().flatMap(volume -> volume.members().keySet().stream()).filter(kind -> !VOLUMES.contains(kind))
                        .map(kind -> workload + ": " + kind + " is not allowed"),
                unless(!spec.at("securityContext", "sysctls").isPresent(), workload, "sysctls are not allowed"))
                .flatMap(found -> found);
    }

    private static Stream<String> container(Manifest workload, Node container) {
        Node context = container.at("securityContext");
        return Stream.of(
                unless(context.at("allowPrivilegeEscalation").is(false), workload, "allowPrivilegeEscalation must be false"),
                unless(context.at("readOnlyRootFilesystem").is(true), workload, "readOnlyRootFilesystem must be true"),
                unless(context.at("capabilities", "drop").is(List.of("ALL")), workload, "capabilities must drop ALL"),
                unless(!context.at("capabilities", "add").isPresent(), workload, "capabilities must add none"),
                unless(!context.at("privileged").is(true), workload, "privileged is not allowed"),
                unless(!context.at("runAsNonRoot").is(false) && !context.at("runAsUser").is(0), workload, "no container may be root where its pod may not"),
                unless(!context.at("procMount").isPresent(), workload, "procMount must be the default"),
                unless(container.at("ports").each().stream().noneMatch(port -> port.at("hostPort").isPresent()), workload, "hostPort is not allowed"))
                .flatMap(found -> found);
    }

    private static Stream<String> unless(boolean holds, Manifest workload, String problem) {
        return holds ? Stream.empty() : Stream.of(workload + ": " + problem);
    }
}
