package dev.claviger.credential.account.signin;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static dev.claviger.credential.account.TestPeople.PASSWORD;
import static dev.claviger.credential.account.TestPeople.newAddress;
import static dev.claviger.credential.account.TestPeople.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople.TestPerson;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class SignInTest {

    /** By the reference implementation, at another cost. */
    private static final String OTHER_COST = "$argon2id$v=19$m=8192,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$OdJe/X4rgv+GvF4Nx6qN68KjwW0x8RnpzigVP/gXixk";

    @Inject
    Pool pool;
    @Inject
    MeterRegistry meters;

    @Test
    void verifies_a_person_and_makes_the_browser_known() {
        TestPerson person = newPerson(AdminApi.newTenant(), Map.of("name", "Ann", "email", "ann@acme.example", "role", "tenant_administrator"));
        Response verified = person.signIn(Map.of("username", " " + person.username().toUpperCase() + " "));
        verified.then().statusCode(200).header("Cache-Control", "no-store").body("outcome", equalTo("verified")).body("feed_id", notNullValue()).body("position", notNullValue())
                .body("person.id", hasToString(Long.toString(person.id()))).body("person.tenant", equalTo(person.tenant())).body("person.username", equalTo(person.username()))
                .body("person.role", equalTo("tenant_administrator")).body("person.limit", nullValue()).body("device", notNullValue());
        String device = verified.path("device");
        person.signIn(Map.of("device", device)).then().body("outcome", equalTo("verified")).body("device", equalTo(device));
        assertThat(count("known_browser where person_id = " + person.id())).isEqualTo(1);
    }

    @Test
    @DisplayName("unknown tenant, unknown person, wrong password, no password yet and disabled are one and the same to the asker")
    void refuses_alike() {
        String tenant = AdminApi.newTenant();
        TestPerson person = newPerson(tenant);
        TestPerson disabled = newPerson(tenant, Map.of("disabled", true));
        asAdministrator().body(Map.of("username", "nopassword")).post("/admin/v1/tenants/" + tenant + "/people").then().statusCode(201);
        Stream.of(person.signIn("wrong password here"), person.signIn(Map.of("username", "nobody")), person.signIn(Map.of("username", "no\u0000body")),
                        person.signIn(Map.of("tenant", "nowhere")), person.signIn(Map.of("username", "nopassword")), disabled.signIn(PASSWORD),
                        person.signIn(Map.of("password", "x".repeat(100_000))), person.signIn(Map.of("password", "")))
                .forEach(answer -> answer.then().statusCode(200).body("outcome", equalTo("refused")).body("person", nullValue()).body("device", nullValue()).body("keySet().size()", equalTo(3)));
    }

    @Test
    @DisplayName("one hash is computed whoever asks for whom: the time tells nothing")
    void hashes_for_nobody_too() {
        TestPerson person = newPerson(AdminApi.newTenant());
        long before = hashes();
        person.signIn("wrong password here");
        assertThat(hashes()).isEqualTo(before + 1);
        person.signIn(Map.of("username", "nobody"));
        assertThat(hashes()).isEqualTo(before + 2);
        assertThat(count("guess")).as("and one wrong guess is counted").isGreaterThan(1);
    }

    @Test
    @DisplayName("guesses from elsewhere wait longer and longer, and never keep out a browser that signed in before")
    void guessing_locks_out_strangers_only() {
        TestPerson person = newPerson(AdminApi.newTenant());
        String device = person.device();
        for (int i = 0; i < 10; i++) {
            assertThat(person.outcomeOf(Map.of("password", "guess number " + i))).isEqualTo("refused");
        }
        person.signIn(Map.of("password", "one guess more")).then().body("outcome", equalTo("too_many")).body("retry_after", greaterThan(1));
        assertThat(person.outcomeOf(Map.of())).as("the right password, from a browser nobody knows").isEqualTo("too_many");
        assertThat(person.outcomeOf(Map.of("device", device))).as("the owner").isEqualTo("verified");
        assertThat(person.outcomeOf(Map.of("device", "made up"))).isEqualTo("too_many");
        assertThat(person.outcomeOf(Map.of("device", newPerson(person.tenant()).device()))).as("somebody else's browser").isEqualTo("too_many");
    }

    @Test
    void a_known_browser_has_its_own_count_which_being_right_ends() {
        TestPerson person = newPerson(AdminApi.newTenant());
        String device = person.device();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 9; i++) {
                assertThat(person.outcomeOf(Map.of("password", "guess number " + i, "device", device))).isEqualTo("refused");
            }
            assertThat(person.outcomeOf(Map.of("device", device))).isEqualTo("verified");
        }
        for (int i = 0; i < 10; i++) {
            person.signIn(Map.of("password", "guess number " + i, "device", device));
        }
        assertThat(person.outcomeOf(Map.of("device", device))).isEqualTo("too_many");
        assertThat(person.outcomeOf(Map.of())).as("another browser of the owner").isEqualTo("verified");
    }

    @Test
    @DisplayName("somebody who does not exist is limited like anybody else, or limits would tell who does")
    void counts_for_nobody_too() {
        TestPerson person = newPerson(AdminApi.newTenant());
        for (int i = 0; i < 10; i++) {
            assertThat(person.outcomeOf(Map.of("username", "ghost"))).isEqualTo("refused");
        }
        assertThat(person.outcomeOf(Map.of("username", "GHOST"))).isEqualTo("too_many");
    }

    @Test
    @DisplayName("an address that guesses at everybody waits too; of IPv6 its network does")
    void counts_by_address() {
        String tenant = AdminApi.newTenant();
        TestPerson person = newPerson(tenant);
        for (int i = 0; i < 20; i++) {
            assertThat(person.outcomeOf(Map.of("username", "u" + i, "address", "2001:db8:7:8::" + Integer.toHexString(i + 1)))).isEqualTo("refused");
        }
        assertThat(person.outcomeOf(Map.of("address", "2001:db8:7:8::ffff"))).isEqualTo("too_many");
        assertThat(person.outcomeOf(Map.of("address", "2001:db8:7:9::1"))).isEqualTo("verified");
    }

    @Test
    @DisplayName("fifty at once are all answered; those for whom there is no place are told when to come again")
    void bounds_what_happens_at_once() throws Exception {
        TestPerson person = newPerson(AdminApi.newTenant());
        String device = person.device();
        ExecutorService callers = Executors.newFixedThreadPool(50);
        try {
            Callable<String> call = () -> person.outcomeOf(Map.of("device", device));
            List<Future<String>> answers = callers.invokeAll(java.util.Collections.nCopies(50, call));
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isIn("verified", "too_many");
            }
            assertThat(person.outcomeOf(Map.of("device", device))).isEqualTo("verified");
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    @DisplayName("a hash of another cost verifies, and is made anew when its owner signs in")
    void renews_an_outdated_hash() throws Exception {
        TestPerson person = newPerson(AdminApi.newTenant());
        assertThat(hash(person)).startsWith("$argon2id$v=19$m=7168,t=1,p=1$");
        pool.query("update person_password set hash = '" + OTHER_COST + "' where person_id = " + person.id()).executeAndAwait();
        assertThat(person.outcomeOf(Map.of())).isEqualTo("refused");
        assertThat(person.outcomeOf(Map.of("password", "correct stored before"))).isEqualTo("verified");
        for (int i = 0; i < 300 && hash(person).equals(OTHER_COST); i++) {
            Thread.sleep(10);
        }
        assertThat(hash(person)).startsWith("$argon2id$v=19$m=7168,t=1,p=1$");
        assertThat(person.outcomeOf(Map.of("password", "correct stored before"))).isEqualTo("verified");
    }

    @Test
    void tells_what_a_person_is_at_this_moment() {
        TestPerson person = newPerson(AdminApi.newTenant());
        Map<String, Object> question = Map.of("tenant", person.tenant(), "id", person.id());
        asTokenService().body(question).post("/internal/people").then().statusCode(200).header("Cache-Control", "no-store").body("person.username", equalTo(person.username()))
                .body("position", notNullValue()).body("one_time_password", equalTo(false));
        asTokenService().body(Map.of("tenant", AdminApi.newTenant(), "id", person.id())).post("/internal/people").then().statusCode(200).body("person", nullValue());
        asAdministrator().body(Map.of("disabled", true)).patch(person.path()).then().statusCode(200);
        asTokenService().body(question).post("/internal/people").then().statusCode(200).body("person", nullValue());
    }

    @Test
    void is_for_token_service_only() {
        for (String path : List.of("person-verifications", "people", "password-resets", "password-links", "passwords", "one-time-passwords")) {
            asGateway().body("{}").post("/internal/" + path).then().statusCode(403);
            asTokenService().body("{}").post("/internal/" + path).then().statusCode(400);
        }
    }

    private String hash(TestPerson person) {
        return pool.query("select hash from person_password where person_id = " + person.id()).executeAndAwait().iterator().next().getString(0);
    }

    private long hashes() {
        return meters.get("claviger_password_hashing").timer().count();
    }

    private long count(String of) {
        return pool.query("select count(*) from " + of).executeAndAwait().iterator().next().getLong(0);
    }
}
