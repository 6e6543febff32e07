package dev.claviger.token.code;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.TenantId;
import dev.claviger.token.authorize.CodeChallenge;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.ScopeList;

import java.time.Instant;
import java.util.Optional;

/**
 * What a code stands for, and what it is bound to.
 *
 * @param grant       the grant that its exchange begins
 * @param redirectUri as the authorization request named it, where it did
 * @param position    the feed position at which client and person were known to be as they should
 */
record IssuedCode(GrantId grant, TenantId tenant, ClientId client, Optional<String> redirectUri, Optional<CodeChallenge> challenge, ScopeList scopes,
        Optional<String> nonce, Delegation delegation, long position, Instant issuedAt, Instant expiresAt) {
}
