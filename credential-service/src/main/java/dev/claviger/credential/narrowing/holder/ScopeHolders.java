package dev.claviger.credential.narrowing.holder;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** For each scope, which of a tenant's clients have it and which of them use it. */
@Singleton
public class ScopeHolders {

    static final String SHOWN = "select id, name, environment, disabled from client where tenant_id = $1 and id = any ($2)";
    private static final int LATELY_DAYS = 30;

    private final HoldingClients clients;
    private final Pool pool;
    private final Clock clock;

    ScopeHolders(HoldingClients clients, Pool pool, Clock clock) {
        this.clients = clients;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Those of one scope.
     *
     * @param all  how many there are, whatever part is on the page
     * @param page those first who have not used it for longest
     */
    public record Holders(ScopeHolding all, Page<ScopeHolder> page) {
    }

    /** By the scope's name; those that nobody has are not there. */
    public Uni<List<ScopeHolding>> of(TenantId tenant) {
        LocalDate lately = lately();
        return clients.of(tenant).map(known -> {
            Map<String, ScopeHolding> byScope = new TreeMap<>();
            Map<Scopes, Scopes> held = new HashMap<>();
            known.clients().forEach(client -> held.computeIfAbsent(client.registered(), known.catalogue()::withImplied)
                    .forEach(scope -> byScope.compute(scope, (name, sum) -> with(sum == null ? ScopeHolding.none(name) : sum, client, lately))));
            return List.copyOf(byScope.values());
        });
    }

    /** @param use only those of whom this is so */
    public Uni<Holders> of(TenantId tenant, String scope, Optional<LastUse> use, PageRequest request) {
        LocalDate lately = lately();
        return clients.of(tenant).map(known -> {
            Map<Scopes, Boolean> entitled = new HashMap<>();
            return known.clients().stream().filter(client -> entitled.computeIfAbsent(client.registered(), registered -> known.catalogue().entitles(registered, scope))).toList();
        }).chain(holders -> shown(tenant, request.page(asked(holders, scope, use, lately, request), Found::key, Function.identity()))
                .map(page -> new Holders(holders.stream().reduce(ScopeHolding.none(scope), (sum, client) -> with(sum, client, lately), (one, other) -> one), page)));
    }

    private static ScopeHolding with(ScopeHolding sum, HoldingClient client, LocalDate lately) {
        LocalDate lastOn = client.lastUses().get(sum.scope());
        return sum.with(client.registered().contains(sum.scope()), lastOn, LastUse.of(lastOn, lately));
    }

    private static List<Found> asked(List<HoldingClient> holders, String scope, Optional<LastUse> use, LocalDate lately, PageRequest request) {
        return holders.stream().map(client -> Found.of(client, scope)).filter(found -> use.isEmpty() || use.get() == LastUse.of(found.lastOn(), lately))
                .filter(found -> found.key().compareTo(request.afterOrStart()) > 0).sorted(Comparator.comparing(Found::key)).limit(request.rows()).toList();
    }

    /** A client that is gone by now is on no page. */
    private Uni<Page<ScopeHolder>> shown(TenantId tenant, Page<Found> page) {
        return pool.preparedQuery(SHOWN).execute(Tuple.of(tenant.value(), page.items().stream().map(Found::id).toArray(String[]::new))).map(rows -> {
            Map<String, Row> byId = StreamSupport.stream(rows.spliterator(), false).collect(Collectors.toMap(row -> row.getString("id"), Function.identity()));
            return new Page<>(page.items().stream().filter(found -> byId.containsKey(found.id())).map(found -> found.holder(byId.get(found.id()))).toList(), page.next());
        });
    }

    private LocalDate lately() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(LATELY_DAYS);
    }

    /** A client that has the scope, before its name is read. */
    private record Found(String id, boolean isRegistered, LocalDate lastOn, String key) {

        static Found of(HoldingClient client, String scope) {
            LocalDate lastOn = client.lastUses().get(scope);
            return new Found(client.id(), client.registered().contains(scope), lastOn, (lastOn == null ? "" : lastOn) + " " + client.id());
        }

        ScopeHolder holder(Row row) {
            return new ScopeHolder(id, row.getString("name"), row.getString("environment"), row.getBoolean("disabled"), isRegistered, lastOn);
        }
    }
}
