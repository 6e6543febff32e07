package dev.claviger.credential.verification;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.CredentialId;
import dev.claviger.credential.event.Reserved;
import dev.claviger.credential.notify.FailedUses;
import dev.claviger.credential.secret.Peppers;
import dev.claviger.credential.secret.SecretHash;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Verifies a client's secret with one query and one HMAC, whether client, secret, both or neither exist: the answer and
 * the time it takes do not tell which. For a credential that does not exist another one stands in, so that as much is
 * joined, sent and decoded. The position comes from the same snapshot of the database as the row.
 */
@Singleton
class ClientVerifications {

    private static final Logger LOG = Logger.getLogger(ClientVerifications.class);
    private static final String NOBODY = "0000000000000000";

    /** Expiry is by the database's clock, the one clock all replicas share; and exact, so nothing expired passes. */
    static final String ROW = """
            select f.id as feed_id, f.position, s.hash, s.pepper, c.disabled,
                   s.revoked_at is null and (s.expires_at is null or s.expires_at > now()) as secret_live,
                   """ + CredentialRow.TOLD + """
              from feed f
              left join credential s on s.id = coalesce((select asked.id from credential asked where asked.id = $1),
                                                        (select min(other.id) from credential other))
              left join client c on c.id = s.client_id
              left join tenant t on t.id = c.tenant_id
              left join environment e on e.tenant_id = c.tenant_id and e.name = c.environment
            """;
    private static final String REHASH = "update credential set hash = $1, pepper = $2 where id = $3 and pepper = $4";

    private final Pool pool;
    private final Peppers peppers;
    private final VerifiedClients clients;
    private final FailedUses failedUses;
    private final MeterRegistry meters;

    ClientVerifications(@Reserved(Reserved.Purpose.VERIFICATION) Pool pool, Peppers peppers, VerifiedClients clients,
            FailedUses failedUses, MeterRegistry meters) {
        this.pool = pool;
        this.peppers = peppers;
        this.clients = clients;
        this.failedUses = failedUses;
        this.meters = meters;
    }

    Uni<ClientVerification> verify(VerificationQuestion question) {
        Optional<ClientSecret> secret = ClientSecret.parse(question.clientSecret());
        return pool.preparedQuery(ROW).execute(Tuple.of(secret.map(known -> known.credential().value()).orElse(NOBODY)))
                .map(rows -> new CredentialRow(rows.iterator().next()))
                .map(row -> answer(question, secret, row))
                .invoke(this::count);
    }

    private ClientVerification answer(VerificationQuestion question, Optional<ClientSecret> secret, CredentialRow row) {
        boolean matches = row.hash().map(hash -> peppers.matches(hash, question.clientSecret())).orElseGet(() -> matchNothing(question));
        boolean asked = row.isOf(secret.map(ClientSecret::credential));
        boolean verified = matches && asked && row.isOf(question.clientId()) && row.isUsable();
        if (verified) {
            secret.ifPresent(known -> renewHash(known, row.hash().orElseThrow()));
        }
        note(asked && row.isOf(question.clientId()) && !verified, row);
        return new ClientVerification(row.feedId(), row.position(), verified ? Optional.of(clients.of(row)) : Optional.empty());
    }

    /** Whatever the outcome, one note is left, for the time of the answer to tell nothing. */
    private void note(boolean refusedKnownClient, CredentialRow row) {
        if (refusedKnownClient) {
            failedUses.note(row.text("client_id"));
        } else {
            failedUses.noteNothing();
        }
    }

    private boolean matchNothing(VerificationQuestion question) {
        peppers.matchNothing(question.clientSecret());
        return false;
    }

    /** Off the answer's path: the next use tries again if this fails. */
    private void renewHash(ClientSecret secret, SecretHash outdated) {
        if (peppers.isOutdated(outdated)) {
            SecretHash fresh = peppers.hash(secret);
            CredentialId id = secret.credential();
            pool.preparedQuery(REHASH).execute(Tuple.of(Buffer.buffer(fresh.bytes()), fresh.pepper(), id.value(), outdated.pepper()))
                    .subscribe().with(done -> LOG.debugf("credential %s is hashed under the current pepper now", id),
                            failure -> LOG.warnf("credential %s keeps its old hash for now: %s", id, failure.getMessage()));
        }
    }

    private void count(ClientVerification answer) {
        meters.counter("claviger_verifications", "outcome", answer.client().isPresent() ? "verified" : "refused").increment();
    }
}
