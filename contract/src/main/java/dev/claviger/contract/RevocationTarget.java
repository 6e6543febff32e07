package dev.claviger.contract;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which tokens a revocation ends: those that match every member given. {@code subject} is {@code sub}: all that stand for one person, say. None given but {@code issuedBefore}: all
 * tokens of the installation from before that instant.
 */
public record RevocationTarget(Optional<TenantId> tenant, Optional<ClientId> client, Optional<CredentialId> credential,
        Optional<GrantId> grant, Optional<String> tokenId, Optional<Instant> issuedBefore, Optional<String> subject) {

    public RevocationTarget {
        if (subject.isEmpty() && tenant.isEmpty() && client.isEmpty() && credential.isEmpty() && grant.isEmpty() && tokenId.isEmpty() && issuedBefore.isEmpty()) {
            throw new IllegalArgumentException("a revocation names at least one of tenant, client_id, credential_id, grant_id, jti, issued_before, subject");
        }
    }

    /** Whomever the tokens stand for. */
    public RevocationTarget(Optional<TenantId> tenant, Optional<ClientId> client, Optional<CredentialId> credential,
            Optional<GrantId> grant, Optional<String> tokenId, Optional<Instant> issuedBefore) {
        this(tenant, client, credential, grant, tokenId, issuedBefore, Optional.empty());
    }

    /** All that stand for one person. */
    public static RevocationTarget person(TenantId tenant, PersonId person) {
        return new RevocationTarget(Optional.of(tenant), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(person.toString()));
    }

    /** All that one client has on behalf of one person. */
    public static RevocationTarget consent(TenantId tenant, ClientId client, PersonId person) {
        return new RevocationTarget(Optional.of(tenant), Optional.of(client), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(person.toString()));
    }

    public static RevocationTarget tenant(TenantId tenant) {
        return new RevocationTarget(Optional.of(tenant), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static RevocationTarget client(TenantId tenant, ClientId client) {
        return new RevocationTarget(Optional.of(tenant), Optional.of(client), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static RevocationTarget credential(TenantId tenant, ClientId client, CredentialId credential) {
        return new RevocationTarget(Optional.of(tenant), Optional.of(client), Optional.of(credential), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether the ids match; when the token was issued is another question. */
    boolean names(AccessTokenClaims token) {
        return matches(tenant, token.tenant()) && matches(client, token.client()) && matches(credential, token.credential())
                && (grant.isEmpty() || grant.equals(token.grant())) && matches(tokenId, token.tokenId())
                && matches(subject, token.subject());
    }

    private static <T> boolean matches(Optional<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.get().equals(actual);
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.map(TenantId::value), "client_id", client.map(ClientId::value),
                "credential_id", credential.map(CredentialId::value), "grant_id", grant.map(GrantId::value),
                "jti", tokenId, "issued_before", issuedBefore.map(Instant::getEpochSecond), "subject", subject);
    }

    public static RevocationTarget of(Fields fields) {
        return new RevocationTarget(fields.optional("tenant", TenantId::new), fields.optional("client_id", ClientId::new),
                fields.optional("credential_id", CredentialId::new), fields.optional("grant_id", GrantId::new),
                fields.optionalText("jti"), fields.optionalInstant("issued_before"), fields.optionalText("subject"));
    }
}
