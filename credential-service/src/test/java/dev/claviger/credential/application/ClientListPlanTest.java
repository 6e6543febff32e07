package dev.claviger.credential.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.edge.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** A page of the list costs the same however many applications a tenant has. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class ClientListPlanTest {

    @Inject
    Pool pool;
    @Inject
    ClientList list;

    private String tenant;

    @BeforeEach
    void fill() {
        tenant = AdminApi.newTenant();
        execute("insert into client (id, tenant_id, environment, name, scopes, establishments, grant_types, token_endpoint_auth_method, disabled, created_at, version)"
                + " select 'ListedClient' || lpad(n::text, 6, '0'), '" + tenant + "', 'prod', 'Application ' || n, '{x}', '{}', '{client_credentials}', 'client_secret_basic', false, now(), 0"
                + " from generate_series(1, 10000) n");
        execute("insert into credential (id, client_id, hash, pepper, created_at, version) select 'SecretOf' || id, id, decode(md5(id), 'hex'), 1, now(), 0 from client where tenant_id = '" + tenant + "'");
        execute("insert into credential_usage (credential_id, use_count, last_used_at) select 'SecretOf' || id, 1, now() from client where tenant_id = '" + tenant + "' and id < 'ListedClient009999'");
        execute("analyze client, credential, credential_usage");
    }

    @AfterEach
    void empty() {
        execute("delete from credential_usage where credential_id like 'SecretOfListed%'");
        execute("delete from tenant where id = '" + tenant + "'");
        execute("analyze client, credential, credential_usage");
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    @Test
    @DisplayName("the page is read in the order of the index, and secrets and their use only of what is shown")
    void a_page_reads_by_index() {
        Tuple values = Tuple.of(tenant, OffsetDateTime.now().plusDays(30), OffsetDateTime.now(), "application 5", "ListedClient000005");
        String plan = StreamSupport.stream(pool.preparedQuery("explain " + ClientList.statement(false, Optional.empty())).executeAndAwait(values).spliterator(), false)
                .map((Row row) -> row.getString(0)).collect(Collectors.joining("\n"));
        assertThat(plan).contains("client_by_name", "credential_by_client", "credential_usage_pkey").doesNotContain("Seq Scan", "Sort Key: (lower(c.name))");
    }

    @Test
    @DisplayName("the rarest state and a search find what there is among ten thousand")
    void finds_the_needle() {
        assertThat(page(Optional.empty(), Optional.of(ClientState.NEVER_USED)).items()).extracting(ListedClient::name).containsExactlyInAnyOrder("Application 9999", "Application 10000");
        assertThat(page(Optional.of("ION 777"), Optional.empty()).items()).hasSize(11);
        assertThat(page(Optional.of("no such"), Optional.of(ClientState.DISABLED)).items()).isEmpty();
        assertThat(page(Optional.empty(), Optional.empty()).next()).isNotNull();
    }

    private Page<ListedClient> page(Optional<String> search, Optional<ClientState> state) {
        return list.page(new TenantId(tenant), search, state, Optional.empty()).await().indefinitely();
    }
}
