package dev.claviger.credential.usage.gateway;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What gateways said of themselves last; of one that is gone, for an hour. One row for each, whatever there is to say. A gateway has another name after each
 * start, and who has a gateway's key can make names up: of a thousand within the hour, those known go on and no other is noted.
 */
@Singleton
public class GatewayReports {

    private static final String NOTE = """
            insert into gateway_report as g (replica, routes, unwell, more_unwell, reported_at)
            select $1, $2, $3, $4, clock_timestamp()
             where exists (select from gateway_report where replica = $1) or (select count(*) from gateway_report) < 1000
            on conflict (replica) do update set routes = excluded.routes, unwell = excluded.unwell, more_unwell = excluded.more_unwell, reported_at = excluded.reported_at
            """;
    /** A gateway of an earlier release says where it stands, and no more. */
    private static final String LIST = """
            select f.replica, coalesce(g.reported_at, f.reported_at) > now() - interval '1 minute' as talks, g.reported_at, g.routes, coalesce(g.more_unwell, 0) as more_unwell, %s as unwell
              from follower_report f left join gateway_report g on g.replica = f.replica
             where f.role = 'gateway' order by coalesce(g.reported_at, f.reported_at) desc, f.replica limit 1000
            """;
    private static final String ALL = LIST.formatted("null");
    private static final String OF_ENVIRONMENT = LIST.formatted("""
            (select jsonb_agg(u) from jsonb_array_elements(g.unwell) u
                  where g.reported_at > now() - interval '1 minute' and u ->> 'tenant' = $1 and u ->> 'environment' = $2)""");
    private static final String FORGET = "delete from gateway_report where reported_at < now() - interval '1 hour'";

    private final Pool pool;
    private final RouteTables tables;

    GatewayReports(Pool pool, RouteTables tables) {
        this.pool = pool;
        this.tables = tables;
    }

    /** @return the digest of its table when nobody has told that yet */
    public Uni<Optional<String>> note(GatewayReport report) {
        JsonArray unwell = new JsonArray();
        report.unwell().forEach(upstream -> unwell.add(upstream.toJson()));
        return pool.preparedQuery(NOTE).execute(Tuple.of(report.replica(), report.routes().orElse(null), unwell, report.more()))
                .chain(() -> report.routes().map(digest -> tables.seen(digest, report.table())).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** All gateways, those first that reported last, and what those that talk say of one environment's upstreams. */
    public Uni<List<GatewayState>> of(TenantId tenant, EnvironmentName environment) {
        return list(OF_ENVIRONMENT, Tuple.of(tenant.value(), environment.value()));
    }

    /** The same without what they say of upstreams. */
    public Uni<List<GatewayState>> all() {
        return list(ALL, Tuple.tuple());
    }

    private Uni<List<GatewayState>> list(String question, Tuple values) {
        return pool.preparedQuery(question).execute(values).map(rows -> rows.stream().map(GatewayReports::state).toList());
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    private static GatewayState state(Row row) {
        List<UnwellUpstream> unwell = row.getValue("unwell") instanceof JsonArray all ? all.stream().map(upstream -> UnwellUpstream.of((JsonObject) upstream)).toList() : List.of();
        return new GatewayState(row.getString("replica"), row.getBoolean("talks"), Optional.ofNullable(row.getOffsetDateTime("reported_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("routes")), unwell, row.getInteger("more_unwell"));
    }
}
