package dev.claviger.credential;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** A person as its row, for what is judged by it. */
public record TestPerson(Pool pool, TenantId tenant, PersonId id) {

    /** @param limit none for all */
    public static TestPerson of(Pool pool, String tenant, String role, String... limit) {
        long id = pool.preparedQuery("insert into person (tenant_id, username, role, scopes, created_at, updated_at, version) values ($1, $2, $3, $4, now(), now(), 0) returning id")
                .executeAndAwait(Tuple.of(tenant, AdminApi.fresh("person"), role, limit.length == 0 ? null : limit)).iterator().next().getLong("id");
        return new TestPerson(pool, new TenantId(tenant), new PersonId(id));
    }

    public void limitedTo(String... scopes) {
        pool.preparedQuery("update person set scopes = $2 where id = $1").executeAndAwait(Tuple.of(id.value(), scopes));
    }

    public void disabled(boolean now) {
        pool.preparedQuery("update person set disabled = $2 where id = $1").executeAndAwait(Tuple.of(id.value(), now));
    }

    public void delete() {
        pool.preparedQuery("delete from person where id = $1").executeAndAwait(Tuple.of(id.value()));
    }
}
