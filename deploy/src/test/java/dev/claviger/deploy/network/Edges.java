package dev.claviger.deploy.network;

import java.util.Optional;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.ExternalSecrets;
import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.Rule;
import dev.claviger.deploy.manifest.SecretKeys;

/** What leads in from outside leads to ports of Services whose pods let it in, without the caller's own word for its address; certificates have an issuer and Secrets that will be there. */
public final class Edges implements Rule {

    private final ExternalSecrets external;

    public Edges(ExternalSecrets external) {
        this.external = external;
    }

    @Override
    public Stream<String> problems(Manifests manifests) {
        return Stream.of(ingresses(manifests), routes(manifests), forwarded(manifests), backends(manifests), monitors(manifests), issuers(manifests), secrets(manifests))
                .flatMap(found -> found);
    }

    private static Stream<String> ingresses(Manifests manifests) {
        return manifests.ofKind("Ingress").flatMap(ingress -> ingress.spec("rules").each().stream()
                .flatMap(rule -> rule.at("http", "paths").each().stream()).map(path -> path.at("backend", "service"))
                .flatMap(service -> leads(ingress, service.at("name").text(),
                        service.at("port", "name").isPresent() ? service.at("port", "name") : service.at("port", "number"), manifests)));
    }

    private static Stream<String> routes(Manifests manifests) {
        return manifests.ofKind("HTTPRoute").flatMap(route -> route.spec("rules").each().stream()
                .flatMap(rule -> rule.at("backendRefs").each().stream())
                .flatMap(backend -> leads(route, backend.at("name").text(), backend.at("port"), manifests)));
    }

    /** {@code Forwarded} wins over what proxies write ({@code X-Forwarded-For}), so a caller's own must end at the edge. */
    private static Stream<String> forwarded(Manifests manifests) {
        return manifests.ofKind("HTTPRoute").flatMap(route -> route.spec("rules").each().stream()
                .filter(rule -> rule.at("filters").each().stream().noneMatch(filter -> filter.at("requestHeaderModifier", "remove").each().stream()
                        .anyMatch(header -> header.is("Forwarded"))))
                .map(rule -> route + ": lets a caller pass its own Forwarded"));
    }

    private static Stream<String> backends(Manifests manifests) {
        return manifests.ofKind("BackendTLSPolicy").flatMap(policy -> policy.spec("targetRefs").each().stream()
                .flatMap(target -> leads(policy, target.at("name").text(), target.at("sectionName"), manifests)));
    }

    private static Stream<String> leads(Manifest edge, String service, Node port, Manifests manifests) {
        Optional<Manifest> found = manifests.find("Service", service);
        Optional<Node> offered = found.flatMap(s -> s.spec("ports").each().stream().filter(p -> p.at("name").equals(port) || p.at("port").equals(port)).findFirst());
        if (offered.isEmpty()) {
            return Stream.of(edge + ": leads to no Service " + service + " with a port " + port.text());
        }
        return manifests.selectedBy(found.get().spec("selector"))
                .filter(pod -> !new Paths(manifests).leadInFromOutside(pod, offered.get().at("targetPort").text()))
                .map(pod -> edge + ": no policy lets anybody from outside in to " + pod);
    }

    private static Stream<String> monitors(Manifests manifests) {
        return manifests.ofKind("ServiceMonitor").flatMap(monitor -> {
            Stream<Manifest> services = manifests.ofKind("Service").filter(s -> s.root().at("metadata", "labels").matches(monitor.spec("selector", "matchLabels")));
            return monitor.spec("endpoints").each().stream().map(endpoint -> endpoint.at("targetPort").text())
                    .filter(port -> !monitored(services, port, manifests))
                    .map(port -> monitor + ": selects no Service whose pods have a port named " + port + " and let monitoring in");
        });
    }

    private static boolean monitored(Stream<Manifest> services, String port, Manifests manifests) {
        return services.flatMap(service -> manifests.selectedBy(service.spec("selector")))
                .anyMatch(pod -> pod.hasPort(port) && new Paths(manifests).leadInFromOutside(pod, port));
    }

    private static Stream<String> issuers(Manifests manifests) {
        return manifests.ofKind("Certificate").filter(certificate -> certificate.spec("issuerRef", "kind").is("Issuer"))
                .filter(certificate -> manifests.find("Issuer", certificate.spec("issuerRef", "name").text()).isEmpty())
                .map(certificate -> certificate + ": Issuer " + certificate.spec("issuerRef", "name").text() + " does not exist");
    }

    private Stream<String> secrets(Manifests manifests) {
        SecretKeys keys = SecretKeys.of(manifests, external);
        Stream<String[]> shown = manifests.ofKind("Ingress").flatMap(ingress -> ingress.spec("tls").each().stream()
                .map(tls -> new String[] {ingress.toString(), tls.at("secretName").text()}));
        Stream<String[]> believed = manifests.ofKind("BackendTLSPolicy").flatMap(policy -> policy.spec("validation", "caCertificateRefs").each().stream()
                .map(authority -> new String[] {policy.toString(), authority.at("name").text()}));
        Stream<String[]> signing = manifests.ofKind("Issuer").filter(issuer -> issuer.spec("ca").isPresent())
                .map(issuer -> new String[] {issuer.toString(), issuer.spec("ca", "secretName").text()});
        return Stream.of(shown, believed, signing).flatMap(found -> found).filter(use -> !keys.have(use[1]))
                .map(use -> use[0] + ": Secret " + use[1] + " does not exist");
    }
}
