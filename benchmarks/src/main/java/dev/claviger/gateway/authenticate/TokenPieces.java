package dev.claviger.gateway.authenticate;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a token costs that has been verified before: found in its header, hashed, looked up. */
@State(Scope.Thread)
public class TokenPieces {

    private final String token = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiIs".repeat(16);
    private final MultiMap headers = HttpHeaders.headers().add(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    private final TokenCache cache = new TokenCache(Clock.systemUTC());

    public TokenPieces() {
        CryptoProvider.install();
        cache.put(TokenKey.of(token, 0), new VerifiedToken(claims(), null));
    }

    @Benchmark
    public BearerToken find() {
        return BearerToken.of(headers, "year=2026&page=3");
    }

    @Benchmark
    public Object verifyCached() {
        return cache.get(BearerToken.of(headers, null).key());
    }

    private static AccessTokenClaims claims() {
        Instant now = Instant.now();
        return new AccessTokenClaims("https://issuer.example", "subject", "urn:claviger:acme:production", Identifiers.newClientId(), new TenantId("acme"),
                new EnvironmentName("production"), Identifiers.newCredentialId(), Optional.empty(), Scopes.of("employees.readonly"), Identifiers.newTokenId(),
                now, now.plusSeconds(3600), 42, List.of());
    }
}
