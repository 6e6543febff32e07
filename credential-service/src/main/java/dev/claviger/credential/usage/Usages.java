package dev.claviger.credential.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.claviger.contract.CredentialId;
import dev.claviger.credential.upkeep.PartitionedTable;
import dev.claviger.credential.upkeep.Partitions;
import dev.claviger.credential.usage.fact.FactSums;
import dev.claviger.credential.usage.follower.Followers;
import dev.claviger.credential.usage.gateway.GatewayReports;
import dev.claviger.credential.usage.gateway.RouteTables;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** All that is known of the use of secrets, and the door for everything else that is reported. Several replicas report at once, so counts add up and the latest use wins. */
@Singleton
public class Usages {

    /** Within the partition of a day the key holds; a repeat beyond midnight is looked for. */
    private static final String NEW_BATCH = """
            insert into usage_batch (id) select $1 where not exists (select from usage_batch where id = $1) on conflict do nothing
            """;
    private static final String ADD = """
            insert into credential_usage as u (credential_id, use_count, last_used_at, last_used_from) values ($1, $2, $3, $4)
            on conflict (credential_id) do update set
                use_count = u.use_count + excluded.use_count,
                last_used_from = case when excluded.last_used_at >= u.last_used_at then excluded.last_used_from else u.last_used_from end,
                last_used_at = greatest(u.last_used_at, excluded.last_used_at)
            """;
    private static final String FIND = "select credential_id, use_count, last_used_at, last_used_from from credential_usage where credential_id = any ($1)";
    static final String FORGET_ADDRESSES = """
            update credential_usage set last_used_from = null where credential_id = any (array(
                select credential_id from credential_usage where last_used_at < $1 and last_used_from is not null
                 order by last_used_at limit $2 for update skip locked))
            """;
    static final String FORGET = """
            delete from credential_usage where credential_id = any (array(
                select credential_id from credential_usage where last_used_at < $1 order by last_used_at limit $2 for update skip locked))
            """;
    /** Whoever repeats a batch does so within minutes. */
    private static final Duration REPEATED_WITHIN = Duration.ofDays(1);
    private static final Duration A_MONTH = Duration.ofDays(31);
    /** So many rows are locked at once, and reports on them wait. */
    private static final int ROWS = 5_000;

    private final Pool pool;
    private final Partitions partitions;
    private final FactSums facts;
    private final Followers followers;
    private final GatewayReports gateways;
    private final RouteTables routes;
    private final UsageConfig config;
    private final Clock clock;

    Usages(Pool pool, Partitions partitions, FactSums facts, Followers followers, GatewayReports gateways, RouteTables routes, UsageConfig config, Clock clock) {
        this.pool = pool;
        this.partitions = partitions;
        this.facts = facts;
        this.followers = followers;
        this.gateways = gateways;
        this.routes = routes;
        this.config = config;
        this.clock = clock;
    }

    void check(@Observes StartupEvent starting) {
        if (config.daysKept().compareTo(A_MONTH) < 0) {
            throw new ConfigurationException("claviger.usage.days-kept must be " + A_MONTH.toDays() + " days (P31D) or longer: scopes are judged by a month, and one used before would look unused");
        }
    }

    public Uni<Map<CredentialId, SecretUsage>> of(List<CredentialId> ids) {
        return pool.preparedQuery(FIND).execute(Tuple.of(ids.stream().map(CredentialId::value).toArray(String[]::new))).map(Usages::byId);
    }

    /** @return the digest of a gateway's table of routes when that is not known */
    Uni<Optional<String>> add(UsageReport report) {
        Uni<Void> added = report.adds() ? pool.withTransaction(connection -> connection.preparedQuery(NEW_BATCH).execute(Tuple.of(report.batch()))
                .chain(inserted -> inserted.rowCount() == 0 ? Uni.createFrom().voidItem() : addNew(connection, report))) : Uni.createFrom().voidItem();
        return report.follower().map(stands -> added.chain(() -> followers.note(stands))).orElse(added)
                .chain(() -> report.gateway().map(gateways::note).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Void> addNew(SqlConnection connection, UsageReport report) {
        Uni<Void> used = report.uses().isEmpty() ? Uni.createFrom().voidItem() : add(connection, report.uses());
        return used.chain(() -> facts.add(connection, report.facts()));
    }

    /** In the order of ids, so that two reports cannot wait for each other. */
    private static Uni<Void> add(SqlConnection connection, List<UsageReport.Use> uses) {
        List<Tuple> rows = uses.stream().sorted(Comparator.comparing(UsageReport.Use::credential))
                .map(use -> Tuple.of(use.credential().value(), use.count(), use.lastUsed(), use.lastUsedFrom().orElse(null))).toList();
        return connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "3m")
    Uni<Void> prune() {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return inSteps(FORGET_ADDRESSES, now.minus(config.addressRetention()), ROWS)
                .chain(() -> inSteps(FORGET, now.minus(config.retention()), ROWS))
                .chain(() -> inSteps(FactSums.FORGET_NEEDS, now.minus(config.daysKept()), ROWS))
                .chain(() -> routes.forget(now.minus(config.daysKept()).toInstant()))
                .chain(() -> partitions.keep(PartitionedTable.USAGE_BATCH, now.minus(REPEATED_WITHIN).toInstant()))
                .chain(() -> partitions.keep(PartitionedTable.USAGE_HOUR, now.minus(config.hoursKept()).toInstant()))
                .chain(() -> partitions.keep(PartitionedTable.USAGE_DAY, now.minus(config.daysKept()).toInstant()));
    }

    /** Two replicas may be at it at once: neither waits for rows the other has. */
    Uni<Void> inSteps(String statement, OffsetDateTime before, int rows) {
        return Multi.createBy().repeating().uni(() -> pool.preparedQuery(statement).execute(Tuple.of(before, rows))).whilst(step -> step.rowCount() == rows)
                .collect().last().replaceWithVoid();
    }

    private static Map<CredentialId, SecretUsage> byId(RowSet<Row> rows) {
        Map<CredentialId, SecretUsage> usages = new HashMap<>();
        rows.forEach(row -> usages.put(new CredentialId(row.getString("credential_id")),
                new SecretUsage(row.getLong("use_count"), row.getOffsetDateTime("last_used_at").toInstant(), row.getString("last_used_from"))));
        return usages;
    }
}
