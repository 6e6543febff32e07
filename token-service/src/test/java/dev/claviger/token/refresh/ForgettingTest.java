package dev.claviger.token.refresh;

import dev.claviger.contract.RefreshToken;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestPool;
import dev.claviger.token.error.OAuthException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("What nobody can use any more goes, in batches that wait for no lock")
class ForgettingTest {

    private static TestPool database;

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final TestClient client = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, false);
    private TestReplica replica;

    @BeforeAll
    static void start() throws IOException {
        database = new TestPool();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void empty() {
        replica = new TestReplica(database.ofAReplica(), clock);
        TestPool.await(replica.pool.query("delete from refresh_grant").execute());
    }

    @Test
    void an_expired_grant_goes_with_its_tokens_and_a_live_one_stays() {
        replica.begin(client);
        clock.pass(Duration.ofDays(29));
        RefreshToken live = replica.begin(client).refreshToken().orElseThrow();
        clock.pass(Duration.ofDays(2));
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_grant")).isEqualTo(1);
        assertThat(count("select count(*) from refresh_token")).isEqualTo(1);
        assertThat(replica.refreshed(live, client).refreshToken()).isPresent();
    }

    @Test
    void a_spent_token_of_a_grant_that_goes_on_stays_until_its_own_end() {
        RefreshToken first = replica.begin(client).refreshToken().orElseThrow();
        clock.pass(Duration.ofDays(20));
        RefreshToken second = replica.refreshed(first, client).refreshToken().orElseThrow();
        clock.pass(Duration.ofDays(9));
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_token")).isEqualTo(2);
        clock.pass(Duration.ofDays(2));
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_token")).isEqualTo(1);
        assertThat(replica.refreshed(second, client).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("an answer is kept for its grace and the clock skew, not longer")
    void answers_are_forgotten_after_the_grace() {
        replica.refreshed(replica.begin(client).refreshToken().orElseThrow(), client);
        clock.pass(Duration.ofSeconds(14));
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_token where answer is not null")).isEqualTo(1);
        clock.pass(Duration.ofSeconds(2));
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_token where answer is not null")).isZero();
    }

    @Test
    @DisplayName("1,201 expired grants are more than two batches; one that somebody has locked waits for the next round")
    void in_batches_around_locked_rows() {
        TestPool.await(replica.pool.query("""
                insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at)
                select 'expired000000000' || n, 'acme', 'c', 's', 1, now(), '{}', false, '2025-01-01' from generate_series(1, 1201) n
                """).execute());
        SqlConnection other = TestPool.await(database.ofAReplica().getConnection());
        Transaction transaction = TestPool.await(other.begin());
        TestPool.await(other.query("select from refresh_grant where grant_id = 'expired0000000007' for update").execute());
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_grant")).isEqualTo(1);
        TestPool.await(transaction.rollback());
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_grant")).isZero();
    }

    @Test
    @DisplayName("an expired grant of more tokens than a batch: the tokens go first, in batches, and the grant when it has none")
    void tokens_go_before_their_grant() {
        TestPool.await(replica.pool.query("""
                insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at)
                values ('expired', 'acme', 'c', 's', 1, now(), '{}', false, '2025-01-01')
                """).execute());
        TestPool.await(replica.pool.query("""
                insert into refresh_token (hash, grant_id, access_token_id, access_expires_at, expires_at)
                select n::text::bytea, 'expired', 'j', '2025-01-01', '2025-01-01' from generate_series(1, 601) n
                """).execute());
        SqlConnection other = TestPool.await(database.ofAReplica().getConnection());
        Transaction transaction = TestPool.await(other.begin());
        TestPool.await(other.query("select from refresh_token where hash = '7' for update").execute());
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_token")).as("one is locked").isEqualTo(1);
        assertThat(count("select count(*) from refresh_grant")).as("and its grant waits for it").isEqualTo(1);
        TestPool.await(transaction.rollback());
        replica.forgetting.forget();
        assertThat(count("select count(*) from refresh_grant")).isZero();
    }

    @Test
    @DisplayName("a client that obtains a pair for every call: the newest work, the one in use works, the oldest never refreshed are forgotten")
    void grants_nobody_goes_on_with() {
        replica = new TestReplica(database.ofAReplica(), clock, Map.of("claviger.refresh.peppers.1", TestReplica.FIRST_PEPPER.get("claviger.refresh.peppers.1"),
                "claviger.refresh.grants-per-client", "2"));
        TestClient other = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, false);
        TestClient standing = client.withRefresh(Duration.ofDays(30), false, false);
        RefreshToken others = begun(other);
        RefreshToken inUse = replica.refreshed(begun(client), client).refreshToken().orElseThrow();
        RefreshToken inUseWithoutRotation = replica.refreshed(begun(standing), standing).refreshToken().orElseThrow();
        RefreshToken oldest = begun(client);
        List<RefreshToken> newest = List.of(begun(client), begun(client));

        replica.forgetting.thin();

        assertThatThrownBy(() -> replica.refreshed(oldest, client)).isInstanceOf(OAuthException.class);
        assertThat(replica.refreshed(others, other).refreshToken()).isPresent();
        assertThat(Stream.concat(Stream.of(inUse), newest.stream())).allSatisfy(kept -> assertThat(replica.refreshed(kept, client).refreshToken()).isPresent());
        assertThat(replica.refreshed(inUseWithoutRotation, standing).refreshToken()).contains(inUseWithoutRotation);
    }

    @Test
    @DisplayName("1,300 grants too many of two clients are more than two batches")
    void thinning_goes_in_batches() {
        TestPool.await(replica.pool.query("""
                insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at)
                select 'crowd00000000000' || n, 'acme', 'c' || n % 2, 's', 1, '2026-01-01'::timestamptz + n * interval '1 s', '{}', false, '2100-01-01'
                  from generate_series(1, 3300) n
                """).execute());
        replica.forgetting.thin();
        assertThat(count("select count(*) from refresh_grant")).isEqualTo(2_000);
        assertThat(count("select count(*) from refresh_grant where issued_at <= '2026-01-01'::timestamptz + 1300 * interval '1 s'")).isZero();
    }

    private RefreshToken begun(TestClient owner) {
        clock.pass(Duration.ofSeconds(1));
        return replica.begin(owner).refreshToken().orElseThrow();
    }

    private long count(String query) {
        return TestPool.await(replica.pool.query(query).execute()).iterator().next().getLong(0);
    }
}
