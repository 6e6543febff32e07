package dev.claviger.credential.account.password;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.contract.PersonId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The stored hashes. Whoever needs one for comparing joins the table to the person's row. */
@Singleton
public class Passwords {

    private static final Logger LOG = Logger.getLogger(Passwords.class);
    private static final String SET = """
            insert into person_password (person_id, hash, set_at) values (:person, :hash, now())
            on conflict (person_id) do update set hash = excluded.hash, set_at = excluded.set_at
            """;
    private static final String RENEW = "update person_password set hash = $2 where person_id = $1 and hash = $3";
    private static final String FIND = "select hash from person_password where person_id = $1";

    private final Hashing hashing;
    private final Pool pool;

    Passwords(Hashing hashing, Pool pool) {
        this.hashing = hashing;
        this.pool = pool;
    }

    /** Within a transaction; the hash was made before it, for no lock is held while one is computed. */
    public Uni<Void> set(PersonId person, String hash) {
        return Panache.getSession().call(session -> session.flush()).chain(session -> session.createNativeQuery(SET)
                .setParameter("person", person.value()).setParameter("hash", hash).executeUpdate()).replaceWithVoid();
    }

    /** Whether it is the person's password at this moment. Fails with {@link Hashing.Busy}. */
    public Uni<Boolean> matches(PersonId person, Password password) {
        return pool.preparedQuery(FIND).execute(Tuple.of(person.value()))
                .map(rows -> rows.size() == 0 ? List.<String>of() : List.of(rows.iterator().next().getString("hash")))
                .chain(found -> hashing.matches(found.stream().findFirst(), password, true));
    }

    /** Off the answer's path: the next sign-in tries again if this fails. */
    public void renewHash(PersonId person, String matched, Password password) {
        if (hashing.isOutdated(matched)) {
            hashing.hash(password).chain(fresh -> pool.preparedQuery(RENEW).execute(Tuple.of(person.value(), fresh, matched)))
                    .subscribe().with(done -> LOG.debugf("the password of person %s is hashed by the present settings now", person),
                            failure -> LOG.warnf("the password of person %s keeps its old hash for now: %s", person, failure.getClass().getSimpleName()));
        }
    }
}
