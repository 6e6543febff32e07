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
 * @param delegation   who gave it, where a person did
 */
public record HeldGrant(GrantId id, TenantId tenant, ClientId client, CredentialId credential, Scopes scopes, long position,
        Instant issuedAt, boolean byTokenAlone, Optional<Delegation> delegation) {

    /** Of a client that asked for itself. */
    public HeldGrant(GrantId id, TenantId tenant, ClientId client, CredentialId credential, Scopes scopes, long position, Instant issuedAt,
            boolean byTokenAlone) {
        this(id, tenant, client, credential, scopes, position, issuedAt, byTokenAlone, Optional.empty());
    }

    /** {@code sub} of its tokens. */
    public String subject() {
        return delegation.map(given -> given.subject().toString()).orElse(client.value());
    }

    /** Empty where they stand for the client. */
    public Optional<Subject.Kind> subjectKind() {
        return delegation.map(given -> given.subject().kind());
    }

    GrantQuestion question() {
        return new GrantQuestion(tenant, client, credential, id, position, issuedAt, delegation.map(Delegation::givenBy),
                delegation.filter(given -> given.subject().kind() == Subject.Kind.ACCOUNT).map(given -> given.subject().toString()), delegation.flatMap(Delegation::tenant));
    }
}
