package dev.claviger.token.token;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import dev.claviger.token.client.ProvenClients;
import dev.claviger.token.grant.AccessRequest;
import dev.claviger.token.grant.ClientCredentialsGrant;
import dev.claviger.token.signing.KeyRing;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKey;
import dev.claviger.token.signing.SigningKeys;
import io.vertx.core.json.JsonObject;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("RFC 9068 §4: which access tokens are ours")
class AccessTokenVerifierTest {

    private static final String ISSUER = "https://issuer.example";

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final SigningKey key = SigningKey.of(SigningAlgorithm.ES256, SigningAlgorithm.ES256.generate());
    private final SigningKeys keys = keys(key, List.of(key));
    private final AccessTokenVerifier verifier = new AccessTokenVerifier(ISSUER, keys, clock);

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void reads_back_what_was_issued_in_every_algorithm(SigningAlgorithm algorithm) {
        SigningKey other = SigningKey.of(algorithm, algorithm.generate());
        SigningKeys ring = keys(other, List.of(other));
        IssuedToken issued = issue(ISSUER, ring);

        assertThat(new AccessTokenVerifier(ISSUER, ring, clock).verify(issued.signed())).contains(issued.claims());
    }

    @Test
    void a_key_that_no_longer_signs_still_verifies() {
        IssuedToken issued = issue(ISSUER, keys);
        SigningKey next = SigningKey.of(SigningAlgorithm.ES256, SigningAlgorithm.ES256.generate());

        assertThat(new AccessTokenVerifier(ISSUER, keys(next, List.of(next, key)), clock).verify(issued.signed())).isPresent();
        assertThat(new AccessTokenVerifier(ISSUER, keys(next, List.of(next)), clock).verify(issued.signed())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1804999, true", "1805000, false"})
    @DisplayName("RFC 7519 §4.1.4: expired is expired, 5 s of skew aside")
    void expires(long millis, boolean alive) {
        IssuedToken issued = issue(ISSUER, keys);
        clock.pass(Duration.ofMillis(millis));

        assertThat(verifier.verify(issued.signed()).isPresent()).isEqualTo(alive);
    }

    @Test
    void the_token_of_another_issuer_is_none_even_under_our_key() {
        assertThat(verifier.verify(issue("https://issuer.example/", keys).signed())).isEmpty();
    }

    @Test
    void a_token_that_is_shortened_lengthened_or_changed_is_none() {
        String token = issue(ISSUER, keys).signed();
        String[] parts = token.split("\\.");
        String otherPayload = parts[1].substring(0, parts[1].length() - 2) + (parts[1].endsWith("A") ? "BB" : "AA");

        assertThat(Stream.of(token.substring(0, token.length() - 1), token.substring(0, token.length() - 20), parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1], token + "A", token + ".", token + ".x.y", parts[0] + "." + otherPayload + "." + parts[2], " " + token)
                .filter(text -> verifier.verify(text).isPresent())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJ.eyJ.x", "null", "{}"})
    void what_is_no_jws_is_none(String text) {
        assertThat(verifier.verify(text)).isEmpty();
    }

    static Stream<Map<String, Object>> headers() {
        return Stream.of(Map.of("typ", "JWT"), Map.of("typ", "at+jwt+x"), Map.of("typ", 1), Map.of("crit", List.of("exp")), Map.of("b64", false),
                Map.of("zip", "DEF"), Map.of("enc", "A128GCM"), Map.of("kid", "other"), Map.of("kid", 7), Map.of("kid", "../../etc/passwd"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    @DisplayName("RFC 8725 §3.11, RFC 7515 §4.1.11: another type, critical extensions, unencoded or compressed payloads, unknown keys")
    void a_header_that_says_otherwise_makes_it_none(Map<String, Object> header) {
        assertThat(verifier.verify(signed(Map.of()))).as("the same without it").isPresent();
        assertThat(verifier.verify(signed(header))).isEmpty();
    }

    @Test
    @DisplayName("RFC 8725 §3.1: unsigned, and signed with the public key as if it were a shared secret")
    void another_algorithm_than_the_keys_is_refused() throws JoseException {
        JsonWebSignature none = jws();
        none.setAlgorithmHeaderValue("none");
        none.setKey(null);
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        JsonWebSignature shared = jws();
        shared.setAlgorithmHeaderValue("HS256");
        shared.setKey(new HmacKey(key.publicKey().getEncoded()));

        assertThat(verifier.verify(none.getCompactSerialization())).isEmpty();
        assertThat(verifier.verify(shared.getCompactSerialization())).isEmpty();
    }

    @Test
    @DisplayName("CVE-2022-21449: a signature of zeros")
    void a_signature_of_zeros_is_none() {
        String token = issue(ISSUER, keys).signed();
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);

        assertThat(verifier.verify(token.substring(0, token.lastIndexOf('.') + 1) + zeros)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "aud", "client_id", "tenant", "env", "credential_id", "scope", "jti", "iat", "exp", "pos"})
    void a_token_without_one_of_our_claims_is_none(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);

        assertThat(verifier.verify(signed(claims, Map.of()))).isEmpty();
    }

    private String signed(Map<String, Object> header) {
        return signed(claims(), header);
    }

    private String signed(JsonObject claims, Map<String, Object> header) {
        // By hand: libraries refuse to write what a verifier has to refuse to read.
        JsonObject all = new JsonObject().put("alg", "ES256").put("kid", key.id()).put("typ", AccessTokenClaims.TYPE);
        header.forEach(all::put);
        String input = encoded(all) + "." + encoded(claims);
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(input));
    }

    private byte[] signature(String input) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.privateKey());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }

    private static String encoded(JsonObject json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private JsonWebSignature jws() {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", AccessTokenClaims.TYPE);
        jws.setKeyIdHeaderValue(key.id());
        jws.setPayload(claims().encode());
        return jws;
    }

    private JsonObject claims() {
        String payload = issue(ISSUER, keys).signed().split("\\.")[1];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    private IssuedToken issue(String issuer, SigningKeys with) {
        TestClient client = TestClient.of("acme", "production", "a", "b").withEstablishments("e1");
        return new AccessTokenIssuer(issuer, with, clock)
                .issue(new ClientCredentialsGrant().grant(ProvenClients.of(client), new AccessRequest(Optional.empty(), 100, List.of())));
    }

    private SigningKeys keys(SigningKey signing, List<SigningKey> published) {
        SigningKeys held = new SigningKeys(now -> KeyRing.fixed(signing, now, published), Duration.ofDays(1), clock);
        held.read();
        return held;
    }
}
