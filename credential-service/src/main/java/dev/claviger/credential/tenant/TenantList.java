package dev.claviger.credential.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.SortedPlace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** All tenants by name, searched, for administrators of the platform. */
@Singleton
public class TenantList {

    private static final int LINES = 25;
    private static final String LIST = "select t.id, t.name, lower(t.name) as sort_name, t.created_at from tenant t where (lower(t.name), t.id) > ($1, $2)";
    private static final String MATCHING = " and (lower(t.name) like lower($3) or t.id like lower($3))";
    private static final String ORDER = " order by lower(t.name), t.id limit " + (LINES + 1);

    private final Pool pool;

    TenantList(Pool pool) {
        this.pool = pool;
    }

    /** @param after the {@code next} of the page before; one that is none begins anew */
    public Uni<Page<ListedTenant>> page(AdminCaller caller, Optional<String> search, Optional<String> after) {
        caller.requireAdmin();
        SortedPlace place = after.flatMap(SortedPlace::parse).orElse(SortedPlace.START);
        Tuple values = Tuple.of(place.name(), place.id());
        search.ifPresent(text -> values.addString(SortedPlace.pattern(text)));
        return pool.preparedQuery(LIST + (search.isPresent() ? MATCHING : "") + ORDER).execute(values).map(TenantList::page);
    }

    private static Page<ListedTenant> page(RowSet<Row> rows) {
        List<ListedTenant> found = new ArrayList<>();
        rows.forEach(row -> found.add(ListedTenant.of(row)));
        List<ListedTenant> shown = found.size() > LINES ? found.subList(0, LINES) : found;
        return new Page<>(List.copyOf(shown), found.size() > LINES ? new SortedPlace(shown.get(LINES - 1).sortName(), shown.get(LINES - 1).id()).cursor() : null);
    }
}
