package dev.claviger.credential.apikey;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.ApiKeyVerification.Owner;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.event.Reserved;
import dev.claviger.credential.secret.Peppers;
import dev.claviger.credential.secret.SecretHash;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Verifies an API key with one query and one HMAC, whether it exists or not: the answer and the time it takes do not
 * tell which. For a key that does not exist another one stands in, so that as much is joined, sent and decoded. The
 * position comes from the same snapshot of the database as the row.
 */
@Singleton
class ApiKeyVerifications {

    private static final Logger LOG = Logger.getLogger(ApiKeyVerifications.class);
    private static final String NOTHING = "0000000000000000";

    private static final String ROW = """
            select f.id as feed_id, f.position, k.id as api_key_id, k.hash, k.pepper,
                   k.deleted_at is null and not c.disabled and e.name is not null as usable,
                   c.id as client_id, c.tenant_id, c.environment
              from feed f
              left join api_key k on k.id = coalesce((select asked.id from api_key asked where asked.id = $1),
                                                     (select min(other.id) from api_key other))
              left join client c on c.id = k.client_id
              left join environment e on e.tenant_id = c.tenant_id and e.name = c.environment
            """;
    private static final String REHASH = "update api_key set hash = $1, pepper = $2 where id = $3 and pepper = $4";

    private final Pool pool;
    private final Peppers peppers;
    private final MeterRegistry meters;

    ApiKeyVerifications(@Reserved(Reserved.Purpose.VERIFICATION) Pool pool, Peppers peppers, MeterRegistry meters) {
        this.pool = pool;
        this.peppers = peppers;
        this.meters = meters;
    }

    /** @param text the key as the caller sent it, whatever that was */
    Uni<ApiKeyVerification> verify(String text) {
        Optional<ApiKey> key = ApiKey.parse(text);
        return pool.preparedQuery(ROW).execute(Tuple.of(key.map(known -> known.id().value()).orElse(NOTHING)))
                .map(rows -> answer(text, key, rows.iterator().next()))
                .invoke(this::count);
    }

    private ApiKeyVerification answer(String text, Optional<ApiKey> key, Row row) {
        Optional<SecretHash> hash = hashIn(row);
        boolean matches = hash.map(found -> peppers.matches(found, text)).orElseGet(() -> matchNothing(text));
        boolean asked = key.map(known -> known.id().value().equals(row.getString("api_key_id"))).orElse(false);
        boolean verified = matches && asked && row.getBoolean("usable");
        if (verified) {
            renewHash(key.get(), hash.get());
        }
        return new ApiKeyVerification(row.getUUID("feed_id").toString(), row.getLong("position"),
                verified ? Optional.of(owner(row)) : Optional.empty());
    }

    private boolean matchNothing(String text) {
        peppers.matchNothing(text);
        return false;
    }

    /** Off the answer's path: the next use tries again if this fails. */
    private void renewHash(ApiKey key, SecretHash outdated) {
        if (peppers.isOutdated(outdated)) {
            SecretHash fresh = peppers.hash(key);
            pool.preparedQuery(REHASH).execute(Tuple.of(Buffer.buffer(fresh.bytes()), fresh.pepper(), key.id().value(), outdated.pepper()))
                    .subscribe().with(done -> LOG.debugf("API key %s is hashed under the current pepper now", key.id()),
                            failure -> LOG.warnf("API key %s keeps its old hash for now: %s", key.id(), failure.getMessage()));
        }
    }

    private static Optional<SecretHash> hashIn(Row row) {
        return row.getString("client_id") == null ? Optional.empty()
                : Optional.of(new SecretHash(row.getInteger("pepper"), row.getBuffer("hash").getBytes()));
    }

    private static Owner owner(Row row) {
        return new Owner(new TenantId(row.getString("tenant_id")), new EnvironmentName(row.getString("environment")),
                new ClientId(row.getString("client_id")), new ApiKeyId(row.getString("api_key_id")));
    }

    private void count(ApiKeyVerification answer) {
        meters.counter("claviger_api_key_verifications", "outcome", answer.owner().isPresent() ? "verified" : "refused").increment();
    }
}
