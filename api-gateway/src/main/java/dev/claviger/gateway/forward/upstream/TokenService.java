package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.forward.connect.Connector;
import java.net.URI;
import java.util.List;

/** Where the token paths of environments lead: the one upstream that is the installation's own. */
public final class TokenService {

    private final Rotation rotation;
    private final Connector connector;
    private final String basePath;

    /** @param url base URL of token-service */
    public TokenService(URI url, Connector connector, UpstreamConfig config, UpstreamMetrics metrics) {
        Origin origin = Origin.of(url.toString())
                .orElseThrow(() -> new IllegalArgumentException("claviger.token-service-url: an http or https URL expected"));
        this.rotation = new Rotation(List.of(new Upstream(origin, config.ejection(), metrics)));
        this.connector = connector;
        this.basePath = url.getRawPath().replaceAll("/+$", "");
    }

    public Rotation rotation() {
        return rotation;
    }

    public Connector connector() {
        return connector;
    }

    /** What is asked there for a target that was asked here. */
    public String target(String asked) {
        return basePath + asked;
    }
}
