package dev.claviger.credential.revocation;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/** What a caller may name as the target of a revocation. */
final class RevocationForm {

    /** Not a secret taken for an id: an id is stored and shown. */
    private static final Pattern TOKEN_ID = Pattern.compile("(?!clv[kr]?_)[\\x21-\\x7E]{1,200}");
    /** A person's or account's number, or a client's id. */
    private static final Pattern SUBJECT = Pattern.compile("[1-9][0-9]{0,14}|[0-9A-Za-z]{16,32}");
    private static final String ID = "16 to 32 letters and digits";

    private RevocationForm() {
    }

    static RevocationTarget read(JsonInput input, Optional<TenantId> impliedTenant, Instant now) {
        Optional<TenantId> tenant = input.optional("tenant", Optional.empty(), Expect.id("a tenant id", TenantId::new));
        Optional<ClientId> client = input.optional("client_id", Optional.empty(), Expect.id(ID, ClientId::new));
        Optional<CredentialId> credential = input.optional("credential_id", Optional.empty(), Expect.id(ID, CredentialId::new));
        Optional<GrantId> grant = input.optional("grant_id", Optional.empty(), Expect.id(ID, GrantId::new));
        Optional<String> tokenId = input.optional("jti", Optional.empty(), Expect.matching(TOKEN_ID, "a token's jti"));
        Optional<Instant> issuedBefore = input.optional("issued_before", Optional.empty(), Expect.instant());
        Optional<String> subject = input.optional("subject", Optional.empty(), Expect.matching(SUBJECT, "the sub of tokens: the number of a person or an account, or a client_id"));
        if (issuedBefore.filter(instant -> instant.isAfter(now.plus(AccessTokenClaims.CLOCK_SKEW))).isPresent()) {
            input.reject("issued_before", "must not lie in the future: it ends tokens that were issued, not those to come");
        }
        if (tenant.isEmpty() && client.isEmpty() && credential.isEmpty() && grant.isEmpty() && tokenId.isEmpty() && issuedBefore.isEmpty() && subject.isEmpty()) {
            input.reject("tenant", "name at least one of tenant, client_id, credential_id, grant_id, jti, issued_before, subject");
        }
        input.finish();
        return new RevocationTarget(tenant.or(() -> impliedTenant), client, credential, grant, tokenId, issuedBefore, subject);
    }
}
