package dev.claviger.token.code;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.TenantId;
import dev.claviger.token.authorize.CodeChallenge;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.grant.ScopeList;

import java.time.Instant;
import java.util.Optional;

/**
 * What a code stands for, and what it is bound to.
 *
 * @param grant       the grant that its exchange begins
 * @param redirectUri where it was sent
 * @param isNamed     whether the authorization request named that, and the token request has to (RFC 6749 §4.1.3)
 * @param position    the feed position at which client and person were known to be as they should
 */
record IssuedCode(GrantId grant, TenantId tenant, ClientId client, String redirectUri, boolean isNamed, Optional<CodeChallenge> challenge,
        ScopeList scopes, Optional<String> nonce, Delegation delegation, long position, Instant issuedAt, Instant expiresAt) {

    /** Whether the client brings along what the code is bound to. A verifier without challenge is refused as well: somebody took the challenge away (RFC 9700 §4.8.2). */
    boolean isFor(PresentedCode presented) {
        return presented.redirectUri().map(redirectUri::equals).orElse(!isNamed)
                && challenge.map(asked -> presented.verifier().filter(asked::isAnsweredBy).isPresent()).orElse(presented.verifier().isEmpty());
    }

    /** @param credential which secret, if any, the client shows now */
    HeldGrant agreed(CredentialId credential) {
        return new HeldGrant(grant, tenant, client, credential, scopes.toSet(), position, issuedAt, false, Optional.of(delegation));
    }
}
