package dev.claviger.token.outbox;

import dev.claviger.contract.Identifiers;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.token.TestPool;
import dev.claviger.token.error.OAuthException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("A revocation that is written down is delivered, whatever happens between")
class RevocationOutboxTest {

    private static final Ending TARGET = new Ending(RevocationTarget.tenant(new TenantId("acme")), Optional.empty());
    private static TestPool database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Pool pool;
    private TestOutbox outbox;

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
        pool = database.ofAReplica();
        TestPool.await(pool.query("delete from revocation_outbox").execute());
        outbox = new TestOutbox(pool);
    }

    @Test
    void at_once_where_that_is_possible() {
        assertThat(TestPool.await(outbox.outbox.revoke(TARGET))).isEqualTo(Delivery.DELIVERED);
        assertThat(outbox.delivered).singleElement().satisfies(sent -> {
            assertThat(sent.getString("id")).isNotBlank();
            assertThat(sent.getJsonObject("target")).isEqualTo(new JsonObject().put("tenant", "acme"));
        });
        assertThat(waiting()).isZero();
    }

    @Test
    @DisplayName("the same target is not written twice, and the second attempt has the first one's id")
    void asking_again_delivers_what_waits() {
        outbox.down = true;
        assertThat(TestPool.await(outbox.outbox.revoke(TARGET))).isEqualTo(Delivery.PENDING);
        assertThat(TestPool.await(outbox.outbox.revoke(TARGET))).isEqualTo(Delivery.PENDING);
        assertThat(waiting()).isEqualTo(1);
        outbox.down = false;
        assertThat(TestPool.await(outbox.outbox.revoke(TARGET))).isEqualTo(Delivery.DELIVERED);
        assertThat(waiting()).isZero();
    }

    @Test
    @DisplayName("a crash between commit and delivery: another replica delivers it")
    void what_a_crash_left_behind() {
        OutboxEntry entry = TestPool.await(pool.withTransaction(transaction -> outbox.outbox.put(transaction, TARGET)));
        letPass();
        TestOutbox other = new TestOutbox(database.ofAReplica());
        other.deliverWaiting(meters);
        assertThat(other.delivered).singleElement().satisfies(sent -> assertThat(sent.getString("id")).isEqualTo(entry.id().toString()));
        assertThat(waiting()).isZero();
    }

    @Test
    @DisplayName("of an access token nobody needs to know once it has expired, and no clock says otherwise: at once or later, told in seconds")
    void an_access_token_is_kept_in_mind_until_its_own_end() {
        Ending ending = Ending.ofAccessToken(new TenantId("acme"), Identifiers.newClientId(), "jti-1", Instant.ofEpochSecond(1_800_000_000));
        TestPool.await(outbox.outbox.revoke(ending));
        TestPool.await(pool.withTransaction(transaction -> outbox.outbox.put(transaction, ending)));
        letPass();
        outbox.deliverWaiting(meters);
        assertThat(outbox.delivered).hasSize(2).allSatisfy(sent -> assertThat(sent.getLong("keep_until")).isEqualTo(1_800_000_015));
    }

    @Test
    @DisplayName("the entry that waits for a target is found by an index")
    void a_target_is_looked_up() {
        TestPool.await(pool.query("insert into revocation_outbox (id, target) select gen_random_uuid(), jsonb_build_object('jti', n) from generate_series(1, 5000) n").execute());
        TestPool.await(pool.query("analyze revocation_outbox").execute());
        List<String> plan = new ArrayList<>();
        TestPool.await(pool.query("explain select id from revocation_outbox where target = '{\"jti\":7}' limit 1").execute())
                .forEach(row -> plan.add(row.getString(0)));
        assertThat(plan).anyMatch(line -> line.contains("revocation_outbox_target"));
    }

    @Test
    void what_was_rolled_back_is_never_delivered() {
        assertThatThrownBy(() -> TestPool.await(pool.withTransaction(transaction -> outbox.outbox.put(transaction, TARGET)
                .compose(put -> Future.failedFuture(new IllegalStateException("rolled back")))))).hasMessage("rolled back");
        letPass();
        outbox.deliverWaiting(meters);
        assertThat(outbox.delivered).isEmpty();
    }

    @Test
    @DisplayName("while credential-service takes nothing everything waits, and the metric says so")
    void pending_is_a_metric() {
        outbox.down = true;
        TestPool.await(outbox.outbox.revoke(TARGET));
        letPass();
        outbox.deliverWaiting(meters);
        assertThat(meters.get("claviger.outbox.pending").gauge().value()).isEqualTo(1);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_written_down_is_not_promised() {
        assertThatThrownBy(() -> TestPool.await(new TestOutbox(database.toNowhere()).outbox.revoke(TARGET)))
                .isInstanceOfSatisfying(OAuthException.class, refusal -> assertThat(refusal.code()).isEqualTo("temporarily_unavailable"));
    }

    /** The schedule leaves alone what was written a moment ago. */
    private void letPass() {
        TestPool.await(pool.query("update revocation_outbox set created_at = created_at - interval '3 seconds'").execute());
    }

    private long waiting() {
        return TestPool.await(pool.query("select count(*) from revocation_outbox").execute()).iterator().next().getLong(0);
    }
}
