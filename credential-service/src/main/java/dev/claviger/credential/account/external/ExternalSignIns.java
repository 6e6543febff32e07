package dev.claviger.credential.account.external;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.person.ExternalSignIn;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.PersonVerification;
import dev.claviger.contract.person.PersonVerification.Outcome;
import dev.claviger.credential.account.directory.LastSignIns;
import dev.claviger.credential.account.person.PersonRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Finds the person by issuer and subject, and by nothing else once it is linked: an address that belongs to somebody else tomorrow brings nobody into another's
 * account. Only who has never signed in is {@link Links looked for by what the provider calls it}.
 */
@Singleton
class ExternalSignIns {

    /** The position from the same moment as the person. A provider that is the tenant's no more brings nobody in. */
    private static final String ROW = """
            select f.id as feed_id, f.position, i.tenant_id is not null as offered, e.person_id is not null as linked,
            """ + PersonRow.COLUMNS + """
              from feed f
              left join identity_provider i on i.tenant_id = $1 and i.issuer = $2
              left join external_identity e on e.tenant_id = i.tenant_id and e.issuer = i.issuer and e.subject = $3
              left join person p on p.id = e.person_id and p.tenant_id = i.tenant_id
            """;

    private final Pool pool;
    private final Links links;
    private final LastSignIns lastSignIns;

    ExternalSignIns(Pool pool, Links links, LastSignIns lastSignIns) {
        this.pool = pool;
        this.links = links;
        this.lastSignIns = lastSignIns;
    }

    Uni<PersonVerification> verify(ExternalSignIn asked) {
        return find(asked).chain(row -> isNew(row) ? links.link(asked).chain(linked -> linked ? find(asked) : Uni.createFrom().item(row)) : Uni.createFrom().item(row))
                .map(ExternalSignIns::answer).call(answer -> answer.person().map(person -> lastSignIns.note(person.id())).orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static boolean isNew(Row row) {
        return row.getBoolean("offered") && !row.getBoolean("linked");
    }

    private Uni<Row> find(ExternalSignIn asked) {
        return pool.preparedQuery(ROW).execute(Tuple.of(asked.tenant().value(), asked.issuer(), asked.subject())).map(rows -> rows.iterator().next());
    }

    private static PersonVerification answer(Row row) {
        Optional<Person> person = PersonRow.usable(row);
        return new PersonVerification(row.getUUID("feed_id").toString(), row.getLong("position"), person.isPresent() ? Outcome.VERIFIED : Outcome.REFUSED,
                person, Optional.empty(), Optional.empty());
    }
}
