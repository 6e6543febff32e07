package dev.claviger.deploy.network;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.PodEnvironment;
import dev.claviger.deploy.manifest.Rule;

/** Where a pod is told to connect to, there is something, it speaks what the address says, and the policies let the pod get there. */
public final class Addresses implements Rule {

    /** With a port: without one it is a name for callers, such as the issuer's. */
    private static final Pattern ADDRESS = Pattern.compile("([a-z]+)://([a-z0-9.-]+):([0-9]+)(/.*)?");

    /** By which browsers and callers know a service; nobody connects to them from within. */
    private static final Set<String> NAMES = Set.of("CLAVIGER_ISSUER", "CLAVIGER_CONSOLE_PUBLIC_URL");

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().filter(Manifest::isOurs).flatMap(workload -> PodEnvironment.of(workload, manifests).values().entrySet().stream()
                .filter(variable -> !NAMES.contains(variable.getKey()))
                .flatMap(variable -> problem(workload, ADDRESS.matcher(variable.getValue()), manifests).stream()
                        .map(problem -> workload + ": " + variable.getKey() + " " + problem)));
    }

    private static Optional<String> problem(Manifest workload, Matcher address, Manifests manifests) {
        if (!address.matches()) {
            return Optional.empty();
        }
        return address.group(2).contains(".") ? outside(workload, Integer.parseInt(address.group(3)), manifests) : inside(workload, address, manifests);
    }

    private static Optional<String> outside(Manifest workload, int port, Manifests manifests) {
        return new Paths(manifests).leadOut(workload, port) ? Optional.empty() : Optional.of("leads outside, to port " + port + ", where no policy lets it");
    }

    private static Optional<String> inside(Manifest workload, Matcher address, Manifests manifests) {
        Optional<Manifest> service = manifests.find("Service", address.group(2));
        Optional<Node> port = service.flatMap(found -> found.spec("ports").each().stream()
                .filter(offered -> offered.at("port").text().equals(address.group(3))).findFirst());
        if (port.isEmpty()) {
            return Optional.of("leads to no Service " + address.group(2) + " with a port " + address.group(3));
        }
        if (!port.get().at("name").is(address.group(1))) {
            return Optional.of("speaks " + address.group(1) + " with a port named " + port.get().at("name").text());
        }
        boolean reachable = manifests.selectedBy(service.get().spec("selector"))
                .anyMatch(pod -> new Paths(manifests).lead(workload, pod, port.get().at("targetPort").text()));
        return reachable ? Optional.empty() : Optional.of("leads to " + service.get() + ", where no policy lets it");
    }
}
