package dev.claviger.credential.narrowing.holder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.scope.Definitions;
import dev.claviger.credential.usage.fact.NeedUse;
import dev.claviger.credential.usage.fact.UsageFacts;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * All clients of a tenant, as far as scopes and their use go. Which of a route's alternatives a client took hangs on all that it holds and does, so
 * no statement can count them; the two there are bring identifiers and days only, and each set of scopes and each need once.
 */
@Singleton
class HoldingClients {

    static final String REGISTERED = "select scopes, array_agg(id) as ids from client where tenant_id = $1 group by scopes";

    private final Pool pool;
    private final Definitions definitions;
    private final UsageFacts facts;

    HoldingClients(Pool pool, Definitions definitions, UsageFacts facts) {
        this.pool = pool;
        this.definitions = definitions;
        this.facts = facts;
    }

    /** Together with what implies what. */
    record Known(List<HoldingClient> clients, ScopeCatalogue catalogue) {
    }

    @WithSession
    Uni<Known> of(TenantId tenant) {
        return definitions.read().chain(catalogue -> facts.needs(tenant)
                .chain(needs -> pool.preparedQuery(REGISTERED).execute(Tuple.of(tenant.value()))
                        .map(rows -> new Known(StreamSupport.stream(rows.spliterator(), false).flatMap(row -> clients(row, needs, catalogue).stream()).toList(), catalogue))));
    }

    private static List<HoldingClient> clients(Row row, Map<String, List<NeedUse>> needs, ScopeCatalogue catalogue) {
        Scopes registered = Scopes.of(List.of(row.getArrayOfStrings("scopes")));
        return Arrays.stream(row.getArrayOfStrings("ids")).map(id -> HoldingClient.of(id, registered, needs.getOrDefault(id, List.of()), catalogue)).toList();
    }
}
