package dev.claviger.credential.leak;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Who may report secrets as leaked. Keys are given here and never fetched, so that no report makes this service call anywhere. */
@ConfigMapping(prefix = "claviger.leak-reports")
public interface LeakReportsConfig {

    /** Those whose signed reports are believed, by the name the audit shows; without any, no report is accepted. */
    Map<String, SignerConfig> signers();

    /** One signer's public key: a P-256 or Ed25519 key, in one of two ways. */
    interface SignerConfig {

        /** The public key in PEM. */
        Optional<String> publicKey();

        /** A file with the public key in PEM, instead of the key itself. */
        Optional<Path> publicKeyFile();

        /** What GitHub sends as Github-Public-Key-Identifier for this key; such a signer reports in GitHub's form. */
        Optional<String> keyIdentifier();
    }
}
