package dev.claviger.credential.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class DeletedUsagesTest {

    @Inject
    Pool pool;
    @Inject
    DeletedUsages deleted;

    private NewClient client;

    @BeforeEach
    void fill() {
        client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        execute("insert into credential (id, client_id, hash, pepper, created_at, version) select 'zzUsed' || lpad(n::text, 10, '0'), '" + client.id()
                + "', '\\x00', 1, now(), 0 from generate_series(1, 20000) n");
        execute("insert into credential_usage (credential_id, use_count, last_used_at) select id, 1, now() from credential where id like 'zzUsed%'");
        execute("delete from credential where id in ('zzUsed0000000002', 'zzUsed0000000003', 'zzUsed0000000005')");
        execute("analyze credential, credential_usage");
    }

    @AfterEach
    void empty() {
        execute("delete from credential_usage where credential_id like 'zzUsed%'");
        execute("delete from credential where id like 'zzUsed%'");
        execute("analyze credential, credential_usage");
    }

    @Test
    void forgets_what_has_no_secret_a_step_at_a_time() {
        assertThat(forget("zzUsed0000000000", 3)).isEqualTo("zzUsed0000000003");
        assertThat(usagesUpTo("zzUsed0000000006")).isEqualTo(4);
        assertThat(forget("zzUsed0000000003", 3)).isEqualTo("zzUsed0000000006");
        assertThat(usagesUpTo("zzUsed0000000006")).isEqualTo(3);
    }

    @Test
    void begins_again_at_the_end() {
        assertThat(forget("zzUsed0000019999", 3)).isEmpty();
    }

    @Test
    void forgets_by_itself() {
        for (int step = 0; step < 8; step++) {
            deleted.walk().await().indefinitely();
        }
        assertThat(usagesUpTo("zzUsed0000000006")).isEqualTo(3);
    }

    @Test
    @DisplayName("however many uses and secrets there are, a step reads its own rows by index")
    void never_reads_the_whole_table() {
        String plan = StreamSupport.stream(pool.preparedQuery("explain " + DeletedUsages.FORGET).executeAndAwait(Tuple.of("", 100)).spliterator(), false)
                .map((Row row) -> row.getString(0)).collect(Collectors.joining("\n"));
        assertThat(plan).contains("credential_usage_pkey", "credential_pkey").doesNotContain("Seq Scan");
    }

    private String forget(String after, int rows) {
        return deleted.forget(after, rows).await().indefinitely();
    }

    private long usagesUpTo(String id) {
        return pool.query("select count(*) from credential_usage where credential_id like 'zzUsed%' and credential_id <= '" + id + "'").executeAndAwait().iterator().next().getLong(0);
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }
}
