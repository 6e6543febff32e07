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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.restassured.path.json.JsonPath;
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
    void a_follower_that_names_the_event_it_comes_from_is_served() throws Exception {
        AdminApi.newScope();
        JsonPath snapshot = asGateway().get("/internal/snapshot").jsonPath();
        long recordedAt = pool.query("select (extract(epoch from recorded_at) * 1000)::bigint from event where position = " + snapshot.getLong("position"))
                .executeAndAwait().iterator().next().getLong(0);
        assertThat(snapshot.getLong("recorded_at")).isEqualTo(recordedAt);
        try (Frames frames = new Frames("after=" + snapshot.getLong("position") + "&feed=" + snapshot.getString("feed_id") + "&recorded_at=" + recordedAt)) {
            frames.await(seen -> !seen.all().isEmpty());
            assertThat(frames.status()).contains("200");
        }
    }

    @Test
    void the_time_in_the_stream_is_the_one_a_follower_may_come_back_with() throws Exception {
        long before = AdminApi.position();
        AdminApi.newScope();
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            String recordedAt = frames.events().get(0).replaceAll("(?s).*\"recorded_at\":(\\d+).*", "$1");
            try (Frames again = new Frames("after=" + (before + 1) + "&recorded_at=" + recordedAt)) {
                again.await(seen -> !seen.all().isEmpty());
            }
        }
    }

    @Test
    void tells_a_follower_of_another_event_at_its_position_that_the_database_was_restored() {
        AdminApi.newScope();
        JsonPath snapshot = asGateway().get("/internal/snapshot").jsonPath();
        String place = "/internal/events?after=" + snapshot.getLong("position") + "&feed=" + snapshot.getString("feed_id");
        asGateway().get(place + "&recorded_at=" + (snapshot.getLong("recorded_at") + 1)).then().statusCode(409).contentType("application/problem+json");
        asGateway().get("/internal/events?after=" + snapshot.getLong("position") + "&feed=00000000-0000-0000-0000-000000000000&recorded_at=1")
                .then().statusCode(410);
    }

    @Test
    @DisplayName("a standby that took over and has already gone past the events it never had")
    void sends_followers_away_when_the_past_has_changed_under_them() throws Exception {
        AdminApi.newScope();
        long position = AdminApi.position();
        try (Frames frames = new Frames("after=" + (position - 1))) {
            frames.await(seen -> seen.positions().contains(position));
            frames.await(seen -> seen.all().size() >= 3);
            pool.query("update event set recorded_at = recorded_at + interval '1 second' where position = " + position).executeAndAwait();
            frames.await(Frames::isEnded);
        }
    }

    @Test
    void an_event_that_is_kept_no_longer_contradicts_nobody() throws Exception {
        AdminApi.newScope();
        long position = AdminApi.position();
        pool.query("delete from event where position <= " + position).executeAndAwait();
        assertThat(asGateway().get("/internal/snapshot").jsonPath().getMap("")).doesNotContainKey("recorded_at");
        try (Frames frames = new Frames("after=" + position + "&recorded_at=1")) {
            frames.await(seen -> !seen.all().isEmpty());
            assertThat(frames.status()).contains("200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=", "after=-1", "after=x", "after=1234567890123456789", "after=0&recorded_at=", "after=0&recorded_at=yesterday"})
    void a_place_that_is_none_is_a_bad_request(String query) {
        asGateway().get("/internal/events?" + query).then().statusCode(400).contentType("application/problem+json");
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
