package dev.claviger.credential.account.directory;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** What is known of how people get in. */
@Singleton
public class PersonAccesses {

    /** Of several providers, for one may have taken the place of another, the one that counts; else the latest. */
    private static final String FIND = """
            select s.at as signed_in_at, l.link_until, e.issuer, e.linked_at
              from (select $1::bigint as id) p
              left join person_sign_in s on s.person_id = p.id
             cross join lateral (select max(k.expires_at) as link_until from password_link k where k.person_id = p.id and k.expires_at > now()) l
              left join lateral (
                   select x.issuer, x.linked_at from external_identity x left join identity_provider i on i.tenant_id = x.tenant_id and i.issuer = x.issuer
                    where x.person_id = p.id order by i.tenant_id is null, x.linked_at desc limit 1) e on true
            """;

    private final Pool pool;

    PersonAccesses(Pool pool) {
        this.pool = pool;
    }

    /** Of somebody who is there. */
    public Uni<PersonAccess> of(PersonId person) {
        return pool.preparedQuery(FIND).execute(Tuple.of(person.value())).map(rows -> PersonAccess.of(rows.iterator().next()));
    }
}
