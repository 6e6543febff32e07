package dev.claviger.gateway.authenticate.apikey;

import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.Snapshot;
import dev.claviger.gateway.route.Route;

/**
 * Proof that the question for an API key was put: the key's owner is known, or none was asked for. Only {@link ApiKeyVerifier} makes
 * one, and without one there is no permit.
 */
public sealed interface ApiKeyProof permits ApiKeyVerifier.Verified, ApiKeyVerifier.NotDemanded {

    /** Whether it is all that environment and route ask of the token's bearer. */
    boolean suffices(Environment environment, Route route, VerifiedToken token);

    /** Whether the key, where one was asked for, has not been deleted since. */
    boolean outlasts(Snapshot snapshot);
}
