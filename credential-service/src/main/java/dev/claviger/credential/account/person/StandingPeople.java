package dev.claviger.credential.account.person;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** People who could sign in at this moment. */
@Singleton
public class StandingPeople {

    private static final String ROW = "select " + PersonRow.COLUMNS + " from person p where p.id = $1 and p.tenant_id = $2";

    private final Pool pool;

    StandingPeople(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Person>> find(TenantId tenant, PersonId id) {
        return pool.preparedQuery(ROW).execute(Tuple.of(id.value(), tenant.value()))
                .map(rows -> rows.size() == 0 ? Optional.empty() : PersonRow.usable(rows.iterator().next()));
    }
}
