package dev.claviger.gateway.installation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The installation this gateway belongs to: whose tokens it believes, and which services it asks. */
@ConfigMapping(prefix = "claviger")
public interface InstallationConfig {

    /** Issuer identifier of the token-service (RFC 8414 §2); the {@code iss} of a token must be exactly this. Production demands https. */
    String issuer();

    /** Where the issuer's keys are read. */
    @WithDefault("${claviger.issuer}/oauth2/jwks")
    URI jwksUrl();

    /** Base URL of the token-service, to which the token paths of environments lead. */
    @WithDefault("${claviger.issuer}")
    URI tokenServiceUrl();

    /** Addresses or CIDR ranges of proxies whose {@code Forwarded} and {@code X-Forwarded-*} headers are believed. */
    Optional<List<String>> trustedProxies();

    /** The credential-service. */
    Internal internal();

    /** How the event feed is followed. */
    Feed feed();

    /** Outgoing https. */
    Tls tls();

    /** Bounds of what a token may say. */
    Tokens tokens();

    /** Shutting down. */
    Shutdown shutdown();

    /** The credential-service, as this gateway reaches it. */
    interface Internal {

        /** Base URL of the credential-service. Production demands https, or that cleartext is allowed. */
        URI url();

        /** This gateway's bearer key at the credential-service. */
        String key();

        /** Allows http to credential-service and token-service in production, where the network itself is encrypted. */
        @WithDefault("false")
        boolean allowCleartext();
    }

    /** How the event feed is followed. */
    interface Feed {

        /** How old the gateway's view may be; beyond it every request is answered 503, since a revocation could be missing. At most PT1H. */
        @WithDefault("PT5M")
        Duration maxStaleness();
    }

    /** Outgoing https. */
    interface Tls {

        /** PEM file with the certificate authorities believed for https between Claviger's services, instead of the JDK's. Upstreams are judged by the JDK's. */
        Optional<Path> trustFile();
    }

    /** Bounds of what a token may say. */
    interface Tokens {

        /** Tokens that live longer, from {@code iat} to {@code exp}, are refused: revocations are kept no longer either. */
        @WithName("max-access-token-lifetime")
        @WithDefault("P1D")
        Duration maxLifetime();
    }

    /** Shutting down. */
    interface Shutdown {

        /** How long requests under way may take to finish after SIGTERM. */
        @WithDefault("PT20S")
        Duration drain();
    }
}
