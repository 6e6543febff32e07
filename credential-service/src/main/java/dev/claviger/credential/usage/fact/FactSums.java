package dev.claviger.credential.usage.fact;

import java.util.List;

import jakarta.inject.Singleton;

import dev.claviger.credential.internal.InternalRole;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Adds a batch of facts to the sums there are. Several replicas report at once, so numbers add up, and all write their rows in the order of
 * one key, table after table, so that no two wait for each other. What all share comes last and is held shortest.
 */
@Singleton
public class FactSums {

    private static final String ADD_TO_DAYS = """
            insert into usage_day as d (at, tenant_id, client_id, environment, source, outcome, reason, route, needs, requests)
            select at, tenant_id, client_id, environment, source, outcome, reason, route, needs, requests
              from unnest(cast($1 as timestamptz[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]), cast($5 as text[]), cast($6 as text[]),
                          cast($7 as text[]), cast($8 as text[]), cast($9 as text[]), cast($10 as bigint[]))
                as added (at, tenant_id, client_id, environment, source, outcome, reason, route, needs, requests)
            on conflict (tenant_id, client_id, at, environment, source, outcome, reason, route, needs) do update set requests = d.requests + excluded.requests
            """;
    /** Mostly there is nothing to change, and then no row is locked either. */
    private static final String ADD_TO_NEEDS = """
            insert into usage_need as n (first_day, last_day, tenant_id, client_id, source, needs)
            select at, at, tenant_id, client_id, source, needs
              from unnest(cast($1 as timestamptz[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]), cast($5 as text[]), cast($6 as bigint[]))
                as added (at, tenant_id, client_id, source, needs, requests)
             where not exists (select from usage_need known where known.tenant_id = added.tenant_id and known.client_id = added.client_id
                                  and known.source = added.source and known.needs = added.needs and added.at between known.first_day and known.last_day)
             order by tenant_id, client_id, source, needs
            on conflict (tenant_id, client_id, source, needs) do update
               set first_day = least(n.first_day, excluded.first_day), last_day = greatest(n.last_day, excluded.last_day)
            """;
    private static final String ADD_TO_HOURS = """
            insert into usage_hour as h (at, tenant_id, environment, source, outcome, reason, requests)
            select at, tenant_id, environment, source, outcome, reason, requests
              from unnest(cast($1 as timestamptz[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]), cast($5 as text[]), cast($6 as text[]), cast($7 as bigint[]))
                as added (at, tenant_id, environment, source, outcome, reason, requests)
            on conflict (tenant_id, at, environment, source, outcome, reason) do update set requests = h.requests + excluded.requests
            """;

    /** What gateways did not see cannot be judged, however long token-services have counted. */
    private static final String BEGIN = "update installation set counted_since = now() where counted_since is null";

    /** With a moment and how many rows at once. */
    public static final String FORGET_NEEDS = """
            delete from usage_need where (tenant_id, client_id, source, needs) in (
                select tenant_id, client_id, source, needs from usage_need where last_day < $1 order by last_day limit $2 for update skip locked)
            """;

    /** Within the transaction that has found the batch to be new. */
    public Uni<Void> add(SqlConnection connection, List<Fact> facts) {
        SortedSums days = new SortedSums(8);
        SortedSums needs = new SortedSums(4);
        SortedSums hours = new SortedSums(5);
        for (Fact fact : facts) {
            String source = fact.source().toString();
            days.add(fact.count(), fact.day(), fact.tenant(), fact.client(), fact.environment(), source, fact.outcome(), fact.reason(), fact.route(), fact.needs().text());
            hours.add(fact.count(), fact.hour(), fact.tenant(), fact.environment(), source, fact.outcome(), fact.reason());
            if (fact.showsNeed()) {
                needs.add(fact.count(), fact.day(), fact.tenant(), fact.client(), source, fact.needs().text());
            }
        }
        return add(connection, ADD_TO_DAYS, days).chain(() -> add(connection, ADD_TO_NEEDS, needs)).chain(() -> add(connection, ADD_TO_HOURS, hours))
                .chain(() -> facts.stream().anyMatch(fact -> fact.source() == InternalRole.GATEWAY) ? connection.query(BEGIN).execute().replaceWithVoid() : Uni.createFrom().voidItem());
    }

    private static Uni<Void> add(SqlConnection connection, String statement, SortedSums sums) {
        return sums.isEmpty() ? Uni.createFrom().voidItem() : connection.preparedQuery(statement).execute(sums.columns()).replaceWithVoid();
    }
}
