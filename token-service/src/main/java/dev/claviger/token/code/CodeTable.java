package dev.claviger.token.code;

import dev.claviger.token.authorize.CodeChallenge;
import dev.claviger.token.grant.Delegation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** The statements on table {@code authorization_code}. */
final class CodeTable {

    private static final String PUT = """
            insert into authorization_code (hash, grant_id, tenant_id, client_id, redirect_uri, challenge, challenge_method, scopes, nonce,
                   subject_kind, subject, person, auth_time, acr, amr, session_id, position, issued_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """;

    private CodeTable() {
    }

    static Future<Void> put(SqlClient client, Buffer hash, IssuedCode code) {
        Delegation by = code.delegation();
        return client.preparedQuery(PUT).execute(Tuple.from(Arrays.asList(hash, code.grant().value(), code.tenant().value(), code.client().value(),
                code.redirectUri().orElse(null), code.challenge().map(CodeChallenge::value).orElse(null),
                code.challenge().map(challenge -> challenge.method().toString()).orElse(null), code.scopes().names().toArray(String[]::new),
                code.nonce().orElse(null), by.subject().kind().toString(), by.subject().number(), by.givenBy().value(), time(by.signIn().at()),
                by.signIn().acr().orElse(null), by.methods().toArray(String[]::new), by.session().orElse(null), code.position(),
                time(code.issuedAt()), time(code.expiresAt())))).mapEmpty();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
