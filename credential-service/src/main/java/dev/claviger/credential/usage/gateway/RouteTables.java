package dev.claviger.credential.usage.gateway;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Tables of routes by their digest, each told once, and when gateways served them. Bounded, for who has a gateway's key could make up any number: of more than there is room
 * for, those go that were seen longest ago.
 */
@Singleton
public class RouteTables {

    private static final int MOST = 500;
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('route_spell'))";
    private static final String KNOWN = "select from route_table where digest = $1";
    private static final String KEEP = """
            with seen as (select t.digest, greatest(t.told_at, (select max(s.last_seen_at) from route_spell s where s.digest = t.digest)) as at from route_table t),
            gone as (delete from route_table where digest in (select digest from seen order by at desc, digest offset %d) and not exists (select from route_table where digest = $1)
                returning digest),
            unseen as (delete from route_spell where digest in (select digest from gone))
            insert into route_table (digest, told) values ($1, $2) on conflict do nothing
            """.formatted(MOST - 1);
    /** Written down once a minute. */
    private static final String NOTED = "select from route_spell where digest = $1 and last_seen_at > now() - interval '1 minute' limit 1";
    /**
     * What was served last goes on, however long nobody told so, unless another was served meanwhile: all gateways may have restarted. Of others a spell goes on
     * only while gateways serve both: once the later one is seen no more, this one is served again, and that is a change. Two minutes are more than pass between two notes.
     */
    private static final String SERVED = """
            with latest as (select digest, began_at, last_seen_at from route_spell order by began_at desc limit 1),
            own as (select digest, began_at, last_seen_at, last_seen_at > clock_timestamp() - interval '2 minutes' as lately from route_spell where digest = $1 order by began_at desc limit 1),
            gone_on as (update route_spell s set last_seen_at = clock_timestamp() from own o, latest l
                where s.digest = o.digest and s.began_at = o.began_at and case when o.digest = l.digest
                    then o.lately or not exists (select from route_spell other where other.digest <> $1 and other.last_seen_at > o.last_seen_at)
                    else o.lately and l.last_seen_at > clock_timestamp() - interval '2 minutes' end
                returning s.digest)
            insert into route_spell (digest, began_at, last_seen_at) select $1, clock_timestamp(), clock_timestamp() where not exists (select from gone_on)
            """;
    private static final String SPELLS = """
            select s.digest, s.began_at, s.last_seen_at, t.told from route_spell s join route_table t on t.digest = s.digest
            """;
    private static final String FORGET_SPELLS = """
            delete from route_spell where last_seen_at < $1 or began_at < (select began_at from route_spell order by began_at desc offset 1000 limit 1)
            """;
    private static final String FORGET_TABLES = """
            delete from route_table t where told_at < now() - interval '1 day' and not exists (select from route_spell s where s.digest = t.digest)
            """;

    private final Pool pool;

    RouteTables(Pool pool) {
        this.pool = pool;
    }

    /** @return the digest when the table is not known and was not told */
    Uni<Optional<String>> seen(String digest, Optional<String> told) {
        return pool.preparedQuery(KNOWN).execute(Tuple.of(digest)).chain(known -> {
            if (known.size() == 0 && told.isEmpty()) {
                return Uni.createFrom().item(Optional.of(digest));
            }
            Uni<Void> kept = known.size() > 0 ? Uni.createFrom().voidItem() : alone(KEEP, Tuple.of(digest, told.orElseThrow()));
            return kept.chain(() -> served(digest)).replaceWith(Optional.<String>empty());
        });
    }

    private Uni<Void> served(String digest) {
        return pool.preparedQuery(NOTED).execute(Tuple.of(digest)).chain(noted -> noted.size() > 0 ? Uni.createFrom().voidItem() : alone(SERVED, Tuple.of(digest)));
    }

    private Uni<Void> alone(String statement, Tuple values) {
        return pool.withTransaction(connection -> connection.query(ONE_AT_A_TIME).execute().chain(() -> connection.preparedQuery(statement).execute(values))).replaceWithVoid();
    }

    /** The latest spell of a table; empty for one that is not known. */
    public Uni<Optional<RouteSpell>> find(String digest) {
        return pool.preparedQuery(SPELLS + "where s.digest = $1 order by s.began_at desc limit 1").execute(Tuple.of(digest))
                .map(rows -> rows.stream().findFirst().map(RouteTables::spell));
    }

    /** What was served, the latest first. */
    public Uni<List<RouteSpell>> latest(int most) {
        return pool.preparedQuery(SPELLS + "order by s.began_at desc limit $1").execute(Tuple.of(most)).map(rows -> rows.stream().map(RouteTables::spell).toList());
    }

    /** Of what was served before that, and of tables that nobody served. */
    public Uni<Void> forget(Instant before) {
        return pool.preparedQuery(FORGET_SPELLS).execute(Tuple.of(before.atOffset(ZoneOffset.UTC))).chain(() -> pool.query(FORGET_TABLES).execute()).replaceWithVoid();
    }

    private static RouteSpell spell(Row row) {
        return new RouteSpell(row.getString("digest"), time(row.getOffsetDateTime("began_at")), time(row.getOffsetDateTime("last_seen_at")), RouteTable.parse(row.getString("told")));
    }

    private static Instant time(OffsetDateTime time) {
        return time.toInstant();
    }
}
