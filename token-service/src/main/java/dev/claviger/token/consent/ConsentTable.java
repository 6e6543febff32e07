package dev.claviger.token.consent;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.grant.Subject.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The statements on table {@code consent}. */
final class ConsentTable {

    private static final String OF_PERSON = "select client_id, subject, scopes, given_at from consent"
            + " where tenant_id = $1 and person = $2 order by given_at desc, client_id, subject";
    private static final String OF_CLIENT = "select scopes from consent where tenant_id = $1 and person = $2 and client_id = $3 and subject = $4";
    /** What was given before stays given: an application that asks for less today has not given the rest back. */
    private static final String GIVE = """
            insert into consent (tenant_id, person, client_id, subject, scopes, given_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, person, client_id, subject) do update
               set scopes = array(select distinct unnest(consent.scopes || excluded.scopes)), given_at = excluded.given_at
            """;
    private static final String WITHDRAW = "delete from consent where tenant_id = $1 and person = $2 and client_id = $3";

    private static final String FORGET = "delete from consent where tenant_id = $1 and person = $2";

    private ConsentTable() {
    }

    static Future<List<Consent>> of(SqlClient client, TenantId tenant, PersonId person) {
        return client.preparedQuery(OF_PERSON).execute(Tuple.of(tenant.value(), person.value())).map(rows -> {
            List<Consent> consents = new ArrayList<>(rows.size());
            rows.forEach(row -> consents.add(consent(row, tenant, person)));
            return consents;
        });
    }

    static Future<Scopes> given(SqlClient client, TenantId tenant, PersonId person, ClientId application, Kind subject) {
        return client.preparedQuery(OF_CLIENT).execute(Tuple.of(tenant.value(), person.value(), application.value(), subject.toString()))
                .map(rows -> rows.size() == 0 ? Scopes.NONE : Scopes.of(rows.iterator().next().getArrayOfStrings("scopes")));
    }

    static Future<Void> give(SqlClient client, Consent consent) {
        return client.preparedQuery(GIVE).execute(Tuple.of(consent.tenant().value(), consent.person().value(), consent.client().value(),
                consent.subject().toString(), consent.scopes().names().toArray(String[]::new), consent.givenAt().atOffset(ZoneOffset.UTC))).mapEmpty();
    }

    static Future<Boolean> withdraw(SqlClient client, TenantId tenant, PersonId person, ClientId application) {
        return client.preparedQuery(WITHDRAW).execute(Tuple.of(tenant.value(), person.value(), application.value())).map(rows -> rows.rowCount() > 0);
    }

    static Future<Void> forget(SqlClient client, TenantId tenant, PersonId person) {
        return client.preparedQuery(FORGET).execute(Tuple.of(tenant.value(), person.value())).mapEmpty();
    }

    private static Consent consent(Row row, TenantId tenant, PersonId person) {
        return new Consent(tenant, person, new ClientId(row.getString("client_id")), Kind.of(row.getString("subject")),
                Scopes.of(row.getArrayOfStrings("scopes")), row.getOffsetDateTime("given_at").toInstant());
    }
}
