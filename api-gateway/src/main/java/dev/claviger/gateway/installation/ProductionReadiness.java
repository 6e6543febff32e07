package dev.claviger.gateway.installation;

import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.port.PortConfig;
import dev.claviger.start.Refusals;
import dev.claviger.start.SettingsReview;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses to start with settings that are fit for development only. Each refusal names its property and the mend; all are told at once. */
@ApplicationScoped
public class ProductionReadiness implements SettingsReview {

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

    /** @throws io.quarkus.runtime.configuration.ConfigurationException with everything that must be mended */
    public void require() {
        require("api-gateway", profiles);
    }

    @Override
    public Refusals refusals(boolean production) {
        Refusals refusals = new Refusals();
        if (production) {
            unsafe(refusals);
        }
        return refusals;
    }

    @Override
    public Refusals allowed() {
        return new Refusals().when(installation.internal().allowCleartext(),
                "claviger.internal.allow-cleartext is set: revocations come in the clear where nothing else encrypts");
    }

    private void unsafe(Refusals refusals) {
        refusals.unless(installation.issuer().startsWith("https://"), "claviger.issuer is not https: give the issuer an https URL (RFC 8414 §2)");
        requireEncrypted("claviger.internal.url", installation.internal().url(), refusals);
        requireEncrypted("claviger.jwks-url", installation.jwksUrl(), refusals);
        requireEncrypted("claviger.token-service-url", installation.tokenServiceUrl(), refusals);
        refusals.when(limitStore.url().filter(url -> !"rediss".equals(url.getScheme()) && !installation.internal().allowCleartext()).isPresent(),
                        "claviger.limits.store.url is not rediss: use rediss, or claviger.internal.allow-cleartext=true where the network encrypts")
                .when(installation.internal().key().length() < SHORTEST_KEY || installation.internal().key().startsWith("development"),
                        "claviger.internal.key is short or the development key: use " + SHORTEST_KEY + " or more random characters")
                .when(gateway.tls().certificateFile().isPresent() != gateway.tls().keyFile().isPresent(),
                        "claviger.gateway.tls.certificate-file and key-file go together: set both or neither");
        installation.tls().trustFile().ifPresent(file -> refusals.unless(Files.isReadable(file), "claviger.tls.trust-file cannot be read: " + file));
        upstream.allowedNetworks().orElse(List.of()).forEach(range -> refusals.when(OPEN_RANGE.matcher(range).matches(),
                "claviger.upstream.allowed-networks names " + range + ", which opens the node and its cloud's metadata: name the addresses you mean"));
    }

    private void requireEncrypted(String property, URI url, Refusals refusals) {
        refusals.unless("https".equals(url.getScheme()) || installation.internal().allowCleartext(),
                property + " is not https: use https, or claviger.internal.allow-cleartext=true where the network encrypts");
    }
}
