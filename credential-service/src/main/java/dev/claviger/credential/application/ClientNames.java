package dev.claviger.credential.application;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** What people know clients by. */
@Singleton
public class ClientNames {

    private static final String NAMES = "select id, name from client where id = any($1)";
    private static final String LIMITED = "select name from client where limited_to_creator and created_by = $1 order by lower(name), id limit $2";

    private final Pool pool;

    ClientNames(Pool pool) {
        this.pool = pool;
    }

    /** By identifier; those that are no more are missing. */
    public Uni<Map<String, String>> of(Collection<String> clients) {
        return clients.isEmpty() ? Uni.createFrom().item(Map.of()) : pool.preparedQuery(NAMES).execute(Tuple.of(clients.toArray(String[]::new))).map(rows -> {
            Map<String, String> names = new HashMap<>();
            rows.forEach(row -> names.put(row.getString("id"), row.getString("name")));
            return names;
        });
    }

    /** Of those that may do no more than the person who made them. */
    public Uni<List<String>> limitedTo(PersonId person, int most) {
        return pool.preparedQuery(LIMITED).execute(Tuple.of(person.value(), most)).map(rows -> {
            List<String> names = new ArrayList<>();
            rows.forEach(row -> names.add(row.getString("name")));
            return names;
        });
    }
}
