package dev.claviger.credential.usage.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What happened, for whoever may know it: callers have checked that. Everything is as old as a reporter's interval, some seconds. Sums by the hour
 * go back as far as {@code claviger.usage.hours-kept}, those by the day {@code claviger.usage.days-kept}.
 */
@Singleton
public class UsageFacts {

    static final String HOURS = """
            select at, environment, source, outcome, reason, sum(requests) as requests from usage_hour
             where tenant_id = $1 and at >= $2 and at < $3 and (cast($4 as text) = '' or environment = $4)
             group by at, environment, source, outcome, reason order by at, environment, source, outcome, reason
            """;
    static final String DAYS = """
            select at, environment, source, outcome, reason, sum(requests) as requests from usage_day
             where tenant_id = $1 and at >= $2 and at < $3 and (cast($4 as text) = '' or environment = $4)
             group by at, environment, source, outcome, reason order by at, environment, source, outcome, reason
            """;
    static final String CLIENTS = """
            select client_id, source, outcome, reason, sum(requests) as requests, max(at) as last_on from usage_day
             where tenant_id = $1 and at >= $2 and at < $3 and client_id > $4 and client_id in (
                select distinct client_id from usage_day where tenant_id = $1 and at >= $2 and at < $3 and client_id > $4 order by client_id limit $5)
             group by client_id, source, outcome, reason order by client_id, source, outcome, reason
            """;
    static final String ROUTES = """
            select source, environment, route, needs, sum(requests) as requests, count(distinct at) as days, max(at) as last_on from usage_day
             where tenant_id = $1 and client_id = $2 and at >= $3 and at < $4 and outcome <> 'refused'
             group by source, environment, route, needs order by source, environment, route, needs limit $5
            """;
    static final String UNCOUNTED = """
            select coalesce(sum(requests), 0) as requests from usage_day
             where tenant_id = $1 and client_id = 'other' and source = 'gateway' and (cast($2 as text) = '' or environment = $2) and at >= $3 and at < $4
            """;
    /** From one need to the next: they are few, however many clients have them. */
    static final String NEEDS = """
            with recursive need as (
                (select needs from usage_need where tenant_id = $1 and source = 'gateway' order by needs limit 1)
                union all select (select later.needs from usage_need later where later.tenant_id = $1 and later.source = 'gateway' and later.needs > need.needs order by later.needs limit 1)
                    from need where need.needs is not null)
            select needs, (select last.last_day from usage_need last where last.tenant_id = $1 and last.source = 'gateway' and last.needs = need.needs order by last.last_day desc limit 1) as last_on
              from need where needs is not null
            """;
    static final String COUNTED_SINCE = "select counted_since from installation";
    /** A client has at most as many as there are routes; should somebody change what they need every day, the rest is left out. */
    private static final int MOST_ROUTES = 2_000;

    private final Pool pool;

    UsageFacts(Pool pool) {
        this.pool = pool;
    }

    /** Requests at gateways and token endpoints by the hour, in order; an hour without any is not there. */
    public Uni<List<Activity>> hours(TenantId tenant, Optional<EnvironmentName> environment, Period period) {
        return ask(HOURS, Tuple.of(tenant.value(), period.start(), period.end(), name(environment)), UsageFacts::activity);
    }

    /** The same by the day, which goes further back. */
    public Uni<List<Activity>> days(TenantId tenant, Optional<EnvironmentName> environment, Period period) {
        return ask(DAYS, Tuple.of(tenant.value(), period.start(), period.end(), name(environment)), UsageFacts::activity);
    }

    /** Requests to hosts that are nobody's, by the hour. */
    public Uni<List<Activity>> strayHours(Period period) {
        return ask(HOURS, Tuple.of("", period.start(), period.end(), ""), UsageFacts::activity);
    }

    /**
     * What each client of the tenant did, by its id.
     *
     * @param after   the client after which to go on; empty text for the first
     * @param clients so many at once
     */
    public Uni<List<ClientActivity>> clients(TenantId tenant, Period period, String after, int clients) {
        return ask(CLIENTS, Tuple.of(tenant.value(), period.start(), period.end(), after, clients), UsageFacts::clientActivity);
    }

    /** What one client did and was not refused. */
    public Uni<List<RouteUse>> routes(TenantId tenant, ClientId client, Period period) {
        return ask(ROUTES, Tuple.of(tenant.value(), client.value(), period.start(), period.end(), MOST_ROUTES), UsageFacts::routeUse);
    }

    /** Requests at gateways that cannot be told from those of any one client: whoever draws a conclusion from what is missing must know of them. */
    public Uni<Long> uncounted(TenantId tenant, Optional<EnvironmentName> environment, Period period) {
        return ask(UNCOUNTED, Tuple.of(tenant.value(), name(environment), period.start(), period.end()), UsageFacts::requests).map(sums -> sums.get(0));
    }

    /** What clients of the tenant needed at gateways, each need once, whoever had it, and when last. */
    public Uni<List<NeedUse>> needs(TenantId tenant) {
        return ask(NEEDS, Tuple.of(tenant.value()), row -> new NeedUse(Needs.ofText(row.getString("needs")), day(row, "last_on")));
    }

    /** When a gateway of the installation first told what happened; empty while none has. */
    public Uni<Optional<Instant>> countedSince() {
        return pool.preparedQuery(COUNTED_SINCE).execute().map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("counted_since")).map(OffsetDateTime::toInstant));
    }

    private <T> Uni<List<T>> ask(String question, Tuple values, Function<Row, T> reading) {
        return pool.preparedQuery(question).execute(values).map(rows -> rows.stream().map(reading).toList());
    }

    private static Activity activity(Row row) {
        return new Activity(instant(row, "at"), row.getString("environment"), row.getString("source"), row.getString("outcome"), given(row.getString("reason")),
                requests(row));
    }

    private static ClientActivity clientActivity(Row row) {
        return new ClientActivity(row.getString("client_id"), row.getString("source"), row.getString("outcome"), given(row.getString("reason")),
                requests(row), day(row, "last_on"));
    }

    private static RouteUse routeUse(Row row) {
        return new RouteUse(row.getString("source"), row.getString("environment"), row.getString("route"), Needs.ofText(row.getString("needs")),
                requests(row), row.getLong("days"), day(row, "last_on"));
    }

    private static long requests(Row row) {
        return row.getNumeric("requests").longValue();
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static LocalDate day(Row row, String column) {
        return row.getOffsetDateTime(column).atZoneSameInstant(ZoneOffset.UTC).toLocalDate();
    }

    private static String name(Optional<EnvironmentName> environment) {
        return environment.map(EnvironmentName::value).orElse("");
    }

    private static String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
