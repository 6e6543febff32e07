package dev.claviger.credential.narrowing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

/** For each scope, which of a tenant's clients have it and which of them use it. */
@Singleton
public class ScopeHolders {

    private static final String CLIENTS = "select id, name, environment, disabled, scopes from client where tenant_id = $1";
    private static final int LATELY_DAYS = 30;

    private final Pool pool;
    private final Definitions definitions;
    private final UsageFacts facts;
    private final Clock clock;

    ScopeHolders(Pool pool, Definitions definitions, UsageFacts facts, Clock clock) {
        this.pool = pool;
        this.definitions = definitions;
        this.facts = facts;
        this.clock = clock;
    }

    /** By the scope's name; those that nobody has are not there. */
    public Uni<List<ScopeHolding>> of(TenantId tenant) {
        LocalDate lately = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(LATELY_DAYS);
        return holders(tenant).map(holders -> {
            Map<String, List<LocalDate>> byScope = new TreeMap<>();
            holders.forEach(client -> client.lastUses().forEach((scope, last) -> byScope.computeIfAbsent(scope, first -> new ArrayList<>()).add(last.orElse(null))));
            return byScope.entrySet().stream().map(entry -> new ScopeHolding(entry.getKey(), entry.getValue().size(),
                    entry.getValue().stream().filter(last -> last != null && !last.isBefore(lately)).count(),
                    entry.getValue().stream().filter(last -> last == null).count())).toList();
        });
    }

    /** Who has the scope, those first who have not used it for longest. */
    public Uni<List<ScopeHolder>> of(TenantId tenant, String scope) {
        return holders(tenant).map(holders -> holders.stream().filter(client -> client.lastUses().containsKey(scope)).map(client -> client.holder(scope))
                .sorted(Comparator.comparing(ScopeHolder::lastUsedOn, Comparator.nullsFirst(Comparator.naturalOrder())).thenComparing(ScopeHolder::clientId)).toList());
    }

    @WithSession
    Uni<List<HoldingClient>> holders(TenantId tenant) {
        return definitions.read().chain(catalogue -> facts.needs(tenant).map(needs -> needs.stream().collect(Collectors.groupingBy(NeedUse::clientId)))
                .chain(needs -> pool.preparedQuery(CLIENTS).execute(Tuple.of(tenant.value()))
                        .map(rows -> rows.stream().map(row -> client(row, needs.getOrDefault(row.getString("id"), List.of()), catalogue)).toList())));
    }

    private static HoldingClient client(Row row, List<NeedUse> uses, ScopeCatalogue catalogue) {
        return HoldingClient.of(row.getString("id"), row.getString("name"), row.getString("environment"), row.getBoolean("disabled"),
                Scopes.of(List.of(row.getArrayOfStrings("scopes"))), uses, catalogue);
    }
}
