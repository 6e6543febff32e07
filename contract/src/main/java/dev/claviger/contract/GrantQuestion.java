package dev.claviger.contract;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * "Does this grant still stand?", asked before a refresh token obtains anything. The answer is a {@link ClientVerification}: it
 * holds the client, with the credential named here, when the client may still obtain tokens, the credential is not revoked
 * and no revocation after {@code position} ends the grant. Whether the credential has merely expired is told by
 * {@link VerifiedClient#secretExpiresAt()}, and is for the asker to judge.
 *
 * @param credential which secret the grant's latest tokens were obtained with
 * @param position   the {@code pos} of those tokens
 * @param issuedAt   when they were issued
 * @param person     who gave it, where a person did: then the client in the answer has only the scopes that this person may still give
 * @param subject    {@code sub} of its tokens, where that is neither the person nor the client: an account's number
 * @param personTenant whose person that is, where it is not the client's: only a first-party client may have such a grant
 */
public record GrantQuestion(TenantId tenant, ClientId client, CredentialId credential, GrantId grant, long position, Instant issuedAt,
        Optional<PersonId> person, Optional<String> subject, Optional<TenantId> personTenant) {

    /** Whose tokens stand for the person, or else for the client. */
    public GrantQuestion(TenantId tenant, ClientId client, CredentialId credential, GrantId grant, long position, Instant issuedAt,
            Optional<PersonId> person) {
        this(tenant, client, credential, grant, position, issuedAt, person, Optional.empty());
    }

    /** By a person of the client's own tenant, where by a person at all. */
    public GrantQuestion(TenantId tenant, ClientId client, CredentialId credential, GrantId grant, long position, Instant issuedAt,
            Optional<PersonId> person, Optional<String> subject) {
        this(tenant, client, credential, grant, position, issuedAt, person, subject, Optional.empty());
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "client_id", client.value(), "credential_id", credential.value(),
                "grant_id", grant.value(), "position", position, "issued_at", issuedAt.getEpochSecond(),
                "person", person.map(PersonId::value), "subject", subject, "person_tenant", personTenant.map(TenantId::value));
    }

    public static GrantQuestion of(Fields fields) {
        return new GrantQuestion(new TenantId(fields.text("tenant")), new ClientId(fields.text("client_id")),
                new CredentialId(fields.text("credential_id")), new GrantId(fields.text("grant_id")), fields.number("position"),
                fields.instant("issued_at"), fields.has("person") ? Optional.of(new PersonId(fields.number("person"))) : Optional.empty(),
                fields.optionalText("subject"), fields.optionalText("person_tenant").map(TenantId::new));
    }
}
