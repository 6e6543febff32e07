package dev.claviger.credential.account.otp;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.contract.PersonId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Stores anew what is under the previous key: its owner may not come for a year, and until then that key could not go. */
@Singleton
class SecretRenewal {

    private static final Logger LOG = Logger.getLogger(SecretRenewal.class);
    private static final int BATCH = 500;
    private static final String NEXT = "select person_id, secret from one_time_password where person_id > $1 and secret is not null order by person_id limit $2";
    /** Not over what somebody has stored meanwhile. */
    private static final String RENEW = "update one_time_password set secret = $2 where person_id = $1 and secret = $3";

    private final SecretEncryption encryption;
    private final Pool pool;

    SecretRenewal(SecretEncryption encryption, Pool pool) {
        this.encryption = encryption;
        this.pool = pool;
    }

    @Scheduled(every = "10m", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> renew() {
        return encryption.hasPrevious() ? renewAfter(0, 0).invoke(SecretRenewal::tell).replaceWithVoid() : Uni.createFrom().voidItem();
    }

    private Uni<Integer> renewAfter(long last, int renewed) {
        return pool.preparedQuery(NEXT).execute(Tuple.of(last, BATCH)).chain(rows -> {
            List<Tuple> stale = new ArrayList<>();
            long[] reached = {last};
            rows.forEach(row -> {
                reached[0] = row.getLong("person_id");
                renewed(reached[0], row.getBuffer("secret").getBytes(), stale);
            });
            Uni<Integer> stored = store(stale).replaceWith(renewed + stale.size());
            return rows.size() < BATCH ? stored : stored.chain(count -> renewAfter(reached[0], count));
        });
    }

    private void renewed(long person, byte[] sealed, List<Tuple> stale) {
        PersonId id = new PersonId(person);
        if (encryption.isUnderPrevious(sealed, id)) {
            encryption.open(sealed, id).ifPresent(secret -> stale.add(Tuple.of(person, Buffer.buffer(encryption.seal(secret, id)), Buffer.buffer(sealed))));
        }
    }

    private Uni<Void> store(List<Tuple> stale) {
        return stale.isEmpty() ? Uni.createFrom().voidItem() : pool.preparedQuery(RENEW).executeBatch(stale).replaceWithVoid();
    }

    private static void tell(int renewed) {
        LOG.infof("%d secrets of one-time passwords are stored under claviger.one-time-passwords.encryption-key from now on", renewed);
    }
}
