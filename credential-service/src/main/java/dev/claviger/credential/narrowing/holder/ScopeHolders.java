package dev.claviger.credential.narrowing.holder;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Which of a tenant's clients have a scope, and which of them need it. Where a route leaves a choice, who has several of its alternatives
 * counts as needing each: which one it could do without is to be judged with all else that it does.
 */
@Singleton
public class ScopeHolders {

    /** $2 is the scope, $3 the first day that counts as lately; on the page are those after the day $4 and the id $5. There is one row at least. */
    private static final String HOLDERS = """
            with recursive reaching as (
                select cast($2 as text) as name
                union select s.name from reaching r join scope s on s.implies @> array[r.name]),
            need as (
                (select needs from usage_need where tenant_id = $1 and source = 'gateway' order by needs limit 1)
                union all select (select later.needs from usage_need later where later.tenant_id = $1 and later.source = 'gateway' and later.needs > need.needs order by later.needs limit 1)
                    from need where need.needs is not null),
            used as materialized (
                select u.client_id, max(u.last_day) as last_day from need join usage_need u on u.tenant_id = $1 and u.source = 'gateway' and u.needs = need.needs
                 where strpos(need.needs, $2) > 0 and $2 = any (string_to_array(translate(need.needs, E'\\n', ' '), ' ')) group by u.client_id),
            holder as materialized (
                select c.id, c.name, c.environment, c.disabled, c.scopes @> array[cast($2 as text)] as registered, u.last_day,
                       coalesce(cast(u.last_day at time zone 'UTC' as date), date '0001-01-01') as place
                  from client c left join used u on u.client_id = c.id where c.tenant_id = $1 and c.scopes && array(select name from reaching))
            select s.*, h.* from (
                select count(*) as all_holders, count(*) filter (where registered) as all_registered, count(*) filter (where last_day >= $3) as used_lately,
                       count(*) filter (where last_day is null) as never_used, max(last_day) as last_of_all from holder) s
              left join (select id, name, environment, disabled, registered, last_day, place from holder where (place, id) > (cast($4 as date), cast($5 as text)) and %s order by place, id limit $6) h on true
             order by h.place, h.id
            """;
    private static final LocalDate BEFORE_ALL = LocalDate.of(1, 1, 1);
    private static final int LATELY_DAYS = 30;

    private final Pool pool;
    private final Clock clock;

    ScopeHolders(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    static String statement(Optional<LastUse> use) {
        return HOLDERS.formatted(use.map(LastUse::condition).orElse("true"));
    }

    /**
     * Those first who have not needed it for longest.
     *
     * @param use only those of whom this is so
     */
    public Uni<ScopeHolderPage> of(TenantId tenant, String scope, Optional<LastUse> use, PageRequest request) {
        Place after = request.after().map(Place::parse).orElse(Place.START);
        return pool.preparedQuery(statement(use)).execute(Tuple.of(tenant.value(), scope, lately(), after.day(), after.id(), request.rows())).map(rows -> page(rows, request));
    }

    private static ScopeHolderPage page(RowSet<Row> rows, PageRequest request) {
        List<ScopeHolder> found = new ArrayList<>();
        rows.forEach(row -> {
            if (row.getString("id") != null) {
                found.add(new ScopeHolder(row.getString("id"), row.getString("name"), row.getString("environment"), row.getBoolean("disabled"), row.getBoolean("registered"), day(row, "last_day")));
            }
        });
        Row first = rows.iterator().next();
        Page<ScopeHolder> page = request.page(found, holder -> Place.of(holder).key(), holder -> holder);
        return new ScopeHolderPage(new HolderCounts(first.getLong("all_holders"), first.getLong("all_registered"), first.getLong("used_lately"), first.getLong("never_used"), day(first, "last_of_all")),
                page.items(), page.next());
    }

    private OffsetDateTime lately() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(LATELY_DAYS).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static LocalDate day(Row row, String column) {
        OffsetDateTime day = row.getOffsetDateTime(column);
        return day == null ? null : day.atZoneSameInstant(ZoneOffset.UTC).toLocalDate();
    }

    /** Where in the list a page begins. */
    private record Place(LocalDate day, String id) {

        private static final Place START = new Place(BEFORE_ALL, "");

        static Place of(ScopeHolder holder) {
            return new Place(holder.lastUsedOn() == null ? BEFORE_ALL : holder.lastUsedOn(), holder.clientId());
        }

        static Place parse(String key) {
            try {
                String[] parts = key.split(" ", 2);
                return new Place(LocalDate.parse(parts[0]), parts.length == 1 ? "" : parts[1]);
            } catch (DateTimeParseException notOurs) {
                throw PageRequest.badCursor();
            }
        }

        String key() {
            return day + " " + id;
        }
    }
}
