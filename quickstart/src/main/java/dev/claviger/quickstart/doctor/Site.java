package dev.claviger.quickstart.doctor;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The installation to look at, as far as its addresses are known.
 *
 * @param issuer     the issuer identifier (RFC 8414 §2)
 * @param admin      credential-service's base URL
 * @param gateway    where callers reach the gateway
 * @param management base URLs of management ports: one for each replica of each service
 * @param authority  a PEM file with the certificate authority to believe; the JDK's without it
 * @param adminToken gets an access token for the admin API
 */
public record Site(Optional<URI> issuer, Optional<URI> admin, Optional<URI> gateway, List<URI> management, Optional<Path> authority,
        Optional<Callable<String>> adminToken) {

    public Site {
        management = List.copyOf(management);
    }

    /** What callers and operators connect to, each once. */
    List<URI> publicUrls() {
        return Stream.of(issuer, admin, gateway).flatMap(Optional::stream).distinct().toList();
    }
}
