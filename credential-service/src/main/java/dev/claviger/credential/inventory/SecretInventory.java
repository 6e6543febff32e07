package dev.claviger.credential.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import dev.claviger.credential.secret.Peppers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Questions about all live secrets at once. Those of disabled clients obtain nothing and are left out, except where peppers are asked about: enabled again, they need theirs. */
@Singleton
class SecretInventory {

    private static final String LIVE = """
            select s.id, s.client_id, c.tenant_id, s.created_at, s.expires_at, s.pepper, u.last_used_at,
                   exists (select 1 from credential o where o.client_id = s.client_id and o.revoked_at is null
                              and coalesce(o.expires_at, 'infinity') > s.expires_at) as outlived
              from credential s
              join client c on c.id = s.client_id
              left join credential_usage u on u.credential_id = s.id
             where not s.secretless and s.revoked_at is null and (s.expires_at is null or s.expires_at > $1) and s.id > $2""";

    private static final String BY_PEPPER = """
            select pepper, sum(secret) as secrets, sum(api_key) as api_keys
              from (select pepper, 1 as secret, 0 as api_key from credential where not secretless and revoked_at is null and (expires_at is null or expires_at > $1)
                    union all select pepper, 0, 1 from api_key where deleted_at is null) as hashes
             group by pepper""";

    private static final String ENDING_CLIENTS = """
            select count(*) as clients
              from (select s.client_id from credential s join client c on c.id = s.client_id and not c.disabled
                     where s.revoked_at is null and (s.expires_at is null or s.expires_at > $1)
                     group by s.client_id having max(coalesce(s.expires_at, 'infinity')) <= $2) as ending""";

    private final Pool pool;
    private final Peppers peppers;
    private final Clock clock;

    SecretInventory(Pool pool, Peppers peppers, Clock clock) {
        this.pool = pool;
        this.peppers = peppers;
        this.clock = clock;
    }

    /** In the order of their ids. */
    Uni<List<LiveSecret>> list(LiveSecret.Query query, String after, int rows) {
        StringBuilder sql = new StringBuilder(LIVE);
        Tuple values = Tuple.of(LiveSecret.time(clock.instant()), after);
        query.tenant().ifPresent(id -> sql.append(" and c.tenant_id = $").append(values.addString(id).size()));
        query.endingBy().ifPresent(end -> sql.append(" and s.expires_at <= $").append(values.addOffsetDateTime(LiveSecret.time(end)).size()));
        query.unusedSince().ifPresent(since -> {
            int place = values.addOffsetDateTime(LiveSecret.time(since)).size();
            sql.append(" and s.created_at <= $").append(place).append(" and coalesce(u.last_used_at, '-infinity') <= $").append(place);
        });
        query.pepper().ifPresentOrElse(version -> sql.append(" and s.pepper = $").append(values.addInteger(version).size()), () -> sql.append(" and not c.disabled"));
        sql.append(" order by s.id limit $").append(values.addInteger(rows).size());
        return pool.preparedQuery(sql.toString()).execute(values).map(found -> {
            List<LiveSecret> secrets = new ArrayList<>();
            found.forEach(row -> secrets.add(LiveSecret.of(row)));
            return secrets;
        });
    }

    /** Every version that is configured or in use, the lowest first. */
    Uni<List<PepperUse>> peppers() {
        return pool.preparedQuery(BY_PEPPER).execute(Tuple.of(LiveSecret.time(clock.instant()))).map(found -> {
            Map<Integer, PepperUse> uses = new TreeMap<>();
            peppers.versions().forEach(version -> uses.put(version, use(version, 0, 0)));
            found.forEach(row -> uses.put(row.getInteger("pepper"), use(row.getInteger("pepper"), row.getLong("secrets"), row.getLong("api_keys"))));
            return List.copyOf(uses.values());
        });
    }

    /** How many clients will obtain no token any more after that time, unless somebody issues a secret. */
    Uni<Long> clientsEndingWithin(Duration time) {
        Instant now = clock.instant();
        return pool.preparedQuery(ENDING_CLIENTS).execute(Tuple.of(LiveSecret.time(now), LiveSecret.time(now.plus(time)))).map(found -> {
            RowIterator<Row> rows = found.iterator();
            return rows.next().getLong("clients");
        });
    }

    private PepperUse use(int version, long secrets, long apiKeys) {
        return new PepperUse(version, version == peppers.current(), peppers.versions().contains(version), secrets, apiKeys);
    }
}
