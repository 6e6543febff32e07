package dev.claviger.client.credentials;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** An address as credentials hold it, with {@code https} where no scheme is written: Lucidtech's files hold {@code auth.lucidtech.ai}. */
final class Endpoint {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Endpoint() {
    }

    static URI parse(String name, String text) {
        String address = text.contains("://") ? text : "https://" + text;
        try {
            return require(name, new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address));
        } catch (URISyntaxException e) {
            throw new MissingCredentials(name + " is no address"); // its message would repeat the text, a password in it too
        } catch (IllegalArgumentException e) {
            throw new MissingCredentials(e.getMessage());
        }
    }

    static URI require(String name, URI address) {
        if (address.getHost() == null || address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(name + " must be a host, with a scheme, a port and a path where needed");
        }
        // RFC 6749 §3.2, RFC 6750 §5.3: neither the secret nor the token travels in clear text.
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && isThisMachine(address.getHost()))) {
            throw new IllegalArgumentException(name + " must be https; http is for this machine alone");
        }
        return address;
    }

    private static boolean isThisMachine(String host) {
        return THIS_MACHINE.contains(host) || host.endsWith(".localhost"); // RFC 6761 §6.3
    }
}
