package dev.claviger.token.code;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Codes by who gave them. */
public final class GivenCodes {

    static final String END = """
            update authorization_code set used_at = coalesce(used_at, $4) where tenant_id = $1 and client_id = $2 and person = $3 returning grant_id
            """;

    private GivenCodes() {
    }

    /** Leaves no code of the person for the client to exchange, and tells which grants the known ones stand or stood for. */
    public static Future<List<GrantId>> end(SqlConnection transaction, TenantId tenant, ClientId client, PersonId person, Instant at) {
        return transaction.preparedQuery(END).execute(Tuple.of(tenant.value(), client.value(), person.value(), at.atOffset(ZoneOffset.UTC))).map(rows -> {
            List<GrantId> grants = new ArrayList<>(rows.size());
            rows.forEach(row -> grants.add(new GrantId(row.getString("grant_id"))));
            return grants;
        });
    }
}
