package dev.claviger.credential.usage.trend;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.credential.usage.fact.Period;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Sums for pictures and short lists. All but the last read sums by the hour, of which a tenant has few however many clients it has; callers have checked
 * who may know them. A tenant of empty text is nobody's: hosts that are unknown, and whoever did not prove who it is.
 */
@Singleton
public class Trends {

    static final String BY_HOUR = """
            select at, source, outcome, sum(requests) as requests from usage_hour
             where tenant_id = $1 and at >= $2 and at < $3
             group by at, source, outcome
            """;
    static final String BY_DAY = """
            select date_trunc('day', at, 'UTC') as at, source, outcome, sum(requests) as requests from usage_hour
             where tenant_id = $1 and at >= $2 and at < $3
             group by 1, source, outcome
            """;
    static final String REASONS = """
            select source, reason, sum(requests) as requests, max(at) as last_hour from usage_hour
             where tenant_id = $1 and at >= $2 and at < $3 and outcome = 'refused'
             group by source, reason order by requests desc, source, reason
            """;
    static final String CLIENTS = """
            select refused.client_id, c.name, refused.requests, refused.source, refused.reason
              from (select client_id, sum(requests) as requests, (array_agg(source order by requests desc))[1] as source, (array_agg(reason order by requests desc))[1] as reason
                      from (select client_id, source, reason, sum(requests) as requests from usage_day
                             where tenant_id = $1 and at >= $2 and at < $3 and outcome = 'refused' and client_id <> ''
                             group by client_id, source, reason) by_reason
                     group by client_id order by 2 desc, client_id limit $4) refused
              left join client c on c.id = refused.client_id and c.tenant_id = $1
             order by refused.requests desc, refused.client_id
            """;

    private final Pool pool;

    Trends(Pool pool) {
        this.pool = pool;
    }

    /** By the hour, in no order. */
    public Uni<List<OutcomeSum>> hours(String tenant, Period period) {
        return pool.preparedQuery(BY_HOUR).execute(values(tenant, period)).map(rows -> rows.stream().map(Trends::outcome).toList());
    }

    /** By the day of UTC, in no order. */
    public Uni<List<OutcomeSum>> days(String tenant, Period period) {
        return pool.preparedQuery(BY_DAY).execute(values(tenant, period)).map(rows -> rows.stream().map(Trends::outcome).toList());
    }

    /** Why something was refused, the most frequent first. */
    public Uni<List<ReasonSum>> reasons(String tenant, Period period) {
        return pool.preparedQuery(REASONS).execute(values(tenant, period)).map(rows -> rows.stream().map(Trends::reason).toList());
    }

    /**
     * Who was refused most. What is known of clients is known by the day.
     *
     * @param most so many of them
     */
    public Uni<List<RefusedClient>> refusedClients(String tenant, Period period, int most) {
        return pool.preparedQuery(CLIENTS).execute(values(tenant, period).addInteger(most)).map(rows -> rows.stream().map(Trends::client).toList());
    }

    private static Tuple values(String tenant, Period period) {
        return Tuple.of(tenant, utc(period.from()), utc(period.to()));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static OutcomeSum outcome(Row row) {
        return new OutcomeSum(row.getOffsetDateTime("at").toInstant(), row.getString("source"), row.getString("outcome"), requests(row));
    }

    private static ReasonSum reason(Row row) {
        return new ReasonSum(row.getString("source"), row.getString("reason"), requests(row), row.getOffsetDateTime("last_hour").toInstant());
    }

    private static RefusedClient client(Row row) {
        return new RefusedClient(row.getString("client_id"), Optional.ofNullable(row.getString("name")), row.getString("source"), row.getString("reason"), requests(row));
    }

    private static long requests(Row row) {
        return row.getNumeric("requests").longValue();
    }
}
