package dev.claviger.credential.tenant;

import java.time.Instant;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A tenant as a line of a list.
 *
 * @param sortName by which the list is ordered, as the database writes it
 */
public record ListedTenant(String id, String name, String sortName, Instant createdAt) {

    static ListedTenant of(Row row) {
        return new ListedTenant(row.getString("id"), row.getString("name"), row.getString("sort_name"), row.getOffsetDateTime("created_at").toInstant());
    }
}
