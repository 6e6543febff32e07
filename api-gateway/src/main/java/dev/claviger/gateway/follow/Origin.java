package dev.claviger.gateway.follow;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where requests can be sent: scheme, host and port (RFC 9110 §4.3.1), and what the {@code Host} header then says.
 *
 * @param authority host, with the port unless it is the scheme's own
 */
public record Origin(Scheme scheme, String host, int port, String authority) {

    /** How an upstream is spoken to. */
    public enum Scheme {
        HTTP(80),
        /** HTTP/2 as well where the setting says so and the upstream agrees (RFC 7301). */
        HTTPS(443),
        /** HTTP/2 over cleartext, known in advance to be spoken there (RFC 9113 §3.3). */
        H2C(80);

        private final int standardPort;

        Scheme(int standardPort) {
            this.standardPort = standardPort;
        }

        private static Scheme of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** @return empty when the URL is not http, https or h2c with a host */
    public static Optional<Origin> of(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            Scheme scheme = Scheme.of(uri.getScheme());
            int port = uri.getPort() < 0 ? scheme.standardPort : uri.getPort();
            String host = uri.getHost().startsWith("[") ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
            return Optional.of(new Origin(scheme, host, port, port == scheme.standardPort ? uri.getHost() : uri.getHost() + ":" + port));
        } catch (IllegalArgumentException noUrl) {
            return Optional.empty();
        }
    }

    /** As a URL, without the port where it is the scheme's own. */
    public String text() {
        return scheme.name().toLowerCase(Locale.ROOT) + "://" + authority;
    }

    public boolean tls() {
        return scheme == Scheme.HTTPS;
    }
}
