package dev.claviger.token.refresh;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.grant.Subject;
import dev.claviger.token.token.IssuedTokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a spent refresh token was exchanged for (but an ID token, which is made anew), under AES-256-GCM with a key that is derived from that token: whoever presents it
 * brings the key along, and neither database nor settings hold it. The token's stored hash is associated data, so that
 * answers cannot be swapped.
 */
final class SealedAnswer {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String KEY_DERIVATION = "HmacSHA256";
    /** Sets the key apart from anything else that may ever be derived from a token. */
    private static final byte[] PURPOSE = "claviger answer to a spent refresh token".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedAnswer() {
    }

    static Buffer seal(IssuedTokens answer, RefreshToken spent, Buffer hash) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return Buffer.buffer(nonce).appendBytes(run(Cipher.ENCRYPT_MODE, nonce, spent, hash, json(answer).toBuffer().getBytes()));
    }

    /** @return the same tokens, with what is left of the access token's life at {@code now} */
    static IssuedTokens open(Buffer sealed, RefreshToken spent, Buffer hash, ClientId client, Instant now) {
        byte[] nonce = sealed.getBytes(0, NONCE_BYTES);
        byte[] plain = run(Cipher.DECRYPT_MODE, nonce, spent, hash, sealed.getBytes(NONCE_BYTES, sealed.length()));
        return tokens(new JsonObject(Buffer.buffer(plain)), client, now);
    }

    private static byte[] run(int mode, byte[] nonce, RefreshToken spent, Buffer hash, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key(spent), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(hash.getBytes());
            return cipher.doFinal(input);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the answer to a spent refresh token is damaged", damaged);
        }
    }

    /** One step of HKDF (RFC 5869) suffices: the token is uniformly random, and each seals one answer only. */
    private static SecretKeySpec key(RefreshToken spent) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(KEY_DERIVATION);
        mac.init(new SecretKeySpec(spent.reveal().getBytes(StandardCharsets.US_ASCII), KEY_DERIVATION));
        return new SecretKeySpec(mac.doFinal(PURPOSE), "AES");
    }

    private static JsonObject json(IssuedTokens answer) {
        JsonObject json = new JsonObject().put("access_token", answer.accessToken()).put("credential_id", answer.credential().value())
                .put("scope", answer.scopes().toString()).put("expires_at", answer.expiresAt().getEpochSecond())
                .put("refresh_token", answer.refreshToken().map(RefreshToken::reveal).orElseThrow());
        answer.subject().ifPresent(subject -> json.put("subject_kind", subject.kind().toString()).put("subject", subject.number()));
        return json;
    }

    private static IssuedTokens tokens(JsonObject json, ClientId client, Instant now) {
        Instant expiresAt = Instant.ofEpochSecond(json.getLong("expires_at"));
        long left = Math.max(0, Duration.between(now, expiresAt).toSeconds());
        return new IssuedTokens(json.getString("access_token"), client, new CredentialId(json.getString("credential_id")),
                ScopeList.parse(json.getString("scope")), expiresAt, left, RefreshToken.parse(json.getString("refresh_token")), subject(json),
                Optional.empty());
    }

    private static Optional<Subject> subject(JsonObject json) {
        return Optional.ofNullable(json.getString("subject_kind")).map(kind -> new Subject(Subject.Kind.of(kind), json.getLong("subject")));
    }
}
