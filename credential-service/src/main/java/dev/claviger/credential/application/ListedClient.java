package dev.claviger.credential.application;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A client as a line of a list.
 *
 * @param sortName   by which the list is ordered, as the database writes it
 * @param endsAt     when its last live secret does; empty when none of them ends, and when there is none
 * @param hasSecret  whether it has a live secret, or needs none
 * @param lastUsedAt empty when no use is known
 */
public record ListedClient(String id, String name, String sortName, String environment, Optional<String> contact, int scopes, boolean disabled, boolean hasSecret,
        Optional<Instant> endsAt, Optional<Instant> lastUsedAt) {

    static ListedClient of(Row row) {
        boolean endless = row.getBoolean("endless");
        Optional<Instant> endsAt = time(row, "ends_at");
        return new ListedClient(row.getString("id"), row.getString("name"), row.getString("sort_name"), row.getString("environment"),
                Optional.ofNullable(row.getString("contact_email")), row.getInteger("scopes"), row.getBoolean("disabled"), endless || endsAt.isPresent(),
                endsAt.filter(end -> !endless), time(row, "last_used_at"));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** @param soon the end of what counts as soon */
    public ClientState state(Instant soon) {
        if (disabled) {
            return ClientState.DISABLED;
        }
        if (!hasSecret || endsAt.filter(end -> !end.isAfter(soon)).isPresent()) {
            return ClientState.EXPIRING;
        }
        return lastUsedAt.isPresent() ? ClientState.ACTIVE : ClientState.NEVER_USED;
    }
}
