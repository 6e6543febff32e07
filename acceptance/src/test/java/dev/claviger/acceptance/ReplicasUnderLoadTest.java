package dev.claviger.acceptance;

import static dev.claviger.acceptance.FleetLoad.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.installation.Service;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two of each service and callers who do not stop: what an upgrade, a crash and a database that restarts let them notice. On the way every key,
 * pepper and password is replaced: its steps are rolling restarts, and the dangerous moment is when replicas are at different steps.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class ReplicasUnderLoadTest {

    /** Those of access tokens, the one in use and the next, and one for each algorithm of ID tokens. */
    private static final int ALL_KEYS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS = Map.of(
            // Balancers need the time to see that readiness fell.
            "quarkus.shutdown.delay", "2S",
            "claviger.jwks.refresh-interval", "PT1S");

    private static Fleet fleet;
    private static TestClaviger claviger;
    private static Rotation rotation;
    private static Tenant tenant;
    private static Client client;
    private static String token;

    private FleetLoad load;

    @BeforeAll
    static void startFleet() throws IOException {
        fleet = Fleet.start("two of each", SETTINGS);
        claviger = fleet.claviger();
        rotation = new Rotation(claviger.installation().secrets());
        tenant = claviger.tenant(claviger.installation().blueprint().sampleApi().toString());
        client = claviger.client(tenant, "employees.readonly");
        token = claviger.token(client);
    }

    @AfterAll
    static void stopFleet() {
        fleet.close();
    }

    @BeforeEach
    void startCalling() {
        load = new FleetLoad(fleet, tenant, client, token);
        load.forget();
    }

    @AfterEach
    void stopCalling() throws InterruptedException {
        load.close();
    }

    @Test
    @Order(1)
    @DisplayName("A rolling restart of everything, in which every key, pepper and password begins to be replaced: nobody notices")
    void nothing_fails_while_every_process_is_replaced_one_after_another() throws SQLException {
        TestDatabase database = new TestDatabase(claviger);
        database.addLogin(Rotation.login("claviger_credential"), "claviger_credential", rotation.databasePassword());
        database.addLogin(Rotation.login("claviger_token"), "claviger_token", rotation.databasePassword());
        long start = System.nanoTime();

        replace(Service.CREDENTIAL);
        replace(Service.TOKEN);
        theNextSigningKeyIsWithEveryGatewayBeforeItSigns(database);
        replace(Service.GATEWAY);
        database.endLogin("claviger_credential");
        database.endLogin("claviger_token");
        claviger.await(PATIENCE, () -> fleet.of(Service.TOKEN).stream().allMatch(replica -> algorithm(tokenFrom(replica)).contains(Rotation.ALGORITHM)));
        for (Backend gateway : fleet.of(Service.GATEWAY)) {
            assertThat(claviger.get(gateway.address(), tenant.host(), PATH, tokenFrom(fleet.of(Service.TOKEN).get(0))).status()).isEqualTo(200);
        }

        load.settled();
        load.report("Six processes replaced in turn", start);
        assertThat(load.callers()).allSatisfy(caller -> assertThat(caller.failures()).as(caller.getName()).isEmpty());
    }

    @Test
    @Order(2)
    @DisplayName("kill -9 of each: what it was doing is lost, nothing else. It comes back using what its neighbour only knows of")
    void a_process_that_is_killed_takes_no_more_with_it_than_what_it_was_doing() {
        for (Service service : Service.values()) {
            Backend killed = fleet.of(service).get(0);
            long start = System.nanoTime();
            fleet.kill(killed);
            load.settled();
            load.report(service + " killed", start);
            assertThat(load.callers()).allSatisfy(caller -> assertThat(caller.failures()).as(caller.getName()).hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(failure -> assertThat(failure).isInstanceOfSatisfying(Line.Broken.class, broken -> assertThat(broken.isBy(killed)).isTrue())));
            load.forget();
        }
        for (Service service : Service.values()) {
            fleet.of(service).get(0).tell(rotation.secondStep(service));
            fleet.start(fleet.of(service).get(0));
        }
        for (Service service : Service.values()) {
            fleet.awaitReady(fleet.of(service).get(0));
        }
        load.settled();
        assertThat(load.callers()).allSatisfy(caller -> assertThat(caller.failures()).as(caller.getName()).isEmpty());
    }

    @Test
    @Order(3)
    void while_the_database_restarts_what_needs_none_goes_on_and_the_rest_recovers_by_itself() {
        long start = System.nanoTime();
        claviger.installation().restartDatabase();
        System.out.printf("PostgreSQL was away for %.1f s at most%n", (System.nanoTime() - start) / 1e9);
        load.settled();
        load.report("PostgreSQL restarted", start);

        assertThat(load.requests.failures()).isEmpty();
        assertThat(load.tokens.failures()).isEmpty();
        assertThat(load.callers()).as("an outage is told as one")
                .allSatisfy(caller -> assertThat(caller.failures()).noneMatch(failure -> failure.getMessage().startsWith("500")));
        claviger.revoke(client);
        for (Backend gateway : fleet.of(Service.GATEWAY)) {
            claviger.await(PATIENCE, () -> claviger.get(gateway.address(), tenant.host(), PATH, token).status() == 401);
        }
        for (Backend replica : fleet.of(Service.TOKEN)) {
            claviger.await(PATIENCE, () -> claviger.ask(tokenEndpoint(replica), client, "grant_type=client_credentials").status() == 401);
        }
    }

    private void replace(Service service) {
        for (Backend backend : fleet.of(service)) {
            Map<Caller, Integer> before = load.callers().stream().collect(Collectors.toMap(caller -> caller, Caller::succeeded));
            backend.tell(rotation.firstStep(service));
            fleet.restart(backend);
            assertThat(load.callers()).as("while %s was replaced", backend)
                    .allSatisfy(caller -> assertThat(caller.failures()).as(caller.getName()).isEmpty())
                    .allSatisfy(caller -> assertThat(caller.succeeded()).as(caller.getName()).isGreaterThan(before.get(caller)));
        }
    }

    /** By itself it would sign in an hour. A clock cannot be put forward here; so, once all have it, it is told to sign in a few seconds. */
    private static void theNextSigningKeyIsWithEveryGatewayBeforeItSigns(TestDatabase database) throws SQLException {
        for (Backend replica : fleet.of(Service.TOKEN)) {
            claviger.await(PATIENCE, () -> claviger.get(replica.address().resolve("/oauth2/jwks")).json().path("keys").size() == ALL_KEYS);
            assertThat(algorithm(tokenFrom(replica))).doesNotContain(Rotation.ALGORITHM);
        }
        for (Backend gateway : fleet.of(Service.GATEWAY)) {
            claviger.await(PATIENCE, () -> claviger.get(gateway.management().resolve("/q/health/ready")).body().matches("(?s).*\"keys\": ?" + ALL_KEYS + "\\b.*"));
        }
        database.execute("claviger_token", "update signing_key set signs_from = now() + interval '6 seconds' where algorithm = '" + Rotation.ALGORITHM + "'");
    }

    private static String tokenFrom(Backend replica) {
        return claviger.ask(tokenEndpoint(replica), client, "grant_type=client_credentials").text("access_token");
    }

    private static URI tokenEndpoint(Backend replica) {
        return replica.address().resolve("/oauth2/token");
    }

    private static String algorithm(String accessToken) {
        return new String(Base64.getUrlDecoder().decode(accessToken.split("\\.")[0]));
    }
}
