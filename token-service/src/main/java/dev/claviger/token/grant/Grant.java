package dev.claviger.token.grant;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;

import java.util.Optional;

/** Proof that a client may have a token with these scopes; only a grant type makes one. */
public sealed interface Grant permits AuthorizationCodeGrant.Granted, ClientCredentialsGrant.Granted, RefreshTokenGrant.Granted {

    VerifiedClient client();

    /** Which secret obtains the token: the one shown now, else the one the grant rests on. */
    CredentialId credential();

    Scopes scopes();

    /** The same as the answer lists them. */
    ScopeList scopeList();

    /** The feed position at which all of it was known to be true: the token's {@code pos}. */
    long position();

    /** Present where the grant can end as a whole: where it lasts beyond its first access token, and wherever a person gave it. */
    Optional<GrantId> id();

    /** Whether it entitles to refresh tokens. */
    boolean isRefreshable();

    /** Whether a refresh token is exchanged at each use. */
    default boolean rotates() {
        return client().refresh().rotation();
    }

    /** Who gave it and for whom its tokens stand, where a person did; else they stand for the client. */
    Optional<Delegation> delegation();

    /** What the client wants to find in the ID token (OpenID Connect Core §3.1.2.1). */
    Optional<String> nonce();

    /** The same, ending with its first access token. */
    Grant withoutId();
}
