package dev.claviger.credential.console.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.vertx.core.buffer.Buffer;

/** What a signed-in browser brings in its cookie: 256 random bits, of which only a hash is stored. */
public final class SessionSecret {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String MAC = "HmacSHA256";

    private final String text;

    private SessionSecret(String text) {
        this.text = text;
    }

    static SessionSecret generate() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new SessionSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    static Optional<SessionSecret> parse(String brought) {
        return FORM.matcher(brought).matches() ? Optional.of(new SessionSecret(brought)) : Optional.empty();
    }

    Buffer hash() {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** For the forms of this session: whoever knows it cannot tell the cookie, and who has not the cookie cannot make it. */
    String csrf() {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), MAC));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal("csrf".getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    boolean isCsrf(String sent) {
        return MessageDigest.isEqual(csrf().getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.UTF_8));
    }

    String reveal() {
        return text;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "a session";
    }
}
