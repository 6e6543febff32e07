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

/** Tables of routes by their digest, each told once, and when gateways served them. Bounded: who has a gateway's key could make up as many as there is room for. */
@Singleton
public class RouteTables {

    private static final int MOST = 500;
    private static final String KNOWN = "select exists (select from route_table where digest = $1) as known, (select count(*) from route_table) < " + MOST + " as room";
    private static final String KEEP = "insert into route_table (digest, told) select $1, $2 where (select count(*) from route_table) < " + MOST + " on conflict do nothing";
    /** A spell goes on through a restart of all gateways. */
    private static final String GOES_ON = "select last_seen_at > now() - interval '1 minute' as noted from route_spell where digest = $1 and last_seen_at > now() - interval '10 minutes' limit 1";
    private static final String GO_ON = """
            update route_spell set last_seen_at = now() where digest = $1 and last_seen_at > now() - interval '10 minutes' and last_seen_at < now() - interval '1 minute'
            """;
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('route_spell'))";
    /** What was served last and is served again has gone on, however long nobody told so. */
    private static final String BEGIN = """
            with latest as (select digest, began_at from route_spell order by began_at desc limit 1),
            resumed as (update route_spell s set last_seen_at = now() from latest l where s.digest = l.digest and s.began_at = l.began_at and l.digest = $1 returning s.digest)
            insert into route_spell (digest, began_at, last_seen_at)
            select $1, clock_timestamp(), clock_timestamp() where not exists (select from resumed)
               and not exists (select from route_spell where digest = $1 and last_seen_at > now() - interval '10 minutes')
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
        Uni<Void> kept = told.map(text -> pool.preparedQuery(KEEP).execute(Tuple.of(digest, text)).replaceWithVoid()).orElseGet(() -> Uni.createFrom().voidItem());
        return kept.chain(() -> pool.preparedQuery(KNOWN).execute(Tuple.of(digest))).map(rows -> rows.iterator().next()).chain(row -> row.getBoolean("known")
                ? served(digest).replaceWith(Optional.<String>empty()) : Uni.createFrom().item(row.getBoolean("room") ? Optional.of(digest) : Optional.empty()));
    }

    /** Written down once a minute. */
    private Uni<Void> served(String digest) {
        return pool.preparedQuery(GOES_ON).execute(Tuple.of(digest)).chain(rows -> {
            if (rows.size() == 0) {
                return pool.withTransaction(connection -> connection.query(ONE_AT_A_TIME).execute().chain(() -> connection.preparedQuery(BEGIN).execute(Tuple.of(digest)))).replaceWithVoid();
            }
            return rows.iterator().next().getBoolean("noted") ? Uni.createFrom().voidItem() : pool.preparedQuery(GO_ON).execute(Tuple.of(digest)).replaceWithVoid();
        });
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
