package dev.claviger.credential.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.event.Reserved;
import dev.claviger.credential.event.RevocationRow;
import dev.claviger.credential.limit.RateLimitColumn;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Reads a snapshot in one transaction that sees one moment of the database. */
@Singleton
class Snapshots {

    private static final String ONE_MOMENT = "set transaction isolation level repeatable read, read only";
    /** The time as the stream tells it, to the millisecond: followers send it back with the position. */
    private static final String FEED = """
            select f.id, f.position, (extract(epoch from e.recorded_at) * 1000)::bigint as recorded_at
              from feed f left join event e on e.position = f.position
            """;
    private static final String ENVIRONMENTS = """
            select tenant_id, name, hosts, upstreams, audience, token_paths, require_api_key, cors_origins, rate_limit, client_rate_limit, quota, client_quota
              from environment order by tenant_id, name
            """;
    private static final String SCOPES = "select name, implies from scope where not built_in order by name";
    private static final String REVOCATIONS = "select " + RevocationRow.COLUMNS + " from live_revocation r where r.keep_until > now() order by r.position";

    private final Pool pool;

    Snapshots(@Reserved(Reserved.Purpose.FEED) Pool pool) {
        this.pool = pool;
    }

    Uni<FeedSnapshot> read() {
        return pool.withTransaction(connection -> connection.query(ONE_MOMENT).execute()
                .chain(() -> rows(connection, FEED, row -> row))
                .chain(feed -> rows(connection, ENVIRONMENTS, Snapshots::environment)
                        .chain(environments -> rows(connection, SCOPES, Snapshots::scope)
                                .chain(scopes -> rows(connection, REVOCATIONS, RevocationRow::read)
                                        .map(revocations -> snapshot(feed.get(0), environments, scopes, revocations))))));
    }

    private static FeedSnapshot snapshot(Row feed, List<EnvironmentRecord> environments, List<ScopeDefinition> scopes, List<Revocation> revocations) {
        return new FeedSnapshot(feed.getUUID("id").toString(), feed.getLong("position"),
                Optional.ofNullable(feed.getLong("recorded_at")).map(Instant::ofEpochMilli), environments, scopes, revocations);
    }

    private static <T> Uni<List<T>> rows(SqlConnection connection, String query, Function<Row, T> form) {
        return connection.query(query).execute().map(rows -> {
            List<T> values = new ArrayList<>(rows.size());
            rows.forEach(row -> values.add(form.apply(row)));
            return values;
        });
    }

    private static EnvironmentRecord environment(Row row) {
        return new EnvironmentRecord(new TenantId(row.getString("tenant_id")), new EnvironmentName(row.getString("name")),
                List.of(row.getArrayOfStrings("hosts")), List.of(row.getArrayOfStrings("upstreams")), row.getString("audience"),
                List.of(row.getArrayOfStrings("token_paths")), row.getBoolean("require_api_key"), List.of(row.getArrayOfStrings("cors_origins")),
                new EnvironmentLimits(limit(row, "rate_limit"), limit(row, "client_rate_limit"), limit(row, "quota"), limit(row, "client_quota")));
    }

    private static Optional<RateLimit> limit(Row row, String column) {
        return Optional.ofNullable(RateLimitColumn.read(row.getString(column)));
    }

    private static ScopeDefinition scope(Row row) {
        return new ScopeDefinition(row.getString("name"), Scopes.of(row.getArrayOfStrings("implies")));
    }
}
