package dev.claviger.token.refresh;

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

/** Grants by who gave them. */
public final class GivenGrants {

    private static final String END = """
            update refresh_grant set ended_at = $4 where tenant_id = $1 and client_id = $2 and person = $3 and ended_at is null returning grant_id
            """;

    private GivenGrants() {
    }

    /** Ends all that the person has given the client: their refresh tokens are dead once this is committed. Their access tokens are the caller's to revoke. */
    public static Future<List<GrantId>> end(SqlConnection transaction, TenantId tenant, ClientId client, PersonId person, Instant at) {
        return transaction.preparedQuery(END).execute(Tuple.of(tenant.value(), client.value(), person.value(), at.atOffset(ZoneOffset.UTC))).map(rows -> {
            List<GrantId> ended = new ArrayList<>(rows.size());
            rows.forEach(row -> ended.add(new GrantId(row.getString("grant_id"))));
            return ended;
        });
    }
}
