package dev.claviger.credential.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.SortedPlace;
import dev.claviger.credential.edge.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A tenant's clients by name, searched and filtered. The cursor is name and id of the last one seen, so a page costs the same however far
 * down the list it is; what is known of secrets and their use is looked up for the lines that are shown.
 */
@Singleton
public class ClientList {

    /** Time enough for a person to hand out a new secret. */
    private static final Duration SOON = Duration.ofDays(30);
    private static final int LINES = 25;

    /** Not every statement compares with $2, but each must say what it is. */
    private static final String LIST = """
            select c.id, c.name, lower(c.name) as sort_name, c.environment, c.contact_email, cardinality(c.scopes) as scopes, c.disabled,
                   l.endless, l.ends_at, u.last_used_at
              from client c
             cross join lateral (
                   select coalesce(bool_or(s.expires_at is null), false) as endless, max(s.expires_at) as ends_at
                     from credential s where s.client_id = c.id and s.revoked_at is null and (s.expires_at is null or s.expires_at > $3)) l
             cross join lateral (
                   select max(known.last_used_at) as last_used_at
                     from credential s join credential_usage known on known.credential_id = s.id where s.client_id = c.id) u
             where c.tenant_id = $1 and $2::timestamptz is not null and (lower(c.name), c.id) > ($4, $5)""";
    private static final String MATCHING = " and (lower(c.name) like lower($6) or lower(c.contact_email) like lower($6) or c.id = $7)";
    private static final String ORDER = " order by lower(c.name), c.id limit " + (LINES + 1);

    private final Pool pool;
    private final Clock clock;

    ClientList(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** @param after the {@code next} of the page before; one that is none begins anew */
    public Uni<Page<ListedClient>> page(TenantId tenant, Optional<String> search, Optional<ClientState> state, Optional<String> after) {
        Instant now = clock.instant();
        SortedPlace place = after.flatMap(SortedPlace::parse).orElse(SortedPlace.START);
        Tuple values = Tuple.of(tenant.value(), now.plus(SOON).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), place.name(), place.id());
        search.ifPresent(text -> values.addString(SortedPlace.pattern(text)).addString(text));
        return pool.preparedQuery(statement(search.isPresent(), state)).execute(values).map(ClientList::page);
    }

    /** Until when an end counts as soon. */
    public Instant soon() {
        return clock.instant().plus(SOON);
    }

    static String statement(boolean searches, Optional<ClientState> state) {
        return LIST + (searches ? MATCHING : "") + state.map(asked -> " and " + asked.condition()).orElse("") + ORDER;
    }

    private static Page<ListedClient> page(RowSet<Row> rows) {
        List<ListedClient> found = new ArrayList<>();
        rows.forEach(row -> found.add(ListedClient.of(row)));
        List<ListedClient> shown = found.size() > LINES ? found.subList(0, LINES) : found;
        return new Page<>(List.copyOf(shown), found.size() > LINES ? new SortedPlace(shown.get(LINES - 1).sortName(), shown.get(LINES - 1).id()).cursor() : null);
    }
}
