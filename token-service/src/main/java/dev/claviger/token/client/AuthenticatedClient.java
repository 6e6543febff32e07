package dev.claviger.token.client;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.VerifiedClient;

/**
 * Proof that a client authenticated: only {@link CredentialVerifier} makes one, and no token is issued without.
 */
public sealed interface AuthenticatedClient permits CredentialVerifier.Proven {

    VerifiedClient client();

    /** The feed position the proof holds at: the token's {@code pos}. */
    long position();

    /** Which scope implies which, in the same view of the feed. */
    ScopeCatalogue scopes();
}
