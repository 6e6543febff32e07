package dev.claviger.credential.admin;

import jakarta.enterprise.context.ApplicationScoped;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.GrantId;
import dev.claviger.credential.event.RevocationRow;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Whether a token that is right in itself may still be used here. The owner of the revocations follows its own feed
 * without delay: it looks into the table, in one query that also asks for the client.
 */
@ApplicationScoped
public class LiveTokens {

    private static final String CLIENT_AND_REVOCATIONS = """
            select c.id as alive,
                   """ + RevocationRow.COLUMNS + """
              from (select 1) always
              left join client c on c.id = $1 and c.tenant_id = $2 and not c.disabled
              left join live_revocation r on r.subject in ($1, $2, $3, $4, $5, '*') and r.position > $6 and r.keep_until > now()
            """;

    private final Pool pool;

    LiveTokens(Pool pool) {
        this.pool = pool;
    }

    /** Fails with a 401 when the client is gone or disabled, or a revocation covers the token. */
    public Uni<Void> require(AccessTokenClaims token) {
        Tuple ids = Tuple.of(token.client().value(), token.tenant().value(), token.credential().value(),
                token.grant().map(GrantId::value).orElse(""), token.tokenId() == null ? "" : token.tokenId(), token.position());
        return pool.preparedQuery(CLIENT_AND_REVOCATIONS).execute(ids).invoke(rows -> refuseDead(rows, token)).replaceWithVoid();
    }

    private static void refuseDead(RowSet<Row> rows, AccessTokenClaims token) {
        for (Row row : rows) {
            if (row.getString("alive") == null || row.getLong("position") != null && RevocationRow.read(row).covers(token)) {
                throw Problem.invalidToken();
            }
        }
    }
}
