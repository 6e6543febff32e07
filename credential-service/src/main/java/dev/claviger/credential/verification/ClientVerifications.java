package dev.claviger.credential.verification;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.VerifiedClient;
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
 * joined, sent and decoded. What sends no secret is asked for among the public clients alone. The position comes from the same snapshot of the database as the row.
 */
@Singleton
class ClientVerifications {

    private static final Logger LOG = Logger.getLogger(ClientVerifications.class);
    private static final String NOBODY = "0000000000000000";

    /** Expiry is by the database's clock, the one clock all replicas share; and exact, so nothing expired passes. */
    static final String ROW = """
            select f.id as feed_id, f.position, s.hash, s.pepper, c.disabled,
                   not s.secretless and s.revoked_at is null and (s.expires_at is null or s.expires_at > now()) as secret_live,
                   """ + CredentialRow.TOLD + """
              from feed f
              left join credential s on s.id = coalesce((select asked.id from credential asked where asked.id = $1),
                                                        (select min(other.id) from credential other))
              left join client c on c.id = s.client_id
              """ + CredentialRow.CREATOR + """
              left join tenant t on t.id = c.tenant_id
              left join environment e on e.tenant_id = c.tenant_id and e.name = c.environment
            """;
    /** RFC 6749 §2.1: a public client is who it says, and is believed nothing for it. */
    static final String PUBLIC_ROW = """
            select f.id as feed_id, f.position, told.*
              from feed f left join lateral (
                   select
                   """ + CredentialRow.TOLD + """
                     from client c
                     join credential s on s.client_id = c.id and s.secretless and s.revoked_at is null
                     """ + CredentialRow.CREATOR + """
                     join tenant t on t.id = c.tenant_id
                     join environment e on e.tenant_id = c.tenant_id and e.name = c.environment
                    where c.id = $1 and c.token_endpoint_auth_method = 'none' and not c.disabled
                   ) told on true
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
        return question.clientSecret().map(sent -> verify(question.clientId(), sent)).orElseGet(() -> verifyPublic(question.clientId()))
                .invoke(this::count);
    }

    private Uni<ClientVerification> verify(String clientId, String sent) {
        Optional<ClientSecret> secret = ClientSecret.parse(sent);
        return row(ROW, secret.map(known -> known.credential().value()).orElse(NOBODY))
                .chain(row -> answer(row, isVerified(clientId, sent, secret, row)));
    }

    private Uni<ClientVerification> verifyPublic(String clientId) {
        return row(PUBLIC_ROW, ClientId.isWellFormed(clientId) ? clientId : NOBODY).chain(row -> answer(row, row.text("client_id") != null));
    }

    private Uni<CredentialRow> row(String query, String id) {
        return pool.preparedQuery(query).execute(Tuple.of(id)).map(rows -> new CredentialRow(rows.iterator().next()));
    }

    private Uni<ClientVerification> answer(CredentialRow row, boolean verified) {
        return (verified ? clients.of(row, false) : Uni.createFrom().item(Optional.<VerifiedClient>empty()))
                .map(client -> new ClientVerification(row.feedId(), row.position(), client));
    }

    private boolean isVerified(String clientId, String sent, Optional<ClientSecret> secret, CredentialRow row) {
        boolean matches = row.hash().map(hash -> peppers.matches(hash, sent)).orElseGet(() -> matchNothing(sent));
        boolean asked = row.isOf(secret.map(ClientSecret::credential));
        boolean verified = matches && asked && row.isOf(clientId) && row.isUsable();
        if (verified) {
            secret.ifPresent(known -> renewHash(known, row.hash().orElseThrow()));
        }
        note(asked && row.isOf(clientId) && !verified, row);
        return verified;
    }

    /** Whatever the outcome, one note is left, for the time of the answer to tell nothing. */
    private void note(boolean refusedKnownClient, CredentialRow row) {
        if (refusedKnownClient) {
            failedUses.note(row.text("client_id"));
        } else {
            failedUses.noteNothing();
        }
    }

    private boolean matchNothing(String sent) {
        peppers.matchNothing(sent);
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
