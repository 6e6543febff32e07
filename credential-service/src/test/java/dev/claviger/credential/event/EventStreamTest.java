package dev.claviger.credential.event;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class EventStreamTest {

    @Inject
    Pool pool;
    @Inject
    MeterRegistry meters;

    @Test
    void follows_from_a_position_and_hears_a_heartbeat_at_once() throws Exception {
        long before = AdminApi.position();
        String scope = AdminApi.newScope();
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> seen.all().size() >= 2);
            assertThat(frames.all().get(0)).startsWith("id: " + (before + 1) + "\nevent: scope-put\ndata: {\"recorded_at\":").contains("\"event\":{", scope);
            assertThat(frames.all().get(1)).startsWith("event: heartbeat\ndata: {\"feed_id\":\"").endsWith("\"position\":" + (before + 1) + "}");
            AdminApi.newScope();
            frames.await(seen -> seen.positions().contains(before + 2));
        }
    }

    @Test
    void tells_every_second_how_far_the_feed_is() throws Exception {
        try (Frames frames = new Frames("after=" + AdminApi.position())) {
            frames.await(seen -> seen.all().size() - seen.events().size() >= 3);
        }
    }

    @Test
    void replays_in_the_same_order_to_everybody_while_many_write_at_once() throws Exception {
        long before = AdminApi.position();
        try (Frames early = new Frames("after=" + before)) {
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            IntStream.range(0, 24).forEach(i -> writers.add(CompletableFuture.runAsync(AdminApi::newScope)));
            CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
            List<Long> expected = LongStream.rangeClosed(before + 1, before + 24).boxed().toList();
            early.await(seen -> seen.events().size() >= 24);
            try (Frames late = new Frames("after=" + before)) {
                late.await(seen -> seen.events().size() >= 24);
                assertThat(early.positions()).isEqualTo(expected);
                assertThat(late.events()).isEqualTo(early.events());
            }
        }
    }

    @Test
    void a_lost_notification_is_healed_by_the_heartbeat() throws Exception {
        long before = AdminApi.position();
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.all().isEmpty());
            pool.query("with moved as (update feed set position = position + 1 returning position) "
                    + "insert into event select position, now(), 'tenant-changed', '{\"tenant\":\"silent\"}' from moved").executeAndAwait();
            frames.await(seen -> seen.positions().contains(before + 1));
        }
    }

    @Test
    void goes_on_while_the_admin_api_has_no_connection_left() throws Exception {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        List<SqlConnection> all = new ArrayList<>();
        try (Frames frames = new Frames("after=" + AdminApi.position())) {
            for (int i = 0; i < 20; i++) {
                all.add(pool.getConnectionAndAwait());
            }
            int before = frames.all().size();
            frames.await(seen -> seen.all().size() >= before + 2);
            asGateway().get("/internal/snapshot").then().statusCode(200);
            assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        } finally {
            all.forEach(SqlConnection::closeAndAwait);
        }
    }

    @Test
    void sends_away_who_comes_from_nowhere() {
        long position = AdminApi.position();
        asGateway().get("/internal/events?after=" + (position + 1000)).then().statusCode(410).contentType("application/problem+json");
        asGateway().get("/internal/events?after=" + position + "&feed=00000000-0000-0000-0000-000000000000").then().statusCode(410);
    }

    @Test
    void sends_away_who_is_further_behind_than_what_is_kept() {
        AdminApi.newScope();
        long kept = AdminApi.position();
        pool.query("delete from event where position <= " + (kept - 1)).executeAndAwait();
        asGateway().get("/internal/events?after=" + (kept - 2)).then().statusCode(410);
        pool.query("delete from event").executeAndAwait();
        asGateway().get("/internal/events?after=" + (kept - 1)).then().statusCode(410);
    }

    @Test
    void a_follower_under_the_right_feed_id_is_served() throws Exception {
        String feed = asGateway().get("/internal/snapshot").path("feed_id");
        try (Frames frames = new Frames("after=" + AdminApi.position() + "&feed=" + feed)) {
            frames.await(seen -> !seen.all().isEmpty());
            assertThat(frames.status()).contains("200");
        }
    }

    @Test
    void the_snapshot_holds_what_the_events_amount_to() {
        String tenant = AdminApi.newTenant();
        String implied = AdminApi.newScope();
        String scope = AdminApi.newScope(implied);
        asAdministrator().body(Map.of("tenant", tenant)).post("/admin/v1/revocations").then().statusCode(202);
        var snapshot = asGateway().get("/internal/snapshot").jsonPath();
        assertThat(snapshot.getList("environments.findAll { it.tenant == '" + tenant + "' }.hosts.flatten()")).containsExactly("prod." + tenant + ".example");
        assertThat(snapshot.getList("scopes.find { it.name == '" + scope + "' }.implies")).containsExactly(implied);
        assertThat(snapshot.getList("scopes.name")).doesNotContain("claviger:admin");
        assertThat(snapshot.getList("revocations.findAll { it.target.tenant == '" + tenant + "' }")).hasSize(1);
    }

    @Test
    void who_is_gone_at_once_is_not_followed_any_more() throws Exception {
        long position = AdminApi.position();
        for (int i = 0; i < 50; i++) {
            new Frames("after=" + position).close();
        }
        for (int i = 0; i < 500 && followers() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(followers()).isZero();
    }

    private double followers() {
        return meters.get("claviger_feed_followers").gauge().value();
    }
}
