package dev.claviger.credential.narrowing.holder;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** All scopes that a tenant's clients have: how many of them, and when each was last needed. Many clients are registered for the same, so each set of scopes is looked at once. */
@Singleton
public class ScopeHoldings {

    static final String REGISTERED = "select scopes, count(*) as clients from client where tenant_id = $1 group by scopes";

    private final Definitions definitions;
    private final UsageFacts facts;
    private final Pool pool;

    ScopeHoldings(Definitions definitions, UsageFacts facts, Pool pool) {
        this.definitions = definitions;
        this.facts = facts;
        this.pool = pool;
    }

    /** By the scope's name; those that nobody has are not there. */
    @WithSession
    public Uni<List<ScopeHolding>> of(TenantId tenant) {
        return definitions.read().chain(catalogue -> facts.needs(tenant).map(ScopeHoldings::lastUses)
                .chain(lastUses -> pool.preparedQuery(REGISTERED).execute(Tuple.of(tenant.value())).map(rows -> holdings(rows, lastUses, catalogue))));
    }

    private static Map<String, LocalDate> lastUses(List<NeedUse> uses) {
        Map<String, LocalDate> lastUses = new HashMap<>();
        uses.forEach(use -> use.needs().alternatives().forEach(scopes -> scopes.forEach(scope -> lastUses.merge(scope, use.lastOn(), (one, other) -> one.isAfter(other) ? one : other))));
        return lastUses;
    }

    private static List<ScopeHolding> holdings(RowSet<Row> rows, Map<String, LocalDate> lastUses, ScopeCatalogue catalogue) {
        Map<String, Long> holders = new TreeMap<>();
        Map<String, Long> registered = new HashMap<>();
        rows.forEach(row -> {
            Scopes scopes = Scopes.of(List.of(row.getArrayOfStrings("scopes")));
            scopes.forEach(scope -> registered.merge(scope, row.getLong("clients"), Long::sum));
            catalogue.withImplied(scopes).forEach(scope -> holders.merge(scope, row.getLong("clients"), Long::sum));
        });
        return holders.entrySet().stream().map(entry -> new ScopeHolding(entry.getKey(), entry.getValue(), registered.getOrDefault(entry.getKey(), 0L), lastUses.get(entry.getKey()))).toList();
    }
}
