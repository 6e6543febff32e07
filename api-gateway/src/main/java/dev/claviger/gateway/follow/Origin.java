package dev.claviger.gateway.follow;

import java.net.URI;
import java.util.Optional;

/**
 * Where requests can be sent: scheme, host and port (RFC 9110 §4.3.1), and what the {@code Host} header then says.
 *
 * @param authority host, with the port unless it is the scheme's own
 */
public record Origin(boolean tls, String host, int port, String authority) {

    /** @return empty when the URL is not http or https with a host */
    public static Optional<Origin> of(String url) {
        try {
            URI uri = URI.create(url);
            boolean tls = "https".equals(uri.getScheme());
            if (uri.getHost() == null || !tls && !"http".equals(uri.getScheme())) {
                return Optional.empty();
            }
            int standard = tls ? 443 : 80;
            int port = uri.getPort() < 0 ? standard : uri.getPort();
            String host = uri.getHost().startsWith("[") ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
            return Optional.of(new Origin(tls, host, port, port == standard ? uri.getHost() : uri.getHost() + ":" + port));
        } catch (IllegalArgumentException noUrl) {
            return Optional.empty();
        }
    }
}
