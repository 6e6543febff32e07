package dev.claviger.credential.account.directory;

import java.time.Instant;
import java.util.Optional;

import io.vertx.mutiny.sqlclient.Row;

/**
 * How somebody gets in, beside what the person itself says.
 *
 * @param signedInAt when it last was; empty when nothing is known
 * @param linkUntil  until when a link that was sent leads to a password; empty when none does
 * @param linkedTo   the identity provider that the person is known to by its account there; empty for none
 * @param linkedAt   since when
 */
public record PersonAccess(Optional<Instant> signedInAt, Optional<Instant> linkUntil, Optional<String> linkedTo, Optional<Instant> linkedAt) {

    static PersonAccess of(Row row) {
        return new PersonAccess(ListedPerson.time(row, "signed_in_at"), ListedPerson.time(row, "link_until"), Optional.ofNullable(row.getString("issuer")), ListedPerson.time(row, "linked_at"));
    }
}
