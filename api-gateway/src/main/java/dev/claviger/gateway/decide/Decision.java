package dev.claviger.gateway.decide;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.gateway.authenticate.BearerToken;
import dev.claviger.gateway.authenticate.TokenVerifier;
import dev.claviger.gateway.authenticate.apikey.ApiKeyVerifier;
import dev.claviger.gateway.authorize.Authorizer;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.follow.Snapshot;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import dev.claviger.gateway.route.source.LiveRoutes;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Function;

/** The steps of a decision, in their order. Each takes what the one before proved, and refuses by throwing. */
public final class Decision {

    private final LiveSnapshot snapshots;
    private final LiveRoutes routes;
    private final TokenVerifier verifier;
    private final ApiKeyVerifier apiKeys;
    private final Authorizer authorizer = new Authorizer();

    public Decision(LiveSnapshot snapshots, LiveRoutes routes, TokenVerifier verifier, ApiKeyVerifier apiKeys) {
        this.snapshots = snapshots;
        this.routes = routes;
        this.verifier = verifier;
        this.apiKeys = apiKeys;
    }

    /**
     * @return complete at once unless keys or a key's owner have to be asked for; fails with a {@link Refused} as well
     * @throws Refused by the first step that says no
     */
    public Future<Permit> decide(Inquiry inquiry) {
        Snapshot snapshot = snapshots.current();
        CanonicalRequest asked = inquiry.canonical();
        Environment environment = located(inquiry, asked, snapshot);
        if (environment.isTokenPath(asked.path())) {
            return Future.succeededFuture(authorizer.tokenEndpoint(asked, environment));
        }
        Route route = inquiry.found(routes.table().match(asked));
        if (route.isPublic()) {
            return Future.succeededFuture(authorizer.withoutToken(asked, environment, route));
        }
        BearerToken token = BearerToken.of(inquiry.headers(), asked.query());
        return known(verifier.verify(token, snapshot.revocations()), inquiry, verified ->
                known(apiKeys.verify(inquiry.headers(), inquiry.found(verified), environment, route, snapshot), inquiry, key ->
                        Future.succeededFuture(authorizer.authorize(asked, environment, route, verified, key, snapshot.scopes()))));
    }

    /**
     * The first step alone, for what needs no permit.
     *
     * @throws Refused as above
     */
    public Environment locate(Inquiry inquiry) {
        return located(inquiry, inquiry.canonical(), snapshots.current());
    }

    /** The methods there are rules for on this host and path. */
    public Set<String> methods(CanonicalRequest asked) {
        return routes.table().methods(asked);
    }

    private Environment located(Inquiry inquiry, CanonicalRequest asked, Snapshot snapshot) {
        Environment environment = inquiry.found(environment(snapshot, asked));
        requireSameServerName(inquiry.serverName(), asked, environment, snapshot);
        return environment;
    }

    /**
     * What would become of a request with a token that says this. Nothing is permitted by it.
     *
     * @param claims what a token would say now, given the snapshot
     * @throws Refused as above
     */
    public void foresee(Inquiry inquiry, Function<Snapshot, AccessTokenClaims> claims) {
        Snapshot snapshot = snapshots.current();
        CanonicalRequest asked = inquiry.canonical();
        Environment environment = located(inquiry, asked, snapshot);
        if (environment.isTokenPath(asked.path())) {
            authorizer.tokenEndpoint(asked, environment);
            return;
        }
        Route route = inquiry.found(routes.table().match(asked));
        if (!route.isPublic()) {
            authorizer.foresee(claims.apply(snapshot), environment, route, snapshot.scopes());
        }
    }

    private static Environment environment(Snapshot snapshot, CanonicalRequest asked) {
        return snapshot.environments().of(asked.host()).orElseThrow(() -> new Refused(Refusal.HOST_UNKNOWN));
    }

    /** RFC 9110 §7.4: a connection made for another environment's host; its certificate vouched for that one. */
    private static void requireSameServerName(String named, CanonicalRequest asked, Environment environment, Snapshot snapshot) {
        if (named != null && !named.equals(asked.host()) && snapshot.environments().of(named).filter(other -> other != environment).isPresent()) {
            throw new Refused(Refusal.HOST_UNKNOWN);
        }
    }

    /** While keys or a key's owner are awaited, something may be recorded, a revocation above all. It counts for this request too: decide anew. */
    private <T> Future<Permit> known(Future<T> proof, Inquiry inquiry, Function<T, Future<Permit>> next) {
        return proof.isComplete() ? proof.compose(next) : proof.compose(isHereNow -> decide(inquiry.again()));
    }
}
