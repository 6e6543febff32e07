package dev.claviger.token.token;

import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import dev.claviger.token.client.ProvenClients;
import dev.claviger.token.grant.AccessRequest;
import dev.claviger.token.grant.ClientCredentialsGrant;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.TestKeys;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("RFC 9068: access tokens")
class AccessTokenIssuerTest {

    private final TestClock clock = new TestClock("2026-01-01T00:00:00.999Z");
    private final TestClient client = TestClient.of("acme", "production", "all");

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @DisplayName("a verifier that knows only the JWKS accepts the token, in every algorithm")
    void verifies_with_the_published_key(SigningAlgorithm algorithm) throws JoseException, InvalidJwtException, MalformedClaimException {
        TestKeys keys = new TestKeys(algorithm, Duration.ofDays(1), clock);
        IssuedToken token = new AccessTokenIssuer("https://issuer.example", keys.keys(), clock).issue(grant(client));

        JsonWebKey published = new JsonWebKeySet(keys.keys().jwks()).getJsonWebKeys().get(0);
        assertThat(published.getAlgorithm()).isEqualTo(algorithm.jws().getAlgorithm());
        assertThat(published.getUse()).isEqualTo("sig");
        JwtClaims claims = new JwtConsumerBuilder().setVerificationKey(published.getKey())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, published.getAlgorithm())
                .setExpectedType(true, "at+jwt").setExpectedIssuer("https://issuer.example")
                .setExpectedAudience("urn:claviger:acme:production").setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .setRequireExpirationTime().setRequireJwtId().build().processToClaims(token.signed());
        assertThat(claims.getSubject()).isEqualTo(client.id());
        assertThat(claims.getClaimValue("pos", Long.class)).isEqualTo(42);
        assertThat(claims.getClaimValue("aud")).isEqualTo("urn:claviger:acme:production");
    }

    @Test
    @DisplayName("RFC 7519 §4.1.4, §4.1.6: whole seconds, and expires_in is what is left of them")
    void times_are_whole_seconds() {
        IssuedToken token = issuer(Duration.ofDays(1)).issue(grant(client));
        assertThat(token.claims().issuedAt().getNano()).isZero();
        assertThat(token.expiresInSeconds()).isEqualTo(1800);
    }

    @Test
    void no_token_outlives_its_key() {
        assertThat(issuer(Duration.ofMinutes(5)).issue(grant(client)).expiresInSeconds()).isEqualTo(300);
    }

    @Test
    void every_token_has_an_id_of_its_own() {
        AccessTokenIssuer issuer = issuer(Duration.ofDays(1));
        assertThat(issuer.issue(grant(client)).claims().tokenId()).isNotEqualTo(issuer.issue(grant(client)).claims().tokenId());
    }

    @Test
    void the_token_is_not_in_its_text_form() {
        IssuedToken token = issuer(Duration.ofDays(1)).issue(grant(client));
        assertThat(token.toString()).doesNotContain(token.signed());
    }

    @Test
    void the_claims_are_the_clients() {
        VerifiedClient record = client.record();
        var claims = issuer(Duration.ofDays(1)).issue(grant(client)).claims();
        assertThat(List.of(claims.tenant(), claims.environment(), claims.client(), claims.credential()))
                .isEqualTo(List.of(record.tenant(), record.environment(), record.client(), record.credential()));
    }

    private AccessTokenIssuer issuer(Duration longestLifetime) {
        return new AccessTokenIssuer("https://issuer.example", new TestKeys(SigningAlgorithm.ES256, longestLifetime, clock).keys(), clock);
    }

    private static Grant grant(TestClient client) {
        return new ClientCredentialsGrant().grant(ProvenClients.of(client), new AccessRequest(Optional.empty(), 100, List.of()));
    }
}
