package dev.claviger.credential.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

import dev.claviger.credential.edge.Expect;

/** Where requests go: scheme, host and port, nothing behind (RFC 6454 §4). Whether the address may be reached is the gateway's to say. */
final class UpstreamOrigin {

    private static final int LONGEST = 300;
    /** {@code h2c} is HTTP/2 over cleartext that is known in advance to be spoken there (RFC 9113 §3.3). */
    private static final Set<String> SCHEMES = Set.of("http", "https", "h2c");

    private UpstreamOrigin() {
    }

    static Expect<String> form() {
        return Expect.of("an http, https or h2c origin such as https://10.0.0.7:8443, without path, query or user",
                json -> json instanceof String text && text.length() <= LONGEST ? origin(text) : null);
    }

    private static String origin(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            return isOrigin(uri) ? uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                    + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static boolean isOrigin(URI uri) {
        return uri.getScheme() != null && uri.getHost() != null
                && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null
                && uri.getRawPath().isEmpty() && uri.getPort() != 0 && uri.getPort() <= 65_535
                && uri.getRawAuthority().endsWith(uri.getPort() < 0 ? uri.getHost() : ":" + uri.getPort());
    }
}
