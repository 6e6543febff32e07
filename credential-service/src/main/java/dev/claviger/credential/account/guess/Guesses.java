package dev.claviger.credential.account.guess;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** How often was guessed wrong, for all replicas together. Only a wrong guess writes; by the database's clock, which all share. */
@Singleton
public class Guesses {

    private static final String WAIT = """
            select cast(ceil(extract(epoch from max(wait_until) - now())) as bigint) as seconds from guess where key = any ($1) and wait_until > now()
            """;
    private static final String WAITING = "select key, wait_until from guess where key = any ($1) and wait_until > now()";
    /** The power is bounded before it is taken, and the time after. */
    private static final String COUNT = """
            insert into guess as g (key, failures, last_at, wait_until)
            select k, 1, now(), case when free <= 1 then now() + make_interval(secs => $3) end
              from unnest($1::bytea[], $2::int[]) as asked (k, free) order by k
            on conflict (key) do update
               set failures = case when g.last_at < now() - make_interval(secs => $5) then 1 else g.failures + 1 end, last_at = now(),
                   wait_until = (select case when g.last_at >= now() - make_interval(secs => $5) and g.failures + 1 >= asked.free
                                             then now() + make_interval(secs => least($4, $3 * power(2, least(g.failures + 1 - asked.free, 30)))) end
                                   from unnest($1::bytea[], $2::int[]) as asked (k, free) where asked.k = g.key)
            """;
    private static final String FORGET = "delete from guess where key = any ($1)";
    private static final String PRUNE = "delete from guess where last_at < now() - make_interval(secs => $1)";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Pool pool;
    private final GuessConfig config;
    private final UnderWay underWay = new UnderWay();

    Guesses(Pool pool, GuessConfig config) {
        if (config.remembered().compareTo(config.longestWait()) <= 0) {
            throw new ConfigurationException("claviger.sign-in.remembered must be longer than claviger.sign-in.longest-wait");
        }
        this.pool = pool;
        this.config = config;
    }

    /**
     * Has something compared when guessing is allowed at this moment, and else fails with {@link TooMany}. Few are compared at a time under one key, or a
     * crowd that arrives together would be answered before the first of it is counted.
     */
    public <T> Uni<T> guard(List<GuessKey> keys, Supplier<Uni<T>> comparison) {
        return waitOf(keys).chain(wait -> {
            if (wait.isPresent()) {
                return Uni.createFrom().failure(new TooMany(wait.get()));
            }
            if (!underWay.enter(keys)) {
                return Uni.createFrom().failure(new TooMany(SOON));
            }
            return Uni.createFrom().deferred(() -> comparison.get()).onTermination().invoke(() -> underWay.leave(keys));
        });
    }

    /** Whoever guesses under any of these keys has to wait this long; empty for not at all. */
    public Uni<Optional<Duration>> waitOf(List<GuessKey> keys) {
        return pool.preparedQuery(WAIT).execute(Tuple.of(bytes(keys))).map(rows -> Optional.ofNullable(rows.iterator().next().getLong("seconds")).map(Duration::ofSeconds));
    }

    /** Which of these are waited for, and until when. */
    public Uni<Map<GuessKey, Instant>> waits(List<GuessKey> keys) {
        return pool.preparedQuery(WAITING).execute(Tuple.of(bytes(keys))).map(rows -> {
            Map<GuessKey, Instant> waits = new HashMap<>();
            rows.forEach(row -> waits.put(new GuessKey(row.getBuffer("key").getBytes(), 0), row.getOffsetDateTime("wait_until").toInstant()));
            return waits;
        });
    }

    public Uni<Void> count(List<GuessKey> keys) {
        List<GuessKey> ordered = keys.stream().sorted().toList();
        return pool.preparedQuery(COUNT).execute(Tuple.of(bytes(ordered), ordered.stream().map(GuessKey::free).toArray(Integer[]::new),
                (double) config.firstWait().toSeconds(), (double) config.longestWait().toSeconds(), (double) config.remembered().toSeconds())).replaceWithVoid();
    }

    public Uni<Void> forget(List<GuessKey> keys) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(bytes(keys))).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "9m")
    Uni<Void> prune() {
        return pool.preparedQuery(PRUNE).execute(Tuple.of((double) config.remembered().toSeconds())).replaceWithVoid();
    }

    private static Buffer[] bytes(List<GuessKey> keys) {
        return keys.stream().map(key -> Buffer.buffer(key.key())).toArray(Buffer[]::new);
    }

    /** Too much was guessed; nothing was compared. */
    public static final class TooMany extends RuntimeException {

        private final transient Duration wait;

        TooMany(Duration wait) {
            super("too much was guessed", null, false, false);
            this.wait = wait;
        }

        public Duration duration() {
            return wait;
        }
    }
}
