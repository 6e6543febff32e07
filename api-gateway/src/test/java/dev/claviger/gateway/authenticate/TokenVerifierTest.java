package dev.claviger.gateway.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.feed.Revocations;
import dev.claviger.gateway.TestIssuer;
import dev.claviger.gateway.authenticate.jose.Jwks;
import dev.claviger.gateway.authenticate.jose.JwksConfig;
import dev.claviger.gateway.authenticate.jose.JwksSource;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {

    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.es256("key-1");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(registry);
    private Instant now = Instant.now();
    private Jwks jwks;
    private TokenVerifier verifier;

    @BeforeEach
    void readKeys() throws Exception {
        int port = vertx.createHttpServer().requestHandler(request -> request.response().end(TestIssuer.jwks(issuer))).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture()
                .get(5, TimeUnit.SECONDS).actualPort();
        jwks = new Jwks(vertx, new JwksSource(vertx.createHttpClient(), URI.create("http://127.0.0.1:" + port)), new JwksConfig() {
            @Override
            public Duration refreshInterval() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Duration minRefetchInterval() {
                return Duration.ofSeconds(5);
            }
        }, metrics);
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        verifier = new TokenVerifier(jwks, TestIssuer.ISSUER, Duration.ofDays(1), clock, metrics);
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    private VerifiedToken verify(String token, Revocations revocations) throws Exception {
        Future<VerifiedToken> verified = verifier.verify(bearer(token), revocations);
        return verified.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static BearerToken bearer(String token) {
        return BearerToken.of(MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token), null);
    }

    private static void assertRefused(ThrowingCallable verification, Refusal refusal) {
        assertThatThrownBy(verification).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Test
    void checks_a_signature_once_and_gives_the_same_proof_again() throws Exception {
        String token = issuer.token("a");
        VerifiedToken first = verify(token, Revocations.NONE);

        assertThat(verifier.verify(bearer(token), Revocations.NONE).result()).isSameAs(first);
        assertThat(first.scope()).hasToString("a");
        assertThat(registry.get("claviger.token.cache").tag("result", "hit").counter().count()).isEqualTo(1);
    }

    @Test
    @DisplayName("A cached token ends at exp plus five seconds, to the millisecond")
    void does_not_let_a_cached_token_outlive_its_expiry() throws Exception {
        String token = issuer.token("a");
        Instant end = verify(token, Revocations.NONE).claims().expiresAt().plusSeconds(5);

        now = end.minusMillis(1);
        assertThat(verifier.verify(bearer(token), Revocations.NONE).succeeded()).isTrue();
        now = end;
        assertRefused(() -> verifier.verify(bearer(token), Revocations.NONE), Refusal.TOKEN_EXPIRED);
    }

    @Test
    void holds_a_cached_token_against_revocations_it_has_not_seen() throws Exception {
        String token = issuer.token("a");
        verify(token, Revocations.NONE);
        Revocations revoked = Revocations.of(List.of(new Revocation(9, RevocationTarget.tenant(new TenantId("acme")), now.plusSeconds(60))));

        assertRefused(() -> verifier.verify(bearer(token), revoked), Refusal.TOKEN_REVOKED);
        assertRefused(() -> verifier.verify(bearer(token), revoked), Refusal.TOKEN_REVOKED);
    }

    @Test
    void knows_tokens_by_their_digest_only() {
        assertThat(TokenKey.of("abc", 0)).isEqualTo(TokenKey.of("abc", 0)).isNotEqualTo(TokenKey.of("abd", 0));
        assertThat(Long.toHexString(TokenKey.of("abc", 0).first())).isEqualTo("ba7816bf8f01cfea");
        assertThat(bearer("abc").key()).isEqualTo(TokenKey.of("abc", 0));
    }
}
