package dev.claviger.token.grant;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;

import java.time.Instant;
import java.util.Optional;

/**
 * A grant that lasts beyond one access token, as it is held. That it is held does not say that it still stands: a
 * {@link GrantVerifier} knows.
 *
 * @param credential   which secret its newest access token was obtained with
 * @param scopes       what was granted; every access token of it carries these or fewer
 * @param position     {@code pos} of its newest access token
 * @param issuedAt     when that was issued
 * @param byTokenAlone whether its refresh tokens need no client authentication
 */
public record HeldGrant(GrantId id, TenantId tenant, ClientId client, CredentialId credential, Scopes scopes, long position,
        Instant issuedAt, boolean byTokenAlone) {

    GrantQuestion question() {
        return new GrantQuestion(tenant, client, credential, id, position, issuedAt, Optional.empty());
    }
}
