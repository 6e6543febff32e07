package dev.claviger.token.code;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.TenantId;
import dev.claviger.token.authorize.CodeChallenge;
import dev.claviger.token.grant.Delegations;
import dev.claviger.token.grant.ScopeList;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The statements on table {@code authorization_code}. */
final class CodeTable {

    private static final String COLUMNS = "hash, grant_id, tenant_id, client_id, redirect_uri, redirect_named, challenge, challenge_method, scopes, nonce,"
            + " position, issued_at, expires_at, " + Delegations.COLUMNS;
    private static final String PUT = """
            insert into authorization_code (%s)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            """.formatted(COLUMNS);
    private static final String FIND = "select " + COLUMNS + ", used_at from authorization_code where hash = any($1)";
    private static final String LOCK = "select used_at from authorization_code where hash = $1 for update";
    private static final String USE = "update authorization_code set used_at = $2 where hash = $1";

    private static final String DELETE = "delete from authorization_code where hash = $1";

    private CodeTable() {
    }

    static Future<Void> put(SqlClient client, Buffer hash, IssuedCode code) {
        List<Object> values = new ArrayList<>(Arrays.asList(hash, code.grant().value(), code.tenant().value(), code.client().value(),
                code.redirectUri(), code.isNamed(), code.challenge().map(CodeChallenge::value).orElse(null),
                code.challenge().map(challenge -> challenge.method().toString()).orElse(null), code.scopes().names().toArray(String[]::new),
                code.nonce().orElse(null), code.position(), time(code.issuedAt()), time(code.expiresAt())));
        values.addAll(Delegations.values(Optional.of(code.delegation())));
        return client.preparedQuery(PUT).execute(Tuple.from(values)).mapEmpty();
    }

    static Future<Optional<StoredCode>> find(SqlClient client, Buffer[] hashes) {
        return client.preparedQuery(FIND).execute(Tuple.of(hashes))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(code(rows.iterator().next())));
    }

    /** Until the transaction ends, nobody else uses the code. Empty when there is none any more, else whether it was used. */
    static Future<Optional<Boolean>> lock(SqlClient client, Buffer hash) {
        return client.preparedQuery(LOCK).execute(Tuple.of(hash))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getOffsetDateTime("used_at") != null));
    }

    static Future<Void> use(SqlClient client, Buffer hash, Instant at) {
        return client.preparedQuery(USE).execute(Tuple.of(hash, time(at))).mapEmpty();
    }

    /** @return whether it was still there */
    static Future<Boolean> delete(SqlClient client, Buffer hash) {
        return client.preparedQuery(DELETE).execute(Tuple.of(hash)).map(rows -> rows.rowCount() > 0);
    }

    private static StoredCode code(Row row) {
        Optional<CodeChallenge> challenge = Optional.ofNullable(row.getString("challenge"))
                .map(value -> new CodeChallenge(CodeChallenge.Method.of(row.getString("challenge_method")), value));
        IssuedCode code = new IssuedCode(new GrantId(row.getString("grant_id")), new TenantId(row.getString("tenant_id")),
                new ClientId(row.getString("client_id")), row.getString("redirect_uri"), row.getBoolean("redirect_named"), challenge,
                new ScopeList(List.of(row.getArrayOfStrings("scopes"))), Optional.ofNullable(row.getString("nonce")),
                Delegations.read(row).orElseThrow(), row.getLong("position"), instant(row, "issued_at"), instant(row, "expires_at"));
        return new StoredCode(row.getBuffer("hash"), code, row.getOffsetDateTime("used_at") != null);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
