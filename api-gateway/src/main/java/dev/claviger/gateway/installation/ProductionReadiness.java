package dev.claviger.gateway.installation;

import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.port.PortConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses to start with settings that are fit for development only. Each refusal names its property and the mend; all are told at once. */
@ApplicationScoped
public class ProductionReadiness {

    private static final String PROFILE = "prod";
    private static final int SHORTEST_KEY = 32;
    /** Up to a sixteenth of all addresses: nobody's upstreams, and sooner or later the metadata of a cloud. */
    private static final Pattern OPEN_RANGE = Pattern.compile(".*/[0-4]");

    private final InstallationConfig installation;
    private final PortConfig gateway;
    private final UpstreamConfig upstream;
    private final StoreConfig limitStore;
    private final List<String> profiles;

    @Inject
    ProductionReadiness(InstallationConfig installation, PortConfig gateway, UpstreamConfig upstream, StoreConfig limitStore, SmallRyeConfig config) {
        this(installation, gateway, upstream, limitStore, config.getProfiles());
    }

    ProductionReadiness(InstallationConfig installation, PortConfig gateway, UpstreamConfig upstream, StoreConfig limitStore, List<String> profiles) {
        this.limitStore = limitStore;
        this.upstream = upstream;
        this.installation = installation;
        this.gateway = gateway;
        this.profiles = profiles;
    }

    /** @throws ConfigurationException with everything that must be mended; Quarkus tells it without a stack trace */
    public void require() {
        List<String> refusals = profiles.contains(PROFILE) ? refusals() : List.of();
        if (!refusals.isEmpty()) {
            throw new ConfigurationException("api-gateway does not start:\n  - " + String.join("\n  - ", refusals));
        }
    }

    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        if (!installation.issuer().startsWith("https://")) {
            refusals.add("claviger.issuer is not https: give the issuer an https URL (RFC 8414 §2)");
        }
        requireEncrypted("claviger.internal.url", installation.internal().url(), refusals);
        requireEncrypted("claviger.jwks-url", installation.jwksUrl(), refusals);
        requireEncrypted("claviger.token-service-url", installation.tokenServiceUrl(), refusals);
        limitStore.url().filter(url -> !"rediss".equals(url.getScheme()) && !installation.internal().allowCleartext()).ifPresent(url -> refusals.add(
                "claviger.limits.store.url is not rediss: use rediss, or claviger.internal.allow-cleartext=true where the network encrypts"));
        if (installation.internal().key().length() < SHORTEST_KEY || installation.internal().key().startsWith("development")) {
            refusals.add("claviger.internal.key is short or the development key: use " + SHORTEST_KEY + " or more random characters");
        }
        if (gateway.tls().certificateFile().isPresent() != gateway.tls().keyFile().isPresent()) {
            refusals.add("claviger.gateway.tls.certificate-file and key-file go together: set both or neither");
        }
        installation.tls().trustFile().filter(file -> !Files.isReadable(file))
                .ifPresent(file -> refusals.add("claviger.tls.trust-file cannot be read: " + file));
        upstream.allowedNetworks().orElse(List.of()).stream().filter(OPEN_RANGE.asMatchPredicate()).forEach(range -> refusals.add(
                "claviger.upstream.allowed-networks names " + range + ", which opens the node and its cloud's metadata: name the addresses you mean"));
        return refusals;
    }

    /** What production would not start with, and what it starts with because somebody allowed it by name. */
    List<String> unfit() {
        List<String> unfit = refusals();
        if (installation.internal().allowCleartext()) {
            unfit.add("claviger.internal.allow-cleartext is set: revocations come in the clear where nothing else encrypts");
        }
        return unfit;
    }

    private void requireEncrypted(String property, URI url, List<String> refusals) {
        if (!"https".equals(url.getScheme()) && !installation.internal().allowCleartext()) {
            refusals.add(property + " is not https: use https, or claviger.internal.allow-cleartext=true where the network encrypts");
        }
    }
}
