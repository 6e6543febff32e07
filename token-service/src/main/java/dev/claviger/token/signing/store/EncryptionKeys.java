package dev.claviger.token.signing.store;

import dev.claviger.token.signing.SigningConfig;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key that private keys are stored under, and its neighbours in time: replicas with old and new settings run side by side while it is
 * replaced, and each must read what the other stores. The next key is only read under, or replicas would store the same rows back and forth.
 */
final class EncryptionKeys {

    private final KeyEncryption current;
    private final Optional<KeyEncryption> previous;
    private final List<KeyEncryption> all;

    /** @throws IllegalArgumentException naming the property that is not base64 of 32 bytes */
    EncryptionKeys(SigningConfig config) {
        this.current = KeyEncryption.under(config.encryptionKey().orElse(""), "claviger.signing.encryption-key");
        this.previous = config.previousEncryptionKey().map(key -> KeyEncryption.under(key, "claviger.signing.previous-encryption-key"));
        Optional<KeyEncryption> next = config.nextEncryptionKey().map(key -> KeyEncryption.under(key, "claviger.signing.next-encryption-key"));
        this.all = Stream.of(Optional.of(current), next, previous).flatMap(Optional::stream).toList();
    }

    byte[] seal(byte[] plain, String keyId) {
        return current.seal(plain, keyId);
    }

    /** @throws IllegalStateException naming the properties when none of them is the key it was sealed under */
    byte[] open(byte[] sealed, String keyId) {
        return all.stream().flatMap(key -> key.open(sealed, keyId).stream()).findFirst().orElseThrow(() -> new IllegalStateException(
                "the stored signing key " + keyId + " was encrypted under another key than " + all));
    }

    boolean isUnderPrevious(byte[] sealed, String keyId) {
        return previous.flatMap(key -> key.open(sealed, keyId)).isPresent() && current.open(sealed, keyId).isEmpty();
    }
}
