package dev.claviger.gateway.explain;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.authenticate.BearerToken;
import dev.claviger.gateway.authenticate.TokenVerifier;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;

/** Who may ask: the bearer of an access token for the admin API with {@code claviger:admin}, verified as every token is, revocations included. */
public final class Operator {

    private final TokenVerifier verifier;
    private final LiveSnapshot snapshots;

    public Operator(TokenVerifier verifier, LiveSnapshot snapshots) {
        this.verifier = verifier;
        this.snapshots = snapshots;
    }

    /** Fails with a {@link Refused}: 401 for a token that does not count here, 403 without the scope. */
    Future<Void> require(MultiMap headers) {
        return Future.succeededFuture(headers).compose(sent -> verifier.verify(BearerToken.of(sent, null), snapshots.current().revocations()))
                .map(token -> requireAdministrator(token.claims()));
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
