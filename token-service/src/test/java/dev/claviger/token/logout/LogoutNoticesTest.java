package dev.claviger.token.logout;

import dev.claviger.contract.TenantId;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("Which logout notices are taken next")
class LogoutNoticesTest extends TokenServiceTest {

    private static final TenantId SLOW = new TenantId("slow-" + UUID.randomUUID().toString().substring(0, 8));
    private static final TenantId QUICK = new TenantId("quick-" + UUID.randomUUID().toString().substring(0, 8));

    @Inject
    Pool pool;
    @Inject
    LogoutNotices notices;

    @Test
    @DisplayName("however many of one tenant wait, and however long, one of another goes with the next; of a tenant that is being told none is taken")
    void of_each_tenant_its_share() {
        SqlConnection own = join(pool.getConnection());
        try {
            // In a transaction that is rolled back, so that no replica delivers them meanwhile.
            join(own.begin());
            join(own.query("insert into logout_notice (id, session_id, client_id, tenant_id, person, due_at) select gen_random_uuid(), 's' || n, 'abcdefghijklmnop', '%s', 7, now() - interval '1 hour' from generate_series(1, 30) n"
                    .formatted(SLOW)).execute());
            join(own.query("insert into logout_notice (id, session_id, client_id, tenant_id, person, due_at) values (gen_random_uuid(), 's', 'abcdefghijklmnop', '%s', 7, now() - interval '1 second')"
                    .formatted(QUICK)).execute());

            assertThat(tenants(join(notices.take(own, Set.of(), 10, 200)))).filteredOn(SLOW::equals).hasSize(10);
            assertThat(join(own.query("select from logout_notice where tenant_id = '%s' and attempts = 1".formatted(QUICK)).execute()).size()).isEqualTo(1);
            assertThat(tenants(join(notices.take(own, Set.of(SLOW), 10, 200)))).doesNotContain(SLOW, QUICK);
            assertThat(tenants(join(notices.take(own, Set.of(), 3, 200)))).filteredOn(SLOW::equals).hasSize(3);
        } finally {
            join(own.close());
        }
    }

    private static List<TenantId> tenants(List<LogoutNotice> taken) {
        return taken.stream().map(LogoutNotice::tenant).toList();
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
