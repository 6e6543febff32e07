package dev.claviger.credential.verification;

import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.credential.event.Reserved;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Verifies that a grant still stands: its secret is not revoked, its client is usable, whoever gave it can still sign in, and
 * still administers the account where it is for that, is the client's tenant's unless that is a first-party client, and nothing recorded after the position of its latest tokens ends them. One
 * query, hence one moment of the database, for position, rows and revocations alike.
 *
 * <p>Order is by position: what ended tokens once ends the grant for good, whatever was enabled again since. A secret that has
 * merely expired ends nothing; the asker sees when it did.
 */
@Singleton
class GrantVerifications {

    /** Which revocations cover is {@link dev.claviger.contract.Revocation#covers} again; one that names a token ends only that. */
    static final String ROW = """
            select f.id as feed_id, f.position, told.*
              from feed f left join lateral (
                   select
                   """ + CredentialRow.TOLD + """
                   , p.role as person_role, p.scopes as person_scopes
                     from credential s
                     join client c on c.id = s.client_id
                     """ + CredentialRow.CREATOR + """
                     left join person p on p.id = $7 and p.tenant_id = coalesce($10, $1) and not p.disabled
                     join tenant t on t.id = c.tenant_id
                     join environment e on e.tenant_id = c.tenant_id and e.name = c.environment
                    where s.id = $3 and c.id = $2 and c.tenant_id = $1 and s.revoked_at is null and not c.disabled
                      and ($10::text is null or $10 = $1 or c.first_party)
                      and ($7::bigint is null or p.id is not null and (not $9::boolean or p.role <> 'member'))
                      and not exists (
                          select 1 from live_revocation r
                           where r.named in ($1, $2, $3, $4, $8, $10, '*') and r.position > $5
                             and (r.tenant_id is null or r.tenant_id in ($1, $10)) and (r.client_id is null or r.client_id = $2)
                             and (r.credential_id is null or r.credential_id = $3) and (r.grant_id is null or r.grant_id = $4)
                             and (r.person is null or r.person = $8)
                             and r.token_id is null and (r.issued_before is null or r.issued_before > $6))
                   ) told on true
            """;

    private final Pool pool;
    private final VerifiedClients clients;
    private final MeterRegistry meters;

    GrantVerifications(@Reserved(Reserved.Purpose.VERIFICATION) Pool pool, VerifiedClients clients, MeterRegistry meters) {
        this.pool = pool;
        this.clients = clients;
        this.meters = meters;
    }

    Uni<ClientVerification> verify(GrantQuestion question) {
        return pool.preparedQuery(ROW).execute(parameters(question))
                .chain(rows -> answer(new CredentialRow(rows.iterator().next()), question.person().isPresent()))
                .invoke(this::count);
    }

    private static Tuple parameters(GrantQuestion question) {
        Tuple known = Tuple.of(question.tenant().value(), question.client().value(), question.credential().value(), question.grant().value(),
                question.position(), question.issuedAt().atOffset(ZoneOffset.UTC));
        return known.addLong(question.person().map(PersonId::value).orElse(null)).addString(subject(question)).addBoolean(question.subject().isPresent())
                .addString(question.personTenant().map(TenantId::value).orElse(null));
    }

    /** {@code sub} of the grant's tokens. */
    private static String subject(GrantQuestion question) {
        return question.subject().or(() -> question.person().map(PersonId::toString)).orElseGet(() -> question.client().value());
    }

    private Uni<ClientVerification> answer(CredentialRow row, boolean byPerson) {
        boolean stands = row.text("credential_id") != null;
        return (stands ? clients.of(row, byPerson) : Uni.createFrom().item(Optional.<VerifiedClient>empty()))
                .map(client -> new ClientVerification(row.feedId(), row.position(), client));
    }

    private void count(ClientVerification answer) {
        meters.counter("claviger_grant_verifications", "outcome", answer.client().isPresent() ? "verified" : "refused").increment();
    }
}
