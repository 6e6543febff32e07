package dev.claviger.contract;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows with one call that the caller knows a key, and does not give the key away to who takes the call: an HMAC-SHA-256 (RFC 2104) under it of what the
 * call is for, when it was made, a nonce and the SHA-256 of its body. Whoever cannot know which of several keys the other side has proves each.
 *
 * <p>In the header {@value #HEADER}: {@code v1.<seconds since 1970>.<nonce>.<proof>} and up to {@value #MOST_KEYS} proofs, in base64url without padding.
 */
public final class CallProof {

    public static final String HEADER = "Claviger-Proof";
    /** The two clocks may be so far apart, and a call may take so long. */
    public static final Duration WINDOW = Duration.ofSeconds(60);
    public static final int MOST_KEYS = 8;

    private static final Pattern FORM = Pattern.compile("v1\\.[0-9]{1,12}\\.[0-9A-Za-z_-]{22}(\\.[0-9A-Za-z_-]{43}){1," + MOST_KEYS + "}");
    private static final int LONGEST = 500;
    private static final int NONCE_BYTES = 16;
    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final long seconds;
    private final String nonce;
    private final List<byte[]> proofs;

    private CallProof(long seconds, String nonce, List<byte[]> proofs) {
        this.seconds = seconds;
        this.nonce = nonce;
        this.proofs = proofs;
    }

    /**
     * @param purpose what the call is for, such as {@code POST /explain}: a proof for one is none for another
     * @param keys    those the other side may have, at most {@value #MOST_KEYS}
     */
    public static CallProof of(String purpose, byte[] body, List<String> keys, Instant now) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        long seconds = now.getEpochSecond();
        String nonce = base64(random);
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("1 to " + MOST_KEYS + " keys expected");
        }
        return new CallProof(seconds, nonce, keys.stream().map(key -> mac(key, purpose, seconds, nonce, body)).toList());
    }

    /** Empty for what has not the form. */
    public static Optional<CallProof> parse(String header) {
        if (header == null || header.length() > LONGEST || !FORM.matcher(header).matches()) {
            return Optional.empty();
        }
        String[] parts = header.split("\\.");
        List<byte[]> proofs = new ArrayList<>();
        Arrays.stream(parts).skip(3).forEach(part -> proofs.add(Base64.getUrlDecoder().decode(part)));
        return Optional.of(new CallProof(Long.parseLong(parts[1]), parts[2], proofs));
    }

    /** Whether one of the proofs is by this key, for this purpose and this body. All are compared, each in constant time. */
    public boolean isBy(String key, String purpose, byte[] body) {
        byte[] expected = mac(key, purpose, seconds, nonce, body);
        boolean found = false;
        for (byte[] proof : proofs) {
            found |= MessageDigest.isEqual(expected, proof);
        }
        return found;
    }

    /** Whether it was made within {@link #WINDOW} of now, before or after. */
    public boolean isTimely(Instant now) {
        return Math.abs(now.getEpochSecond() - seconds) <= WINDOW.toSeconds();
    }

    /** When it was made, as its maker's clock said. */
    public Instant madeAt() {
        return Instant.ofEpochSecond(seconds);
    }

    /** Another for each call: one that was seen is a call that was sent again. */
    public String nonce() {
        return nonce;
    }

    public String toHeader() {
        return "v1." + seconds + "." + nonce + proofs.stream().map(proof -> "." + base64(proof)).collect(Collectors.joining());
    }

    private static byte[] mac(String key, String purpose, long seconds, String nonce, byte[] body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), MAC));
            String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            return mac.doFinal(String.join("\n", "claviger call proof v1", purpose, Long.toString(seconds), nonce, digest).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without the proofs. */
    @Override
    public String toString() {
        return "a proof of " + madeAt();
    }
}
