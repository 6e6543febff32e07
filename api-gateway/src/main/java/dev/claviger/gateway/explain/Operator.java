package dev.claviger.gateway.explain;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.CallProof;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.authenticate.BearerToken;
import dev.claviger.gateway.authenticate.TokenVerifier;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Clock;

/**
 * Who may ask: the bearer of an access token for the admin API with {@code claviger:admin}, verified as every token is, revocations included; and the console of
 * credential-service, which has judged who uses it.
 */
public final class Operator {

    private final TokenVerifier verifier;
    private final LiveSnapshot snapshots;
    private final ProvenCalls console;

    /** @param key this gateway's at credential-service */
    public Operator(TokenVerifier verifier, LiveSnapshot snapshots, String key, Clock clock) {
        this.verifier = verifier;
        this.snapshots = snapshots;
        this.console = new ProvenCalls(key, clock);
    }

    /** Fails with a {@link Refused}, 401 for a token that does not count here and 403 without the scope, or with an {@link UnprovenCall}. */
    Future<Void> require(MultiMap headers, byte[] body) {
        if (headers.contains(CallProof.HEADER)) {
            return Future.succeededFuture(headers).map(sent -> proven(sent, body));
        }
        return Future.succeededFuture(headers).compose(sent -> verifier.verify(BearerToken.of(sent, null), snapshots.current().revocations()))
                .map(token -> requireAdministrator(token.claims()));
    }

    private Void proven(MultiMap headers, byte[] body) {
        console.require(headers.getAll(CallProof.HEADER), body);
        return null;
    }

    private static Void requireAdministrator(AccessTokenClaims claims) {
        if (!claims.audience().equals(AccessTokenClaims.ADMIN_AUDIENCE)) {
            throw new Refused(Refusal.AUDIENCE_WRONG);
        }
        if (!claims.scopes().contains(Scopes.ADMIN)) {
            throw Refused.missingScope(Scopes.ADMIN);
        }
        return null;
    }
}
