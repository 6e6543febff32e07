package dev.claviger.credential.account.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.SortedPlace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** A tenant's people by name, searched and filtered; what is known of how they get in is looked up for the lines that are shown. */
@Singleton
public class PersonList {

    private static final int LINES = 25;
    private static final String LIST = """
            select p.id, p.username, p.name, lower(coalesce(p.name, p.username)) as sort_name, p.email, p.role, p.disabled, w.has_way, k.invited_until, s.at as signed_in_at
              from person p
             cross join lateral (
                   select exists (select 1 from person_password pp where pp.person_id = p.id) or exists (select 1 from external_identity e where e.person_id = p.id) as has_way) w
             cross join lateral (
                   select max(l.expires_at) as invited_until from password_link l where l.person_id = p.id and l.expires_at > now()) k
              left join person_sign_in s on s.person_id = p.id
             where p.tenant_id = $1 and (lower(coalesce(p.name, p.username)), p.id) > ($2, $3)""";
    private static final String MATCHING = " and (lower(p.name) like lower($4) or lower(p.username) like lower($4) or lower(p.email) like lower($4))";
    private static final String ORDER = " order by lower(coalesce(p.name, p.username)), p.id limit " + (LINES + 1);

    private final Pool pool;

    PersonList(Pool pool) {
        this.pool = pool;
    }

    /** @param after the {@code next} of the page before; one that is none begins anew */
    public Uni<Page<ListedPerson>> page(TenantId tenant, Optional<String> search, Optional<PersonState> state, Optional<String> after) {
        SortedPlace place = after.flatMap(SortedPlace::parse).orElse(SortedPlace.START);
        Tuple values = Tuple.of(tenant.value(), place.name(), number(place.id()));
        search.ifPresent(text -> values.addString(SortedPlace.pattern(text)));
        return pool.preparedQuery(statement(search.isPresent(), state)).execute(values).map(PersonList::page);
    }

    static String statement(boolean searches, Optional<PersonState> state) {
        return LIST + (searches ? MATCHING : "") + state.map(asked -> " and " + asked.condition()).orElse("") + ORDER;
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException nobodys) {
            return 0;
        }
    }

    private static Page<ListedPerson> page(RowSet<Row> rows) {
        List<ListedPerson> found = new ArrayList<>();
        rows.forEach(row -> found.add(ListedPerson.of(row)));
        List<ListedPerson> shown = found.size() > LINES ? found.subList(0, LINES) : found;
        return new Page<>(List.copyOf(shown), found.size() > LINES ? next(shown.get(LINES - 1)) : null);
    }

    private static String next(ListedPerson last) {
        return new SortedPlace(last.sortName(), Long.toString(last.id())).cursor();
    }
}
