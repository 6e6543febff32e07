package dev.claviger.token.refresh;

import dev.claviger.contract.AuthorizationCode;
import dev.claviger.contract.RefreshToken;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/** What is stored in place of a refresh token, or of an authorization code: HMAC-SHA-256 under a pepper that the database does not know. */
@Singleton
public class TokenHashes {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_BYTES = 32;
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(1);

    private final TreeMap<Integer, SecretKeySpec> keys = new TreeMap<>();
    private final int current;

    @Inject
    TokenHashes(RefreshConfig config) {
        List<String> wrong = wrongIn(config);
        if (!wrong.isEmpty()) {
            throw new ConfigurationException(String.join("; ", wrong));
        }
        config.peppers().forEach((version, text) -> keys.put(version, new SecretKeySpec(Base64.getDecoder().decode(text.trim()), ALGORITHM)));
        this.current = config.currentPepper().orElseGet(keys::lastKey);
    }

    /** What is wrong with the settings, property by property; empty when they can be used. */
    public static List<String> wrongIn(RefreshConfig config) {
        List<String> wrong = new ArrayList<>();
        if (config.peppers().isEmpty()) {
            wrong.add("claviger.refresh.peppers.1 is not set: make one with `openssl rand -base64 32`");
        }
        config.peppers().forEach((version, text) -> {
            if (lengthOf(text) < SHORTEST_BYTES) {
                wrong.add("claviger.refresh.peppers." + version + " is not base64 of 32 or more bytes: make one with `openssl rand -base64 32`");
            }
        });
        if (config.currentPepper().isPresent() && !config.peppers().containsKey(config.currentPepper().getAsInt())) {
            wrong.add("claviger.refresh.current-pepper names a version that has no claviger.refresh.peppers entry");
        }
        if (config.grace().isNegative() || config.grace().compareTo(LONGEST_GRACE) > 0) {
            wrong.add("claviger.refresh.grace is not between PT0S and PT1M: in it a stolen refresh token goes unnoticed");
        }
        return wrong;
    }

    /** As a new token is stored. */
    Buffer of(RefreshToken token) {
        return hmac(keys.get(current), token.reveal());
    }

    /** As the token may have been stored, under whichever version. */
    Buffer[] candidates(RefreshToken token) {
        return candidates(token.reveal());
    }

    /** As {@link #of(RefreshToken)}: the two never look alike, so they may share their peppers. */
    public Buffer of(AuthorizationCode code) {
        return hmac(keys.get(current), code.reveal());
    }

    /** As the code may have been stored, under whichever version. */
    public Buffer[] candidates(AuthorizationCode code) {
        return candidates(code.reveal());
    }

    private Buffer[] candidates(String secret) {
        return keys.descendingMap().values().stream().map(key -> hmac(key, secret)).toArray(Buffer[]::new);
    }

    private static Buffer hmac(SecretKeySpec key, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Buffer.buffer(mac.doFinal(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
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
