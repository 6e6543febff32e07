package dev.claviger.credential.usage.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("What a gateway reports of itself")
class GatewayReportsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final EnvironmentName PROD = new EnvironmentName("prod");

    @Inject
    Pool pool;
    @Inject
    GatewayReports reports;
    @Inject
    RouteTables tables;

    private String replica;
    private String table;

    @BeforeEach
    void nobody() {
        pool.query("delete from gateway_report").executeAndAwait();
        pool.query("delete from follower_report").executeAndAwait();
        pool.query("delete from route_spell").executeAndAwait();
        pool.query("delete from route_table").executeAndAwait();
        replica = AdminApi.fresh("gw");
        table = TestGateways.table("items GET /items/" + replica + " items.read");
    }

    private List<RouteSpell> spells() {
        return tables.latest(100).await().indefinitely();
    }

    @Test
    @DisplayName("its table of routes is asked for until somebody has told it, and then never again")
    void asks_for_a_table_once() {
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(200).body("routes_wanted", is(TestGateways.digest(table)));
        assertThat(spells()).isEmpty();
        TestGateways.report(replica, table, true, 0, List.of()).then().statusCode(204);
        TestGateways.report(replica + "-2", table, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).singleElement().satisfies(spell -> {
            assertThat(spell.digest()).isEqualTo(TestGateways.digest(table));
            assertThat(spell.table()).isEqualTo(new RouteTable(1, List.of(new ToldRoute("items", List.of("GET"), "/items/" + replica, List.of(), false, List.of("items.read"), false, Optional.empty(), Optional.empty()))));
            assertThat(spell.beganAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        });
    }

    @Test
    @DisplayName("each time a table is served is a spell of its own; a pause, or a restart of all, is none")
    void tells_when_a_table_was_served() {
        String other = TestGateways.table("items GET /other/" + replica + " -");
        for (String told : List.of(table, other)) {
            TestGateways.report(replica, told, true, 0, List.of()).then().statusCode(204);
        }
        pool.query("update route_spell set began_at = began_at - interval '1 hour', last_seen_at = last_seen_at - interval '1 hour'").executeAndAwait();
        TestGateways.report(replica, other, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).extracting(RouteSpell::digest).containsExactly(TestGateways.digest(other), TestGateways.digest(table));
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).extracting(RouteSpell::digest).containsExactly(TestGateways.digest(table), TestGateways.digest(other), TestGateways.digest(table));
        Instant before = spells().get(0).lastSeenAt();
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).hasSize(3).first().extracting(RouteSpell::lastSeenAt).as("written down once a minute").isEqualTo(before);
        pool.query("update route_spell set last_seen_at = last_seen_at - interval '2 minutes'").executeAndAwait();
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).hasSize(3).first().extracting(RouteSpell::lastSeenAt).isNotEqualTo(before);
    }

    @Test
    void forgets_what_was_served_long_ago_and_tables_nobody_served() {
        TestGateways.report(replica, table, true, 0, List.of()).then().statusCode(204);
        tables.forget(Instant.now().minusSeconds(60)).await().indefinitely();
        assertThat(tables.find(TestGateways.digest(table)).await().indefinitely()).isPresent();
        pool.query("update route_spell set last_seen_at = last_seen_at - interval '500 days'").executeAndAwait();
        pool.query("update route_table set told_at = told_at - interval '2 days'").executeAndAwait();
        tables.forget(Instant.now().minusSeconds(60)).await().indefinitely();
        assertThat(spells()).isEmpty();
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(200);
    }

    private void later(String time) {
        pool.query("update route_spell set began_at = began_at - interval '%s', last_seen_at = last_seen_at - interval '%s'".formatted(time, time)).executeAndAwait();
    }

    @Test
    @DisplayName("a roll-back within minutes is a change of its own, and so is the next roll-out; gateways that serve both for a while are none")
    void tells_a_roll_back() {
        String other = TestGateways.table("items GET /other/" + replica + " -");
        TestGateways.report(replica, table, true, 0, List.of()).then().statusCode(204);
        TestGateways.report(replica + "-2", other, true, 0, List.of()).then().statusCode(204);
        later("70 seconds");
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(204);
        TestGateways.report(replica + "-2", other, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).as("both").extracting(RouteSpell::digest).containsExactly(TestGateways.digest(other), TestGateways.digest(table));

        pool.query("update route_spell set last_seen_at = last_seen_at - case when digest = '" + TestGateways.digest(other) + "' then interval '130 seconds' else interval '70 seconds' end").executeAndAwait();
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).as("the first alone again").extracting(RouteSpell::digest).containsExactly(TestGateways.digest(table), TestGateways.digest(other), TestGateways.digest(table));

        later("130 seconds");
        TestGateways.report(replica, other, false, 0, List.of()).then().statusCode(204);
        later("130 seconds");
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(204);
        assertThat(spells()).extracting(RouteSpell::digest).containsExactly(TestGateways.digest(table), TestGateways.digest(other), TestGateways.digest(table), TestGateways.digest(other),
                TestGateways.digest(table));
    }

    @Test
    @DisplayName("there is room for so many tables; for another the one goes that was seen longest ago, and is asked for again should somebody serve it")
    void keeps_so_many_tables() {
        String longAgo = TestGateways.table("items GET /long-ago/" + replica + " -");
        TestGateways.report(replica, longAgo, true, 0, List.of()).then().statusCode(204);
        pool.query("update route_table set told_at = told_at - interval '2 hours'").executeAndAwait();
        later("1 hour");
        TestGateways.report(replica, table, true, 0, List.of()).then().statusCode(204);
        pool.query("update route_table set told_at = told_at - interval '2 hours'").executeAndAwait();
        pool.query("insert into route_table (digest, told, told_at) select lpad(to_hex(n), 64, '0'), '{}', now() - interval '30 minutes' from generate_series(1, 498) n").executeAndAwait();
        String other = TestGateways.table("items GET /other/" + replica + " -");
        TestGateways.report(replica, other, false, 0, List.of()).then().statusCode(200).body("routes_wanted", is(TestGateways.digest(other)));
        TestGateways.report(replica, other, true, 0, List.of()).then().statusCode(204);
        assertThat(pool.query("select from route_table").executeAndAwait().size()).isEqualTo(500);
        assertThat(spells()).extracting(RouteSpell::digest).containsExactly(TestGateways.digest(other), TestGateways.digest(table));
        TestGateways.report(replica, longAgo, false, 0, List.of()).then().statusCode(200);
        TestGateways.report(replica, table, false, 0, List.of()).then().statusCode(204);
    }

    @Test
    @DisplayName("upstreams that are not well are kept as it told them last, for the environment they are of")
    void keeps_upstreams_that_are_not_well() {
        long since = Instant.now().getEpochSecond() - 60;
        TestGateways.report(replica, null, false, 3, List.of(TestGateways.unwell("acme", "prod", "http://a.test:8080", "ejected", "upstream_timeout", since),
                TestGateways.unwell("acme", "sandbox", "http://b.test", "unhealthy", null, since), TestGateways.unwell("globex", "prod", "http://c.test", "failing", "upstream_unreachable", since))).then().statusCode(204);
        TestGateways.reportOfBefore(replica + "-old").then().statusCode(204);

        List<GatewayState> told = reports.of(ACME, PROD).await().indefinitely();
        assertThat(told).hasSize(2);
        assertThat(told).extracting(GatewayState::replica).as("who reported last first").containsExactly(replica + "-old", replica);
        assertThat(told.get(1).unwell()).containsExactly(new UnwellUpstream(ACME, PROD, "http://a.test:8080", "ejected", Optional.of("upstream_timeout"), Instant.ofEpochSecond(since)));
        assertThat(told.get(1).more()).isEqualTo(3);
        assertThat(told.get(0)).isEqualTo(new GatewayState(replica + "-old", true, Optional.empty(), Optional.empty(), List.of(), 0));

        TestGateways.report(replica, null, false, 0, List.of()).then().statusCode(204);
        assertThat(reports.of(ACME, PROD).await().indefinitely().get(0).unwell()).isEmpty();
        pool.query("update gateway_report set reported_at = now() - interval '61 minutes'").executeAndAwait();
        reports.forget().await().indefinitely();
        assertThat(reports.all().await().indefinitely()).allMatch(gateway -> gateway.toldAt().isEmpty());
    }

    @Test
    @DisplayName("counts for a minute; then it is silent, and what it said of upstreams is not repeated")
    void falls_silent() {
        TestGateways.report(replica, table, true, 0, List.of(TestGateways.unwell("acme", "prod", "http://a.test", "ejected", null, 1))).then().statusCode(204);
        assertThat(reports.of(ACME, PROD).await().indefinitely()).singleElement().returns(true, GatewayState::talks).satisfies(state -> assertThat(state.unwell()).hasSize(1));
        pool.query("update gateway_report set reported_at = now() - interval '61 seconds'").executeAndAwait();
        assertThat(reports.of(ACME, PROD).await().indefinitely()).singleElement().returns(false, GatewayState::talks).satisfies(state -> assertThat(state.unwell()).isEmpty());
    }

    @Test
    @DisplayName("is noted of a thousand names within the hour: whoever makes up more keeps no known gateway out")
    void bounds_names() {
        TestGateways.report(replica, null, false, 0, List.of()).then().statusCode(204);
        pool.query("insert into gateway_report (replica, unwell, more_unwell) select 'made-up-' || n, '[]', 0 from generate_series(1, 999) n").executeAndAwait();
        pool.query("insert into follower_report (replica, role, feed_id, position, age_millis) select 'made-up-' || n, 'gateway', '', 0, 0 from generate_series(1, 999) n").executeAndAwait();
        TestGateways.report(replica + "-2", null, false, 0, List.of()).then().statusCode(204);
        TestGateways.report(replica, null, false, 5, List.of()).then().statusCode(204);
        assertThat(reports.all().await().indefinitely()).hasSize(1000).noneMatch(gateway -> gateway.replica().equals(replica + "-2")).first().returns(replica, GatewayState::replica)
                .returns(5, GatewayState::more);
        AdminApi.asTokenService().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "follower", Map.of("replica", replica + "-ts", "feed_id", "", "position", 0, "age_millis", 0)))
                .post("/internal/usage").then().statusCode(204);
        assertThat(pool.query("select from follower_report where role = 'token-service'").executeAndAwait().size()).as("of another role").isEqualTo(1);
    }

    @Test
    @DisplayName("is refused where it makes no sense, so that nothing else in the report is lost unseen")
    void refuses_nonsense() {
        TestGateways.report(replica, null, false, -1, List.of()).then().statusCode(400);
        TestGateways.report(replica, null, false, 0, List.of(TestGateways.unwell("acme", "prod", "no origin", "ejected", null, 1))).then().statusCode(400);
        TestGateways.report(replica, null, false, 0, List.of(TestGateways.unwell("acme", "prod", "http://a", "<b>", null, 1))).then().statusCode(400);
        TestGateways.report(replica, null, false, 0, Collections.nCopies(201, TestGateways.unwell("acme", "prod", "http://a", "ejected", null, 1))).then().statusCode(400);
        TestGateways.report(replica, "{\"hello\":1}", true, 0, List.of()).then().statusCode(400);
        String made = TestGateways.digest(table);
        AdminApi.asGateway().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "follower", Map.of("replica", replica, "feed_id", "", "position", 0, "age_millis", 0),
                "gateway", Map.of("routes", made, "table", table + " ", "upstreams", Map.of("unwell", List.of(), "more", 0)))).post("/internal/usage").then().statusCode(400).body("detail", containsString("another digest"));
    }

    @Test
    @DisplayName("is not taken from token-service")
    void is_for_gateways() {
        AdminApi.asTokenService().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "follower", Map.of("replica", replica, "feed_id", "", "position", 0, "age_millis", 0),
                "gateway", Map.of("routes", TestGateways.digest(table), "upstreams", Map.of("unwell", List.of(), "more", 0)))).post("/internal/usage").then().statusCode(204);
        assertThat(pool.query("select from gateway_report where replica = '" + replica + "'").executeAndAwait().size()).isZero();
    }
}
