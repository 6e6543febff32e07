package dev.claviger.gateway.authorize;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.authenticate.apikey.ApiKeyProof;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.http.HttpMethod;

/** The only maker of permits. */
public final class Authorizer {

    record Granted(CanonicalRequest request, Environment environment, VerifiedToken token, ApiKeyProof apiKey) implements Permit {
    }

    record Public(CanonicalRequest request, Environment environment) implements Permit {
    }

    record TokenEndpoint(CanonicalRequest request, Environment environment) implements Permit {
        @Override
        public boolean isForTokenEndpoint() {
            return true;
        }
    }

    /** @throws Refused 401 when the token is for another tenant, environment or audience, or the key another client's; 403 when a scope is missing */
    public Permit authorize(CanonicalRequest request, Environment environment, Route route, VerifiedToken token, ApiKeyProof key, ScopeCatalogue catalogue) {
        requireSameTenant(token.claims(), environment);
        requireKey(key, environment, route, token);
        requireScopes(token.isEntitledTo(route, catalogue), route);
        return new Granted(request, environment, token, key);
    }

    /**
     * As {@link #authorize}, for a token that does not exist: no permit comes of it, and no API key is asked for.
     *
     * @throws Refused as there
     */
    public void foresee(AccessTokenClaims token, Environment environment, Route route, ScopeCatalogue catalogue) {
        requireSameTenant(token, environment);
        requireScopes(route.isOpenTo(token.scopes(), catalogue), route);
    }

    /** For a rule that says {@code public}. */
    public Permit withoutToken(CanonicalRequest request, Environment environment, Route route) {
        if (!route.isPublic()) {
            throw new Refused(Refusal.NO_TOKEN);
        }
        return new Public(request, environment);
    }

    /**
     * For the paths on which an environment offers the token endpoint; there the credentials are asked for by token-service.
     *
     * @throws Refused 405 for any method but POST (RFC 6749 §3.2)
     */
    public Permit tokenEndpoint(CanonicalRequest request, Environment environment) {
        if (!environment.isTokenPath(request.path())) {
            throw new Refused(Refusal.NO_TOKEN);
        }
        if (request.method() != HttpMethod.POST) {
            throw Refused.methodNotAllowed("POST");
        }
        return new TokenEndpoint(request, environment);
    }

    /** The triangle: what the token says, what the host belongs to and what is recorded must be one tenant and environment. */
    private static void requireSameTenant(AccessTokenClaims token, Environment environment) {
        if (!token.tenant().equals(environment.tenant())) {
            throw new Refused(Refusal.TENANT_WRONG);
        }
        if (!token.environment().equals(environment.name())) {
            throw new Refused(Refusal.ENVIRONMENT_WRONG);
        }
        if (!token.audience().equals(environment.audience()) || token.audience().equals(AccessTokenClaims.ADMIN_AUDIENCE)) {
            throw new Refused(Refusal.AUDIENCE_WRONG);
        }
    }

    private static void requireKey(ApiKeyProof key, Environment environment, Route route, VerifiedToken token) {
        if (!key.suffices(environment, route, token)) {
            throw new Refused(Refusal.API_KEY_OF_ANOTHER);
        }
    }

    private static void requireScopes(boolean suffice, Route route) {
        if (!suffice) {
            throw Refused.missingScope(route.alternatives().get(0).toString());
        }
    }
}
