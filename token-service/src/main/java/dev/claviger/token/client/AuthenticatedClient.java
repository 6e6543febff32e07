package dev.claviger.token.client;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.VerifiedClient;

/**
 * Proof that a client authenticated, or is one that cannot: only {@link CredentialVerifier} makes one, and no token is issued without.
 */
public sealed interface AuthenticatedClient permits CredentialVerifier.Proven {

    VerifiedClient client();

    /** The feed position the proof holds at: the token's {@code pos}. */
    long position();

    /** Whether it showed no secret, since it has none (RFC 6749 §2.1): anybody may say to be it. */
    boolean isPublic();

    /** Which scope implies which, in the same view of the feed. */
    ScopeCatalogue scopes();
}
