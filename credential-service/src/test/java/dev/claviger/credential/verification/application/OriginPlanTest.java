package dev.claviger.credential.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class OriginPlanTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("whether an origin is anybody's is found by index, however many were registered a moment ago: none waits in a list that a vacuum has yet to sort in")
    void is_found_by_index() {
        String tenant = AdminApi.newTenant();
        execute("insert into client (id, tenant_id, environment, name, scopes, establishments, grant_types, token_endpoint_auth_method, disabled, allowed_origins, created_at, version)"
                + " select 'ClientOfAnOrigin' || lpad(n::text, 5, '0'), '" + tenant + "', 'prod', 'n', '{x}', '{}', '{authorization_code}', 'none', false,"
                + " array['https://' || n || '.plan.example'], now(), 0 from generate_series(1, 2000) n");
        execute("analyze client");
        try {
            assertThat(plan("https://777.plan.example")).contains("client_by_allowed_origin").doesNotContain("Seq Scan on client");
            assertThat(plan("https://nobody.example")).contains("client_by_allowed_origin").doesNotContain("Seq Scan on client");
            assertThat(pool.query("select reloptions::text from pg_class where relname = 'client_by_allowed_origin'").executeAndAwait().iterator().next().getString(0))
                    .isEqualTo("{fastupdate=off}");
        } finally {
            execute("delete from tenant where id = '" + tenant + "'");
            execute("analyze client");
        }
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private String plan(String origin) {
        return StreamSupport.stream(pool.preparedQuery("explain " + OriginResource.ALLOWED).executeAndAwait(Tuple.of(origin)).spliterator(), false)
                .map((Row row) -> row.getString(0)).collect(Collectors.joining("\n"));
    }
}
