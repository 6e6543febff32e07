package dev.claviger.credential.account.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.credential.account.otp.SecretEncryption;
import dev.claviger.credential.problem.Problem;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Client secrets that a provider gave us, encrypted: unlike those that we give they must be read again. One of another tenant, issuer or client is not opened. */
@Singleton
class ProviderSecrets {

    private static final Logger LOG = Logger.getLogger(ProviderSecrets.class);
    private static final String ALL = "select tenant_id, issuer, client_id, client_secret from identity_provider where client_secret is not null";
    /** Not over what somebody has stored meanwhile. */
    private static final String RENEW = "update identity_provider set client_secret = $2 where tenant_id = $1 and client_secret = $3";

    private final SecretEncryption encryption;
    private final Pool pool;

    ProviderSecrets(SecretEncryption encryption, Pool pool) {
        this.encryption = encryption;
        this.pool = pool;
    }

    /** @throws Problem 409 where there is no key to store it under */
    byte[] seal(String secret, String tenant, ProviderForm form) {
        if (!encryption.isPossible()) {
            throw Problem.conflict("No client secret can be stored here: claviger.one-time-passwords.encryption-key of credential-service is not set");
        }
        return encryption.seal(secret.getBytes(StandardCharsets.UTF_8), whose(tenant, form.issuer(), form.clientId()));
    }

    /** Empty when it cannot be read any more. */
    Optional<String> open(RegisteredProvider provider) {
        return encryption.open(provider.sealedSecret, whose(provider.tenant, provider.issuer, provider.clientId))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** What is under the previous key, so that it can go. A provider is not asked for years, perhaps. */
    @Scheduled(every = "10m", delayed = "25s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> renew() {
        return encryption.hasPrevious() ? pool.query(ALL).execute().map(this::stale).chain(this::store) : Uni.createFrom().voidItem();
    }

    private List<Tuple> stale(RowSet<Row> rows) {
        List<Tuple> stale = new ArrayList<>();
        rows.forEach(row -> {
            byte[] sealed = row.getBuffer("client_secret").getBytes();
            String whose = whose(row.getString("tenant_id"), row.getString("issuer"), row.getString("client_id"));
            if (encryption.isUnderPrevious(sealed, whose)) {
                encryption.open(sealed, whose).ifPresent(secret ->
                        stale.add(Tuple.of(row.getString("tenant_id"), Buffer.buffer(encryption.seal(secret, whose)), Buffer.buffer(sealed))));
            }
        });
        return stale;
    }

    private Uni<Void> store(List<Tuple> stale) {
        return stale.isEmpty() ? Uni.createFrom().voidItem() : pool.preparedQuery(RENEW).executeBatch(stale)
                .invoke(() -> LOG.infof("%d secrets of identity providers are stored under claviger.one-time-passwords.encryption-key from now on", stale.size())).replaceWithVoid();
    }

    /** Only the last may have a space. */
    private static String whose(String tenant, String issuer, String clientId) {
        return "identity-provider " + tenant + " " + issuer + " " + clientId;
    }
}
