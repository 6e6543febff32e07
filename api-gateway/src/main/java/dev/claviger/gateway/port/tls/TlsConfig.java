package dev.claviger.gateway.port.tls;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Certificates and keys, each pair in two files, which are read again within seconds of a change. */
public interface TlsConfig {

    /** PEM file with the certificate chain for callers who name no host, or one no other certificate is for. */
    Optional<Path> certificateFile();

    /** PEM file with the private key of that certificate. */
    Optional<Path> keyFile();

    /** Further certificates, each under a name of your choice; the hosts are those in the certificate, wildcards included. The port serves http without any certificate. */
    Map<String, KeyPair> certificates();

    /** One of the further certificates. */
    interface KeyPair {

        /** PEM file with the certificate chain. */
        Path certificateFile();

        /** PEM file with the private key. */
        Path keyFile();
    }
}
