package dev.claviger.credential.account.directory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A person as a line of a list.
 *
 * @param sortName     by which the list is ordered, as the database writes it
 * @param invitedUntil when the last invitation that is out ends; empty when there is none
 * @param signedInAt   empty when nothing is known
 */
public record ListedPerson(long id, String username, Optional<String> name, String sortName, Optional<String> email, String role, PersonState state,
        Optional<Instant> invitedUntil, Optional<Instant> signedInAt) {

    static ListedPerson of(Row row) {
        return new ListedPerson(row.getLong("id"), row.getString("username"), Optional.ofNullable(row.getString("name")), row.getString("sort_name"),
                Optional.ofNullable(row.getString("email")), row.getString("role"), PersonState.of(row.getBoolean("disabled"), row.getBoolean("has_way")),
                time(row, "invited_until"), time(row, "signed_in_at"));
    }

    /** As people call it: by its name, or else as it signs in. */
    public String shownName() {
        return name.orElse(username);
    }

    static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** Without what is personal. */
    @Override
    public String toString() {
        return "person " + id;
    }
}
