package dev.claviger.token.code;

import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.OffsetDateTime;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("What is asked of codes costs the same however many a day left behind")
class CodePlanTest extends TokenServiceTest {

    private static final int CODES = 5000;

    @Inject
    Pool pool;

    @BeforeEach
    void a_day_of_codes() {
        run("""
                insert into authorization_code (hash, grant_id, tenant_id, client_id, redirect_uri, redirect_named, scopes, subject_kind, subject, person, auth_time, amr,
                                                position, issued_at, expires_at, used_at)
                select sha256(('plan' || n)::bytea), 'GrantOfThePlan' || n, 'plan', 'ClientOfThePlan' || mod(n, 7), 'https://app.example/', true, '{a}', 'user', n, n, now(),
                       '{pwd}', 0, now(), now(), now() from generate_series(1, %d) n
                """.formatted(CODES));
        run("analyze authorization_code");
    }

    @AfterEach
    void empty() {
        run("delete from authorization_code where tenant_id = 'plan'");
        run("analyze authorization_code");
    }

    @Test
    @DisplayName("ending what a person gave a client finds its codes by index")
    void ending_what_was_given() {
        StringBuilder plan = new StringBuilder();
        join(pool.preparedQuery("explain " + GivenCodes.END).execute(Tuple.of("plan", "ClientOfThePlan1", 8L, OffsetDateTime.now())))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));

        assertThat(plan.toString()).contains("authorization_code_of_person").doesNotContain("Seq Scan on authorization_code");
    }

    private void run(String sql) {
        join(pool.query(sql).execute());
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
