package dev.claviger.credential.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.persistence.Tuple;

/**
 * Remembers for 24 hours what each {@code Idempotency-Key} of a caller created. The key is taken in the creating
 * transaction, so a repeat that comes while the first is still running waits for it, and a first that fails leaves none.
 */
@Singleton
public class IdempotencyKeys {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final String TAKE = """
            insert into idempotency_key as k (caller, key, fingerprint, created_id, created_at)
            values (:caller, :key, :fingerprint, :created, now())
            on conflict (caller, key) do update
               set fingerprint = excluded.fingerprint, created_id = excluded.created_id, created_at = excluded.created_at
             where k.created_at < now() - interval '24 hours'
            """;
    private static final String RECALL = "select fingerprint, created_id from idempotency_key where caller = :caller and key = :key";
    private static final String PRUNE = "delete from idempotency_key where created_at < now() - interval '24 hours'";

    private final Pool pool;

    IdempotencyKeys(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes the key for what is about to be created, within the current transaction.
     *
     * @param request   what must be the same in a repeat: path and body
     * @param createdId names what will be created
     * @return what the key created before, when this is a repeat; fails with 422 when the request is another one
     */
    public Uni<Optional<String>> take(Actor caller, String key, String request, String createdId) {
        if (key == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (!FORM.matcher(key).matches()) {
            throw Problem.invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        byte[] fingerprint = sha256(request);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE).setParameter("caller", caller.name()).setParameter("key", key)
                        .setParameter("fingerprint", fingerprint).setParameter("created", createdId).executeUpdate())
                .chain(taken -> taken == 1 ? Uni.createFrom().item(Optional.empty()) : recall(caller, key, fingerprint));
    }

    @Scheduled(every = "1h", delayed = "5m")
    Uni<Void> prune() {
        return pool.query(PRUNE).execute().replaceWithVoid();
    }

    private static Uni<Optional<String>> recall(Actor caller, String key, byte[] fingerprint) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECALL, Tuple.class)
                        .setParameter("caller", caller.name()).setParameter("key", key).getResultList())
                .map(rows -> sameRequest(rows, fingerprint));
    }

    private static Optional<String> sameRequest(List<Tuple> rows, byte[] fingerprint) {
        if (rows.isEmpty() || !Arrays.equals(rows.get(0).get(0, byte[].class), fingerprint)) {
            throw Problem.unprocessable("This Idempotency-Key was used for another request in the last 24 hours. Send a new key");
        }
        return Optional.of(rows.get(0).get(1, String.class));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
