package dev.claviger.credential.account.person;

import java.util.Optional;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.Role;
import io.vertx.mutiny.sqlclient.Row;

/** The columns of a person's row, and what token-service is told of them. */
public final class PersonRow {

    /** Of person p. */
    public static final String COLUMNS = """
            p.id as person_id, p.tenant_id, p.username, p.name, p.email, p.email_verified, p.role, p.scopes, p.disabled, p.era, p.updated_at
            """;

    private PersonRow() {
    }

    /** Empty when there is none, or one who may not sign in. */
    public static Optional<Person> usable(Row row) {
        return row.getLong("person_id") == null || row.getBoolean("disabled") ? Optional.empty() : Optional.of(read(row));
    }

    /** The form user names are looked for in; a text nobody can have finds nobody. */
    public static String lookup(String typed) {
        return PersonForm.username(typed).orElse("");
    }

    private static Person read(Row row) {
        return new Person(new TenantId(row.getString("tenant_id")), new PersonId(row.getLong("person_id")), row.getString("username"),
                Optional.ofNullable(row.getString("name")), Optional.ofNullable(row.getString("email")), row.getBoolean("email_verified"),
                Role.of(row.getString("role")), Optional.ofNullable(row.getArrayOfStrings("scopes")).map(scopes -> Scopes.of(java.util.List.of(scopes))),
                row.getOffsetDateTime("updated_at").toInstant(), row.getUUID("era").toString());
    }
}
