package dev.claviger.credential.console.activity.audit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.audit.AuditLine;
import dev.claviger.credential.console.session.ConsoleClient;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.tenant.PlatformTenant;
import dev.claviger.pages.ShownName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The trail has ids; people have names. What another tenant's are called is told to operators alone. */
@Singleton
class KnownNames {

    private static final String PEOPLE = "select cast(id as text) as id, coalesce(name, username) as name, tenant_id from person where id = any ($1) and (tenant_id = $2 or $3)";
    private static final String CLIENTS = "select id, name, tenant_id from client where id = any ($1) and (tenant_id = $2 or $3)";
    private static final int MOST_NAMESAKES = 20;
    private static final String PEOPLE_CALLED = "(select cast(id as text) as id from person where tenant_id = any ($1) and (lower(username) = lower($2) or lower(name) = lower($2)) order by id limit " + MOST_NAMESAKES + ")";
    private static final String CLIENTS_CALLED = "(select id from client where tenant_id = any ($1) and lower(name) = lower($2) order by id limit " + MOST_NAMESAKES + ")";
    private static final String CONSOLE = "console";

    private final Pool pool;
    private final Optional<String> console;

    KnownNames(Pool pool, ConsoleConfig config) {
        this.pool = pool;
        this.console = ConsoleClient.of(config).map(ConsoleClient::id);
    }

    /** The ids a text stands for: itself, and of whoever is called so. */
    Uni<List<String>> ids(TenantId tenant, boolean isOperator, String text, boolean people) {
        String[] tenants = isOperator ? new String[] {tenant.value(), PlatformTenant.ID.value()} : new String[] {tenant.value()};
        return pool.preparedQuery(people ? PEOPLE_CALLED + " union all " + CLIENTS_CALLED : CLIENTS_CALLED).execute(Tuple.of(tenants, text)).map(rows -> {
            Set<String> ids = new LinkedHashSet<>(List.of(text));
            rows.forEach(row -> ids.add(row.getString("id")));
            console.filter(id -> text.equalsIgnoreCase(CONSOLE)).ifPresent(ids::add);
            return List.copyOf(ids);
        });
    }

    /** What everything in these entries is called. */
    Uni<Names> of(TenantId tenant, boolean isOperator, List<AuditLine> lines) {
        Long[] people = lines.stream().flatMap(line -> Stream.of(line.actor(), line.subject())).flatMap(text -> PersonId.ofSubject(text == null ? "" : text).stream()).map(PersonId::value).distinct().toArray(Long[]::new);
        String[] clients = lines.stream().flatMap(line -> Stream.of(line.actor(), line.actorClient(), line.clientId())).filter(id -> id != null).distinct().toArray(String[]::new);
        return named(PEOPLE, Tuple.of(people, tenant.value(), isOperator)).chain(persons -> named(CLIENTS, Tuple.of(clients, tenant.value(), isOperator)).map(known -> new Names(tenant.value(), isOperator, console, persons, known)));
    }

    private Uni<Map<String, Named>> named(String question, Tuple values) {
        return pool.preparedQuery(question).execute(values).map(rows -> {
            Map<String, Named> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getString("id"), new Named(ShownName.of(row.getString("name")), row.getString("tenant_id"))));
            return found;
        });
    }

    /** Somebody or something that is there. */
    record Named(String name, String tenant) {
    }

    /** What is called how, for one tenant's eyes. */
    record Names(String tenant, boolean isOperator, Optional<String> console, Map<String, Named> people, Map<String, Named> clients) {

        Optional<Named> person(String id) {
            return Optional.ofNullable(people.get(id));
        }

        Optional<Named> client(String id) {
            return Optional.ofNullable(clients.get(id));
        }

        boolean isConsole(String id) {
            return console.filter(known -> known.equals(id)).isPresent();
        }
    }
}
