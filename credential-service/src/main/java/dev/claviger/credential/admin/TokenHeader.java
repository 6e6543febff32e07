package dev.claviger.credential.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

import dev.claviger.contract.AccessTokenClaims;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;

/**
 * What a token's header says, before anything is believed: which key to try, and whether it claims to be an access token
 * at all (RFC 9068 §4: the type must be {@code at+jwt}). Signatures with a shared key or none are not even looked at.
 */
record TokenHeader(String keyId, SignatureAlgorithm algorithm) {

    private static final Set<SignatureAlgorithm> ACCEPTED =
            Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.EDDSA);
    private static final int LONGEST_KEY_ID = 200;

    static Optional<TokenHeader> of(String token) {
        int end = token.indexOf('.');
        if (end < 0) {
            return Optional.empty();
        }
        try {
            String json = new String(Base64.getUrlDecoder().decode(token.substring(0, end)), StandardCharsets.UTF_8);
            return of(JsonUtil.parseJson(json));
        } catch (IllegalArgumentException | JoseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<TokenHeader> of(Map<String, Object> header) {
        return header.get("kid") instanceof String keyId && keyId.length() <= LONGEST_KEY_ID
                && header.get("typ") instanceof String type && isAccessToken(type) && header.get("alg") instanceof String name
                ? ACCEPTED.stream().filter(algorithm -> algorithm.getAlgorithm().equals(name)).findFirst().map(algorithm -> new TokenHeader(keyId, algorithm))
                : Optional.empty();
    }

    /** RFC 7515 §4.1.9: a media type, case-insensitive, whose "application/" may be left out. */
    private static boolean isAccessToken(String type) {
        return type.equalsIgnoreCase(AccessTokenClaims.TYPE) || type.equalsIgnoreCase("application/" + AccessTokenClaims.TYPE);
    }
}
