package dev.claviger.token.database;

import dev.claviger.token.TestPool;
import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Nobody waits for the database longer than an answer is waited for")
class DatabaseTest {

    private static final String LOCK = "select from refresh_grant where grant_id = 'g' for update";
    /** As many as the pool has connections. */
    private static final int ALL = 10;

    private static TestPool postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = new TestPool();
        TestPool.await(postgres.ofAReplica().query("""
                insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at)
                values ('g', 'acme', 'c', 's', 1, now(), '{}', false, '2100-01-01')
                """).execute());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    @DisplayName("a replica that stands still with a lock: whoever waits for it hears 503, and every connection is good again")
    void a_lock_is_waited_for_briefly() {
        SqlConnection still = TestPool.await(postgres.ofAReplica().getConnection());
        Transaction held = TestPool.await(still.begin());
        TestPool.await(still.query(LOCK).execute());
        Pool pool = postgres.ofAReplica();
        Database database = new Database(pool);

        List<Future<RowSet<Row>>> waiting = Stream.generate(() -> database.transaction(client -> client.query(LOCK).execute())).limit(ALL).toList();

        waiting.forEach(refused -> assertThatThrownBy(() -> TestPool.await(refused)).isInstanceOfSatisfying(OAuthException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(503)));
        List<Future<RowSet<Row>>> others = Stream.generate(() -> database.transaction(client -> client.query("select 1").execute())).limit(ALL).toList();
        assertThat(others).allSatisfy(answered -> assertThat(TestPool.await(answered).size()).isEqualTo(1));
        TestPool.await(held.rollback());
        assertThat(TestPool.await(database.transaction(client -> client.query(LOCK).execute())).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"lock_timeout, 3s", "statement_timeout, 5s", "idle_in_transaction_session_timeout, 10s"})
    @DisplayName("within a transaction, and no longer: behind a pooler the connection is somebody else's then")
    void the_bounds_of_a_transaction(String setting, String bound) {
        Pool pool = postgres.ofAReplica();
        String within = TestPool.await(new Database(pool).transaction(client -> show(client, setting)));
        String after = TestPool.await(show(pool, setting));
        assertThat(within).isEqualTo(bound);
        assertThat(after).isEqualTo("0");
    }

    @Test
    void the_queue_before_the_pool_is_bounded_in_length_and_time() {
        PoolOptions options = BoundedPool.bounded(new PoolOptions().setMaxSize(7));
        assertThat(options.getMaxSize()).isEqualTo(7);
        assertThat(options.getMaxWaitQueueSize()).isEqualTo(1_000);
        assertThat(options.getConnectionTimeoutUnit().toSeconds(options.getConnectionTimeout())).isEqualTo(3);
    }

    private static Future<String> show(SqlClient client, String setting) {
        return client.query("show " + setting).execute().map(rows -> rows.iterator().next().getString(0));
    }
}
