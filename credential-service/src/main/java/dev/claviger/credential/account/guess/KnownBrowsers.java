package dev.claviger.credential.account.guess;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Browsers that have signed in as a person before. What is given to one opens nothing: it only says under which count its guesses go. Stored
 * is a hash of it, bound to the person.
 */
@Singleton
public class KnownBrowsers {


    private static final int BYTES = 32;
    private static final int MOST = 50;
    private static final String ADD = "insert into known_browser (hash, person_id) values ($1, $2)";
    private static final String DROP_THE_OLDEST = """
            delete from known_browser where person_id = $1 and hash not in (
                select hash from known_browser where person_id = $1 order by used_at desc limit $2)
            """;
    /** Once a day is enough, and saves a write at most sign-ins. */
    private static final String USE = "update known_browser set used_at = now() where hash = $1 and used_at < now() - interval '1 day'";
    private static final String FORGET = "delete from known_browser where person_id = $1";
    private static final String PRUNE = "delete from known_browser where used_at < now() - make_interval(secs => $1)";

    private final SecureRandom random = new SecureRandom();
    private final Pool pool;
    private final Duration lifetime;

    KnownBrowsers(Pool pool, GuessConfig config) {
        this.pool = pool;
        this.lifetime = config.knownBrowserLifetime();
    }

    /** What is stored of what a browser brings; of anything it may bring. */
    public static Buffer digest(String brought) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(brought.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** After so long without use a browser is known no more. */
    public long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    /** What a browser is to bring next time. */
    public Uni<String> add(PersonId person) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String given = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return pool.preparedQuery(ADD).execute(Tuple.of(digest(given), person.value()))
                .chain(() -> pool.preparedQuery(DROP_THE_OLDEST).execute(Tuple.of(person.value(), MOST))).replaceWith(given);
    }

    public Uni<Void> use(String brought) {
        return pool.preparedQuery(USE).execute(Tuple.of(digest(brought))).replaceWithVoid();
    }

    /** Whoever had the account before its password was reset begins as a stranger. */
    public Uni<Void> forget(PersonId person) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(person.value())).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "11m")
    Uni<Void> prune() {
        return pool.preparedQuery(PRUNE).execute(Tuple.of((double) lifetime.toSeconds())).replaceWithVoid();
    }
}
