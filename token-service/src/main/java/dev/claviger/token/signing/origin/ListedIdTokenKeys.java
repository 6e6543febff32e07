package dev.claviger.token.signing.origin;

import dev.claviger.token.signing.KeyRing;
import dev.claviger.token.signing.KeySource;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKey;
import dev.claviger.token.signing.file.KeyFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys of ID tokens beside key files: the first file that is for the algorithm; where none is, the database's, if those can be read. */
record ListedIdTokenKeys(KeyFiles files, SigningAlgorithm algorithm, Optional<KeySource> database) implements KeySource {

    @Override
    public KeyRing read(Instant now) {
        Optional<SigningKey> listed = files.read(now).first(algorithm);
        return listed.map(key -> KeyRing.fixed(key, now, List.of(key)))
                .orElseGet(() -> database.map(source -> source.read(now)).orElseGet(KeyRing::empty));
    }
}
