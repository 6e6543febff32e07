package dev.claviger.credential.console.session;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The console: where people open it, and how long they stay signed in. */
@ConfigMapping(prefix = "claviger.console")
public interface ConsoleConfig {

    /** Where browsers reach this service, scheme and host without path; the console is under {@code /console} there. Without it there is no console. */
    Optional<URI> publicUrl();

    /** The OpenID provider that people sign in at, as its tokens name it. Unless another is to, token-service does that. */
    URI issuer();

    /** What the provider knows the console as. At token-service 16 to 32 letters and digits: a client that is made, and kept as it has to be, at the start. */
    Optional<String> clientId();

    /** A file that holds the client's secret there, and nothing else; for token-service in the form clv_platform_…. Another secret in it is added, none is revoked. */
    Optional<Path> clientSecretFile();

    /** By what the provider's tokens tell who somebody is here. */
    Claims claims();

    /** Claims of an ID token. */
    interface Claims {

        /** The claim that names the person's tenant, by its identifier. */
        @WithDefault("tenant")
        String tenant();

        /** The claim that has the person's user name here. Without it {@code sub} has to be the person's number, as it is in tokens of token-service. */
        Optional<String> username();
    }

    /**
     * Base URL of a gateway's management port, as this service reaches it: there the console asks why a request is let through or not. Any gateway will do.
     * In production https, or {@code claviger.internal.allow-cleartext}: a question has a token in it. Without it, that page says so.
     */
    Optional<URI> gatewayUrl();

    /** So long after the last page a person stays signed in. */
    @WithDefault("PT30M")
    Duration idle();

    /** So long after signing in a person has to do so again, whatever was done meanwhile. */
    @WithDefault("PT10H")
    Duration longest();
}
