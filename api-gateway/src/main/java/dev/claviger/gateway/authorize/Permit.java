package dev.claviger.gateway.authorize;

import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.authenticate.apikey.ApiKeyProof;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.route.canonical.CanonicalRequest;

/**
 * Proof that a request may be forwarded, with what was decided on: that, and nothing the caller sent beside it, is where
 * it goes. Only {@link Authorizer} makes one.
 */
public sealed interface Permit permits Authorizer.Granted, Authorizer.Public, Authorizer.TokenEndpoint {

    CanonicalRequest request();

    Environment environment();

    /** Who asks; null where no token is asked for. */
    default VerifiedToken token() {
        return null;
    }

    /** The key beside the token, or that none was demanded; null where no token is asked for. */
    default ApiKeyProof apiKey() {
        return null;
    }

    /** Whether it leads to the token endpoint instead of the environment's upstream. */
    default boolean isForTokenEndpoint() {
        return false;
    }
}
