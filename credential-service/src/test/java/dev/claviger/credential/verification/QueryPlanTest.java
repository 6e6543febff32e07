package dev.claviger.credential.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What every token request or refresh asks must cost the same however many clients, secrets and revocations there are. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class QueryPlanTest {

    private static final String CLIENT = "ClientOfThePlan" + "00777";
    private static final String OTHER = "ClientOfThePlan" + "00778";

    @Inject
    Pool pool;

    private String tenant;

    @BeforeEach
    void fill() {
        tenant = AdminApi.newTenant();
        execute("insert into client (id, tenant_id, environment, name, scopes, establishments, grant_types, token_endpoint_auth_method, disabled, created_at, version)"
                + " select 'ClientOfThePlan' || lpad(n::text, 5, '0'), '" + tenant + "', 'prod', 'n', '{x}', '{}', '{client_credentials}', 'client_secret_basic', false, now(), 0"
                + " from generate_series(1, 2000) n");
        execute("insert into credential (id, client_id, hash, pepper, created_at, version) select 'SecretOf' || id || n, id, decode(md5(id), 'hex'), 1, now(), 0"
                + " from client, generate_series(1, 3) n where tenant_id = '" + tenant + "'");
        execute("insert into live_revocation (position, tenant_id, client_id, keep_until) select -n, '" + tenant + "', '" + CLIENT + "', now() - interval '1 day'"
                + " from generate_series(1, 4000) n");
        execute("analyze client, credential, live_revocation");
    }

    @AfterEach
    void empty() {
        execute("delete from live_revocation where position < 0");
        execute("delete from tenant where id = '" + tenant + "'");
        execute("analyze client, credential, live_revocation");
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private String plan(String query, Tuple parameters) {
        return StreamSupport.stream(pool.preparedQuery("explain " + query).executeAndAwait(parameters).spliterator(), false)
                .map((Row row) -> row.getString(0)).collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("verifying a secret, known or not, reads by index")
    void verifying_a_secret() {
        for (String secret : new String[] {"SecretOf" + CLIENT + "1", "0000000000000000"}) {
            assertThat(plan(ClientVerifications.ROW, Tuple.of(secret))).contains("credential_pkey")
                    .doesNotContain("Seq Scan on credential", "Seq Scan on client");
        }
    }

    @Test
    @DisplayName("verifying a grant reads by index, also of a client with very many revocations behind it")
    void verifying_a_grant() {
        assertThat(plan(GrantVerifications.ROW, Tuple.of(tenant, CLIENT, "SecretOf" + CLIENT + "1", "GrantOfThePlan00001", 1L, OffsetDateTime.now())
                .addLong(null).addString(CLIENT).addBoolean(false).addString(null)))
                .doesNotContain("Seq Scan on credential", "Seq Scan on client", "Seq Scan on live_revocation");
    }

    @Test
    @DisplayName("a grant of one of very many people, of whom many were revoked, is verified by index as well")
    void verifying_a_grant_of_a_person() {
        execute("insert into person (id, tenant_id, username, created_at, updated_at, version) select 900000000 + n, '" + tenant + "', 'p' || n, now(), now(), 0"
                + " from generate_series(1, 2000) n");
        execute("insert into live_revocation (position, tenant_id, person, keep_until) select -100000 - n, '" + tenant + "', (900000000 + n)::text, now() - interval '1 day'"
                + " from generate_series(1, 2000) n");
        execute("analyze person, live_revocation");
        assertThat(plan(GrantVerifications.ROW, Tuple.of(tenant, OTHER, "SecretOf" + OTHER + "1", "GrantOfThePlan00001", -200_000L, OffsetDateTime.now())
                .addLong(900000777L).addString("900000777").addBoolean(false).addString(null)))
                .contains("live_revocation_by_named").doesNotContain("Seq Scan on person", "Seq Scan on live_revocation", "Seq Scan on client");
    }

    @Test
    @DisplayName("a client without secret is found by index")
    void finding_a_public_client() {
        assertThat(plan(ClientVerifications.PUBLIC_ROW, Tuple.of(CLIENT))).doesNotContain("Seq Scan on credential", "Seq Scan on client");
    }
}
