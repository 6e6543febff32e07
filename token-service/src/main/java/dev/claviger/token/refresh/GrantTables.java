package dev.claviger.token.refresh;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.grant.Delegations;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.refresh.Grants.GrantState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The statements on tables {@code refresh_grant} and {@code refresh_token}. */
final class GrantTables {

    /** Of {@code refresh_grant g}, what {@link #grant} reads. */
    private static final String GRANT =
            "g.grant_id, g.tenant_id, g.client_id, g.credential_id, g.position, g.issued_at, g.scopes, g.by_token_alone, g.ended_at, " + Delegations.COLUMNS;
    private static final String FIND = "select " + GRANT + """
            , t.hash, t.access_token_id, t.access_expires_at, t.expires_at as token_expires_at, t.spent_at, t.answer,
                   s.spent_at is not null as successor_spent
              from refresh_token t
              join refresh_grant g on g.grant_id = t.grant_id
              left join refresh_token s on s.hash = t.successor
             where t.hash = any($1)
            """;
    private static final String FIND_GRANT = "select " + GRANT + " from refresh_grant g where g.grant_id = $1";
    private static final String LOCK = "select tenant_id, ended_at from refresh_grant where grant_id = $1 for update";
    private static final String BEGIN = """
            insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at,
                   %s) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """.formatted(Delegations.COLUMNS);
    private static final String ADD = """
            insert into refresh_token (hash, grant_id, access_token_id, access_expires_at, expires_at) values ($1, $2, $3, $4, $5)
            """;
    private static final String SPEND = "update refresh_token set spent_at = $2, successor = $3, answer = $4 where hash = $1";
    private static final String RENEW = "update refresh_token set access_token_id = $2, access_expires_at = $3 where hash = $1";
    /** Two requests may have been verified in another order than they come to write: what is held never goes back. */
    private static final String ADVANCE = """
            update refresh_grant set credential_id = $2, position = greatest(position, $3), issued_at = greatest(issued_at, $4),
                   expires_at = greatest(expires_at, $5), refreshed = true where grant_id = $1
            """;
    private static final String END = "update refresh_grant set ended_at = $2 where grant_id = $1";

    private GrantTables() {
    }

    static Future<Optional<StoredToken>> find(SqlClient client, Buffer[] hashes) {
        return client.preparedQuery(FIND).execute(Tuple.of(hashes)).map(rows -> first(rows).map(GrantTables::token));
    }

    static Future<Optional<HeldGrant>> findGrant(SqlClient client, GrantId grant) {
        return client.preparedQuery(FIND_GRANT).execute(Tuple.of(grant.value())).map(rows -> first(rows).map(GrantTables::grant));
    }

    /** Until the transaction ends, nobody else changes the grant or its tokens. Empty when there is no such grant. */
    static Future<Optional<Boolean>> lock(SqlClient client, GrantId grant) {
        return client.preparedQuery(LOCK).execute(Tuple.of(grant.value()))
                .map(rows -> first(rows).map(row -> row.getOffsetDateTime("ended_at") != null));
    }

    static Future<Optional<GrantState>> findState(SqlClient client, GrantId grant) {
        return client.preparedQuery(FIND_GRANT).execute(Tuple.of(grant.value()))
                .map(rows -> first(rows).map(row -> new GrantState(grant(row), row.getOffsetDateTime("ended_at") != null)));
    }

    static Future<Void> begin(SqlClient client, HeldGrant grant, Instant expiresAt) {
        List<Object> values = new ArrayList<>(Arrays.asList(grant.id().value(), grant.tenant().value(), grant.client().value(),
                grant.credential().value(), grant.position(), time(grant.issuedAt()), grant.scopes().names().toArray(String[]::new),
                grant.byTokenAlone(), time(expiresAt)));
        values.addAll(Delegations.values(grant.delegation()));
        return client.preparedQuery(BEGIN).execute(Tuple.from(values)).mapEmpty();
    }

    static Future<Void> add(SqlClient client, Buffer hash, GrantId grant, AccessTokenClaims access, Instant expiresAt) {
        return client.preparedQuery(ADD).execute(Tuple.of(hash, grant.value(), access.tokenId(), time(access.expiresAt()), time(expiresAt))).mapEmpty();
    }

    static Future<Void> spend(SqlClient client, Buffer hash, Instant at, Buffer successor, Buffer answer) {
        return client.preparedQuery(SPEND).execute(Tuple.of(hash, time(at), successor, answer)).mapEmpty();
    }

    static Future<Void> renew(SqlClient client, Buffer hash, AccessTokenClaims access) {
        return client.preparedQuery(RENEW).execute(Tuple.of(hash, access.tokenId(), time(access.expiresAt()))).mapEmpty();
    }

    static Future<Void> advance(SqlClient client, GrantId grant, AccessTokenClaims access, Instant expiresAt) {
        return client.preparedQuery(ADVANCE).execute(Tuple.of(grant.value(), access.credential().value(), access.position(),
                time(access.issuedAt()), time(expiresAt))).mapEmpty();
    }

    static Future<Void> end(SqlClient client, GrantId grant, Instant at) {
        return client.preparedQuery(END).execute(Tuple.of(grant.value(), time(at))).mapEmpty();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static StoredToken token(Row row) {
        return new StoredToken(grant(row), row.getOffsetDateTime("ended_at") != null, row.getBuffer("hash"),
                row.getString("access_token_id"), instant(row, "access_expires_at"), instant(row, "token_expires_at"),
                Optional.ofNullable(row.getOffsetDateTime("spent_at")).map(OffsetDateTime::toInstant),
                row.getBoolean("successor_spent"), Optional.ofNullable(row.getBuffer("answer")));
    }

    private static HeldGrant grant(Row row) {
        return new HeldGrant(new GrantId(row.getString("grant_id")), new TenantId(row.getString("tenant_id")),
                new ClientId(row.getString("client_id")), new CredentialId(row.getString("credential_id")),
                Scopes.of(row.getArrayOfStrings("scopes")), row.getLong("position"), instant(row, "issued_at"),
                row.getBoolean("by_token_alone"), Delegations.read(row));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
