package dev.claviger.token.signing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** With which keys tokens are signed. */
@ConfigMapping(prefix = "claviger.signing")
public interface SigningConfig {

    /** Of access tokens: ES256, RS256, PS256 or EdDSA (Ed25519). A change rotates to a key of the new algorithm, published before its use. */
    @WithDefault("ES256")
    SigningAlgorithm algorithm();

    /** How long a key signs before the next one takes over. */
    @WithDefault("P30D")
    Duration rotationPeriod();

    /** How long a new key is published before it signs, so that whoever verifies has read it by then. At least PT2M, and shorter than the rotation period. */
    @WithDefault("PT1H")
    Duration publishAhead();

    /** The longest an access token may live: a key that no longer signs stays published for that long (and the clock skew). */
    @WithDefault("P1D")
    Duration maxTokenLifetime();

    /** Base64 of 32 bytes: AES-256-GCM key under which private keys are stored. Required unless key-files are given. */
    Optional<String> encryptionKey();

    /** What encryption-key will be next. Private keys stored under it can be read; none is stored under it. */
    Optional<String> nextEncryptionKey();

    /** What encryption-key was before. Private keys still stored under it are stored anew, under encryption-key, within seconds. */
    Optional<String> previousEncryptionKey();

    /**
     * Files with a private JWK or a PEM private key each. The first one signs access tokens, the first RS256 and the first ES256 one ID tokens,
     * all are published; they are read again when they change. The keys in the database are then unused; but for ID tokens, where no file is for
     * the client's algorithm, those are, if there is an encryption-key.
     */
    Optional<List<Path>> keyFiles();
}
