package dev.claviger.credential.account.otp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import io.quarkus.runtime.configuration.ConfigurationException;

/** AES-256-GCM of secrets that must be read again; whose it is is associated data, so that rows cannot be swapped. */
@Singleton
public class SecretEncryption {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Optional<SecretKeySpec> current;
    private final Optional<SecretKeySpec> previous;
    private final List<SecretKeySpec> all = new ArrayList<>();

    public SecretEncryption(OneTimePasswordsConfig config) {
        List<String> wrong = wrongIn(config);
        if (!wrong.isEmpty()) {
            throw new ConfigurationException(String.join("; ", wrong));
        }
        this.current = config.encryptionKey().map(SecretEncryption::key);
        current.ifPresent(all::add);
        config.nextEncryptionKey().map(SecretEncryption::key).ifPresent(all::add);
        this.previous = config.previousEncryptionKey().map(SecretEncryption::key);
        previous.ifPresent(all::add);
    }

    /** What is wrong with the settings, property by property; empty when they can be used. */
    public static List<String> wrongIn(OneTimePasswordsConfig config) {
        List<String> wrong = new ArrayList<>();
        note(wrong, config.encryptionKey(), "encryption-key");
        note(wrong, config.nextEncryptionKey(), "next-encryption-key");
        note(wrong, config.previousEncryptionKey(), "previous-encryption-key");
        if (config.encryptionKey().isEmpty() && (config.nextEncryptionKey().isPresent() || config.previousEncryptionKey().isPresent())) {
            wrong.add("claviger.one-time-passwords.encryption-key is missing beside its neighbour");
        }
        return wrong;
    }

    /** Whether there is a key to store under. */
    public boolean isPossible() {
        return current.isPresent();
    }

    byte[] seal(byte[] plain, PersonId person) {
        return seal(plain, of(person));
    }

    /** @param whose the same when it is opened, and of nothing else that is stored */
    public byte[] seal(byte[] plain, String whose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, current.orElseThrow(), nonce, whose).doFinal(plain);
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
            return both;
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** Empty when it was stored under none of the keys, or the bytes are no longer those that were stored. */
    Optional<byte[]> open(byte[] sealed, PersonId person) {
        return open(sealed, of(person));
    }

    /** Empty when it was stored under none of the keys, or as somebody else's, or the bytes are no longer those that were stored. */
    public Optional<byte[]> open(byte[] sealed, String whose) {
        return all.stream().flatMap(key -> open(key, sealed, whose).stream()).findFirst();
    }

    /** Whether there may be any that should be stored anew. */
    public boolean hasPrevious() {
        return previous.isPresent();
    }

    /** Whether it should be stored anew. What is under the next key stays, or replicas would store the same row back and forth. */
    boolean isUnderPrevious(byte[] sealed, PersonId person) {
        return isUnderPrevious(sealed, of(person));
    }

    public boolean isUnderPrevious(byte[] sealed, String whose) {
        return previous.flatMap(key -> open(key, sealed, whose)).isPresent();
    }

    private static String of(PersonId person) {
        return "one-time-password " + person;
    }

    private static Optional<byte[]> open(SecretKeySpec key, byte[] sealed, String whose) {
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, whose).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException | IllegalArgumentException otherKey) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String whose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(whose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKeySpec key(String base64) {
        return new SecretKeySpec(Base64.getDecoder().decode(base64.trim()), "AES");
    }

    private static void note(List<String> wrong, Optional<String> base64, String property) {
        if (base64.isPresent() && lengthOf(base64.get()) != KEY_BYTES) {
            wrong.add("claviger.one-time-passwords." + property + " must be base64 of 32 random bytes, as from: openssl rand -base64 32");
        }
    }

    private static int lengthOf(String text) {
        try {
            return Base64.getDecoder().decode(text.trim()).length;
        } catch (IllegalArgumentException notBase64) {
            return 0;
        }
    }
}
