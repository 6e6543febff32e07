package dev.claviger.token.signing.file;

import dev.claviger.token.signing.KeyRing;
import dev.claviger.token.signing.KeySource;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.signing.SigningKey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keys in mounted files: the first signs, all are published. */
public final class KeyFiles implements KeySource {

    private final List<Path> files;
    private final SigningAlgorithm rsaAlgorithm;
    private List<String> contents = List.of();
    private KeyRing ring;

    public KeyFiles(List<Path> files, SigningConfig config) {
        this.files = files;
        // A file says what kind of key it holds; only for RSA there is a choice left.
        this.rsaAlgorithm = config.algorithm() == SigningAlgorithm.PS256 ? SigningAlgorithm.PS256 : SigningAlgorithm.RS256;
    }

    @Override
    public synchronized KeyRing read(Instant now) {
        List<String> newest = files.stream().map(KeyFiles::content).toList();
        if (!newest.equals(contents)) {
            ring = ring(newest, now);
            contents = newest;
        }
        return ring;
    }

    private KeyRing ring(List<String> newest, Instant now) {
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            keys.add(key(files.get(i), newest.get(i)));
        }
        return KeyRing.fixed(keys.get(0), now, keys);
    }

    private SigningKey key(Path file, String content) {
        try {
            return content.contains("-----BEGIN") ? PemKey.parse(content, rsaAlgorithm) : JwkKey.parse(content, rsaAlgorithm);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalStateException("claviger.signing.key-files: " + file + ": " + unusable.getMessage(), unusable);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new IllegalStateException("claviger.signing.key-files: " + file + " cannot be read as text", unreadable);
        }
    }
}
