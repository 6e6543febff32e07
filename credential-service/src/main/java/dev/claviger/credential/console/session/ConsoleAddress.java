package dev.claviger.credential.console.session;

import java.net.URI;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Where browsers reach the console, if there is one. */
@ApplicationScoped
public class ConsoleAddress {

    /** Where all of it is. */
    static final String PATH = "/console";

    private final Optional<URI> url;

    ConsoleAddress(ConsoleConfig config) {
        this.url = config.publicUrl();
    }

    /** An address of the console, as others have to know it. Only where it is served. */
    public URI at(String path) {
        return URI.create(origin().orElseThrow() + PATH + path);
    }

    public boolean isServed() {
        return url.isPresent();
    }

    /** Whether browsers come by https only. */
    public boolean isSecure() {
        return url.filter(known -> "https".equals(known.getScheme())).isPresent();
    }

    /** As browsers write it (RFC 6454 §6.2). */
    Optional<String> origin() {
        return url.map(known -> known.getScheme() + "://" + known.getRawAuthority());
    }
}
