package dev.claviger.credential.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ClientSecret;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Hashes secrets and API keys with HMAC-SHA-256 under the current pepper, and compares under the one each hash was made with. Secrets
 * carry 256 random bits, so a slow password hash would add load and no safety.
 */
@Singleton
public class Peppers {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_BYTES = 32;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TreeMap<Integer, SecretKeySpec> keys = new TreeMap<>();
    private final int current;

    Peppers(SecretsConfig config) {
        List<String> wrong = wrongIn(config);
        if (!wrong.isEmpty()) {
            throw new ConfigurationException(String.join("; ", wrong));
        }
        config.peppers().forEach((version, text) -> keys.put(version, new SecretKeySpec(Base64.getDecoder().decode(text), ALGORITHM)));
        this.current = config.currentPepper().orElseGet(keys::lastKey);
    }

    /** What is wrong with the settings, property by property; empty when they can be used. */
    public static List<String> wrongIn(SecretsConfig config) {
        List<String> wrong = new ArrayList<>();
        if (config.peppers().isEmpty()) {
            wrong.add("claviger.secrets.peppers.1 is missing: set it to base64 of 32 random bytes, as from: openssl rand -base64 32");
        }
        config.peppers().forEach((version, text) -> {
            if (lengthOf(text) < SHORTEST_BYTES) {
                wrong.add("claviger.secrets.peppers." + version + " must be base64 of 32 or more random bytes, as from: openssl rand -base64 32");
            }
        });
        if (config.currentPepper().isPresent() && !config.peppers().containsKey(config.currentPepper().getAsInt())) {
            wrong.add("claviger.secrets.current-pepper names version " + config.currentPepper().getAsInt() + ", which has no claviger.secrets.peppers entry");
        }
        return wrong;
    }

    public SecretHash hash(ClientSecret secret) {
        return hash(secret.reveal());
    }

    public SecretHash hash(ApiKey key) {
        return hash(key.reveal());
    }

    /** The hash of no text that anybody knows. */
    SecretHash ofNothing() {
        byte[] bits = new byte[HASH_BYTES];
        RANDOM.nextBytes(bits);
        return new SecretHash(current, bits);
    }

    private SecretHash hash(String secret) {
        return new SecretHash(current, hmac(keys.get(current), secret));
    }

    /** Whether the hash is that of the secret or API key. One HMAC and one comparison in constant time, whatever the outcome. */
    public boolean matches(SecretHash hash, String secret) {
        SecretKeySpec key = keys.get(hash.pepper());
        boolean same = MessageDigest.isEqual(hash.bytes(), hmac(key != null ? key : keys.get(current), secret));
        return same && key != null;
    }

    /** Costs what {@link #matches} costs, for a secret of which there is no hash. */
    public void matchNothing(String secret) {
        MessageDigest.isEqual(new byte[HASH_BYTES], hmac(keys.get(current), secret));
    }

    /** The same bytes for the same text as long as the pepper is, and no way back to the text. */
    public byte[] mark(String text) {
        return hmac(keys.get(current), text);
    }

    /** Whether a hash that was just matched should be made anew. */
    public boolean isOutdated(SecretHash hash) {
        return hash.pepper() != current;
    }

    /** The version new hashes are made under. */
    public int current() {
        return current;
    }

    /** Those that hashes can be compared under. */
    public Set<Integer> versions() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    private static byte[] hmac(SecretKeySpec key, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static int lengthOf(String text) {
        try {
            return Base64.getDecoder().decode(text).length;
        } catch (IllegalArgumentException notBase64) {
            return 0;
        }
    }
}
