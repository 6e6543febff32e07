package dev.claviger.token.grant;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.SignIn;
import dev.claviger.contract.TenantId;
import io.vertx.sqlclient.Row;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Delegations as tables of this service hold them, each in the same columns. */
public final class Delegations {

    /** In the order of {@link #values}. */
    public static final String COLUMNS = "person, subject_kind, subject, auth_time, acr, amr, session_id, person_tenant";

    private static final int COUNT = 8;

    private Delegations() {
    }

    /** All null where there is none. */
    public static List<Object> values(Optional<Delegation> delegation) {
        return delegation.map(Delegations::values).orElse(Collections.nCopies(COUNT, null));
    }

    /** Empty where the row holds none. */
    public static Optional<Delegation> read(Row row) {
        return Optional.ofNullable(row.getLong("person")).map(person -> new Delegation(
                new Subject(Subject.Kind.of(row.getString("subject_kind")), row.getLong("subject")), new PersonId(person),
                new SignIn(row.getOffsetDateTime("auth_time").toInstant(), Optional.ofNullable(row.getString("acr"))),
                List.of(row.getArrayOfStrings("amr")), Optional.ofNullable(row.getString("session_id")),
                Optional.ofNullable(row.getString("person_tenant")).map(TenantId::new)));
    }

    private static List<Object> values(Delegation delegation) {
        return Arrays.asList(delegation.givenBy().value(), delegation.subject().kind().toString(), delegation.subject().number(),
                delegation.signIn().at().atOffset(ZoneOffset.UTC), delegation.signIn().acr().orElse(null),
                delegation.methods().toArray(String[]::new), delegation.session().orElse(null),
                delegation.tenant().map(TenantId::value).orElse(null));
    }
}
