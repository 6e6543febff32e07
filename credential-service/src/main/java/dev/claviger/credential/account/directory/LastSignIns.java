package dev.claviger.credential.account.directory;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** When people were last let in, by password or by their tenant's provider. */
@Singleton
public class LastSignIns {

    /** Nothing for somebody who has gone meanwhile. */
    private static final String NOTE = """
            insert into person_sign_in (person_id, at) select id, now() from person where id = $1
            on conflict (person_id) do update set at = excluded.at
            """;

    private final Pool pool;

    LastSignIns(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> note(PersonId person) {
        return pool.preparedQuery(NOTE).execute(Tuple.of(person.value())).replaceWithVoid();
    }
}
