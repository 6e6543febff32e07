package dev.claviger.credential.application;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which clients live in an environment: what stops when it goes. */
@Singleton
public class Residents {

    private static final String COUNT = "select count(*) as clients from client where tenant_id = $1 and environment = $2";
    private static final String LATELY_USED = """
            select c.id, c.name, c.contact_email, c.disabled, max(u.last_used_at) as last_used_at
              from client c
              left join credential s on s.client_id = c.id
              left join credential_usage u on u.credential_id = s.id
             where c.tenant_id = $1 and c.environment = $2
             group by c.id order by last_used_at desc nulls last, c.id limit $3
            """;

    private final Pool pool;

    Residents(Pool pool) {
        this.pool = pool;
    }

    public Uni<Long> count(TenantId tenant, EnvironmentName environment) {
        return pool.preparedQuery(COUNT).execute(Tuple.of(tenant.value(), environment.value())).map(rows -> rows.iterator().next().getLong("clients"));
    }

    /** Those first that were used last, then those of which no use is known. */
    public Uni<List<Resident>> latelyUsed(TenantId tenant, EnvironmentName environment, int most) {
        return pool.preparedQuery(LATELY_USED).execute(Tuple.of(tenant.value(), environment.value(), most)).map(Residents::residents);
    }

    private static List<Resident> residents(RowSet<Row> rows) {
        return rows.stream().map(row -> new Resident(row.getString("id"), row.getString("name"), Optional.ofNullable(row.getString("contact_email")), row.getBoolean("disabled"),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at")).map(OffsetDateTime::toInstant))).toList();
    }

    /** @param lastUsedAt when a secret of it was; empty when no use is known */
    public record Resident(String id, String name, Optional<String> contact, boolean disabled, Optional<Instant> lastUsedAt) {
    }
}
