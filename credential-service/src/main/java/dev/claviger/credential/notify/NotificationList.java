package dev.claviger.credential.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** What contacts were told or shall be, newest first. */
@Singleton
class NotificationList {

    private static final String COLUMNS = "select id, kind, tenant_id, client_id, person_id, credential_id, api_key_id, created_at, status, attempts, sent_at from notification where id < $1";

    private final Pool pool;

    NotificationList(Pool pool) {
        this.pool = pool;
    }

    Uni<List<NotificationView>> read(Optional<String> tenant, Optional<String> client, long before, int rows) {
        StringBuilder query = new StringBuilder(COLUMNS);
        Tuple values = Tuple.of(before);
        tenant.ifPresent(id -> query.append(" and tenant_id = $").append(values.addString(id).size()));
        client.ifPresent(id -> query.append(" and client_id = $").append(values.addString(id).size()));
        query.append(" order by id desc limit $").append(values.addInteger(rows).size());
        return pool.preparedQuery(query.toString()).execute(values).map(found -> {
            List<NotificationView> views = new ArrayList<>();
            found.forEach(row -> views.add(NotificationView.of(row)));
            return views;
        });
    }
}
