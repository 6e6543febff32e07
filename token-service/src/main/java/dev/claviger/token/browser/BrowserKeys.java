package dev.claviger.token.browser;

import dev.claviger.token.refresh.RefreshConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What browsers carry for us and may not change or read. Every replica has the keys: each is derived from one of {@code claviger.refresh.peppers} for this
 * purpose alone (RFC 5869 §3.2, info), so that there is no further secret to make, to share and to replace.
 */
@Singleton
public class BrowserKeys {

    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SecretKeySpec> macKeys;
    private final List<SecretKeySpec> sealKeys;

    @Inject
    BrowserKeys(RefreshConfig config) {
        TreeMap<Integer, byte[]> peppers = new TreeMap<>();
        config.peppers().forEach((version, text) -> peppers.put(version, Base64.getDecoder().decode(text.trim())));
        byte[] current = peppers.get(config.currentPepper().orElseGet(peppers::lastKey));
        this.macKeys = derived(current, peppers, "claviger form token", MAC);
        this.sealKeys = derived(current, peppers, "claviger sealed cookie", "AES");
    }

    byte[] mac(List<String> texts) {
        return mac(macKeys.get(0), texts);
    }

    /** Whether it was made of the same texts, by whichever replica. */
    boolean matches(byte[] presented, List<String> texts) {
        return macKeys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, texts), presented));
    }

    /** @param context what else must be the same when it is opened */
    byte[] seal(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, sealKeys.get(0), nonce, context).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** Empty for what was not sealed by a replica of ours, in this context. */
    Optional<byte[]> open(byte[] sealed, byte[] context) {
        return sealed.length < NONCE_BYTES ? Optional.empty()
                : sealKeys.stream().flatMap(key -> open(key, ByteBuffer.wrap(sealed), context).stream()).findFirst();
    }

    private static Optional<byte[]> open(SecretKeySpec key, ByteBuffer sealed, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        sealed.get(nonce);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(sealed.array(), NONCE_BYTES, sealed.remaining()));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    /** The lengths as well, or two lists could read the same. */
    private static byte[] mac(SecretKeySpec key, List<String> texts) {
        Mac mac = mac(key);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The current one first. */
    private static List<SecretKeySpec> derived(byte[] current, TreeMap<Integer, byte[]> peppers, String purpose, String algorithm) {
        byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
        return Stream.concat(Stream.of(current), peppers.descendingMap().values().stream().filter(pepper -> pepper != current))
                .map(pepper -> new SecretKeySpec(mac(new SecretKeySpec(pepper, MAC)).doFinal(info), algorithm)).toList();
    }
}
