package dev.claviger.credential.account.otp;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static dev.claviger.credential.account.TestPeople.PASSWORD;
import static dev.claviger.credential.account.TestPeople.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.PersonId;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople.TestPerson;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class OneTimePasswordTest {

    @Inject
    Pool pool;
    @Inject
    OneTimePasswordsConfig config;

    private TestPerson person;

    @BeforeEach
    void begin() {
        person = newPerson(AdminApi.newTenant(), Map.of("email", "otp@acme.example"));
    }

    @Test
    @DisplayName("a new secret is shown once, as text and as what a QR code holds, and changes nothing until a code of it was shown")
    void is_turned_on_in_two_steps() {
        Response begun = step(Map.of("step", "begin", "current_password", PASSWORD));
        String secret = begun.path("secret");
        begun.then().statusCode(200).header("Cache-Control", "no-store").body("secret", matchesPattern("[A-Z2-7]{32}"))
                .body("otpauth_uri", equalTo("otpauth://totp/Claviger:" + person.username() + "?secret=" + secret + "&issuer=Claviger&algorithm=SHA1&digits=6&period=30"));
        assertThat(person.outcomeOf(Map.of())).isEqualTo("verified");
        step(Map.of("step", "confirm", "code", "000000x")).then().body("outcome", equalTo("wrong")).body("recovery_codes", nullValue());
        step(Map.of("step", "confirm", "code", code(secret, 0))).then().body("outcome", equalTo("on")).body("recovery_codes.size()", equalTo(10));
        assertThat(person.outcomeOf(Map.of())).isEqualTo("one_time_password_needed");
        step(Map.of("step", "begin", "current_password", PASSWORD)).then().body("outcome", equalTo("on")).body("secret", nullValue());
        asTokenService().body(Map.of("tenant", person.tenant(), "id", person.id())).post("/internal/people").then().body("one_time_password", equalTo(true));
        asAdministrator().get(person.path()).then().body("has_one_time_password", equalTo(true));
        asTokenService().body(Map.of("tenant", person.tenant(), "id", person.id())).post("/internal/people").then().body("one_time_password", equalTo(true));
        asAdministrator().queryParam("tenant", person.tenant()).get("/admin/v1/audit").then().body("items.action", hasItem("person.one_time_password_set"));
    }

    @Test
    @DisplayName("RFC 6238 §5.2: each code is good for once, also of ten who bring it at the same moment")
    void takes_a_code_once() throws Exception {
        String secret = turnOn();
        Map<String, Object> form = Map.of("one_time_password", code(secret, 1), "device", "x");
        ExecutorService callers = Executors.newFixedThreadPool(10);
        try {
            Callable<String> call = () -> person.outcomeOf(form);
            List<Future<String>> answers = callers.invokeAll(java.util.Collections.nCopies(10, call));
            int verified = 0;
            for (Future<String> answer : answers) {
                verified += answer.get().equals("verified") ? 1 : 0;
            }
            assertThat(verified).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void a_code_shown_with_a_space_is_taken_and_one_after_a_wrong_password_is_not_used_up() {
        String secret = turnOn();
        String code = code(secret, 1);
        assertThat(person.outcomeOf(Map.of("password", "wrong password here", "one_time_password", code))).isEqualTo("refused");
        assertThat(person.outcomeOf(Map.of("one_time_password", code.substring(0, 3) + " " + code.substring(3)))).isEqualTo("verified");
    }

    @Test
    void a_recovery_code_stands_in_once() {
        String recovery = codes().get(0);
        assertThat(person.outcomeOf(Map.of("one_time_password", recovery.toLowerCase()))).isEqualTo("verified");
        assertThat(person.outcomeOf(Map.of("one_time_password", recovery))).isEqualTo("one_time_password_needed");
    }

    @Test
    @DisplayName("who knows the password and guesses at the code waits; the owner's browser has a count of its own")
    void limits_guesses_at_codes() {
        String device = person.device();
        String secret = turnOn();
        for (int i = 0; i < 5; i++) {
            assertThat(person.outcomeOf(Map.of("one_time_password", "000000"))).isEqualTo("one_time_password_needed");
        }
        person.signIn(Map.of("one_time_password", "000000")).then().body("outcome", equalTo("too_many")).body("retry_after", notNullValue());
        assertThat(person.outcomeOf(Map.of("one_time_password", code(secret, 1), "device", device))).isEqualTo("verified");
    }

    @Test
    @DisplayName("an open browser alone turns nothing on: without the password there is no secret, and guesses at it are counted")
    void is_turned_on_with_the_password_only() {
        step(Map.of("step", "begin")).then().statusCode(400);
        for (int i = 0; i < 10; i++) {
            step(Map.of("step", "begin", "current_password", "guess number " + i)).then().body("outcome", equalTo("wrong")).body("secret", nullValue());
        }
        step(Map.of("step", "begin", "current_password", PASSWORD)).then().body("outcome", equalTo("too_many")).body("secret", nullValue());
    }

    @Test
    void is_turned_off_with_password_and_code_together() {
        String secret = turnOn();
        step(Map.of("step", "remove", "current_password", "wrong password here", "code", code(secret, 1))).then().body("outcome", equalTo("wrong"));
        step(Map.of("step", "remove", "current_password", PASSWORD, "code", "000000")).then().body("outcome", equalTo("wrong"));
        step(Map.of("step", "remove", "current_password", PASSWORD, "code", code(secret, 1))).then().body("outcome", equalTo("off"));
        assertThat(person.outcomeOf(Map.of())).isEqualTo("verified");
    }

    @Test
    void an_administrator_helps_who_lost_everything() {
        asAdministrator().delete(person.path() + "/one-time-password").then().statusCode(404);
        turnOn();
        asAdministrator().delete(person.path() + "/one-time-password").then().statusCode(204);
        assertThat(person.outcomeOf(Map.of())).isEqualTo("verified");
        assertThat(pool.query("select count(*) from recovery_code where person_id = " + person.id()).executeAndAwait().iterator().next().getLong(0)).isZero();
    }

    @Test
    @DisplayName("what is under the previous key is stored anew, whether or not its owner comes, and works on")
    void stores_secrets_under_the_present_key() {
        String secret = turnOn();
        PersonId id = new PersonId(person.id());
        SecretEncryption before = SecretEncryptionTest.under("b2xkIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzISE=", null, null);
        SecretEncryption after = SecretEncryptionTest.under(config.encryptionKey().orElseThrow(), null, "b2xkIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzISE=");
        byte[] open = after.open(stored(), id).orElseThrow();
        pool.preparedQuery("update one_time_password set secret = $2 where person_id = $1").executeAndAwait(Tuple.of(person.id(), Buffer.buffer(before.seal(open, id))));
        assertThat(person.outcomeOf(Map.of("one_time_password", code(secret, 1)))).as("under a key that is not set").isEqualTo("one_time_password_needed");
        new SecretRenewal(after, pool).renew().await().indefinitely();
        assertThat(after.isUnderPrevious(stored(), id)).isFalse();
        assertThat(person.outcomeOf(Map.of("one_time_password", code(secret, 1)))).isEqualTo("verified");
    }

    private byte[] stored() {
        return pool.preparedQuery("select secret from one_time_password where person_id = $1").executeAndAwait(Tuple.of(person.id())).iterator().next().getBuffer(0).getBytes();
    }

    @Test
    void refuses_steps_that_are_none() {
        step(Map.of("step", "dance")).then().statusCode(400);
        step(Map.of("step", "confirm")).then().statusCode(400);
        asTokenService().body(Map.of("tenant", "nowhere", "id", person.id(), "step", "begin", "current_password", PASSWORD)).post("/internal/one-time-passwords").then().statusCode(200).body("outcome", equalTo("wrong"));
    }

    private String turnOn() {
        String secret = step(Map.of("step", "begin", "current_password", PASSWORD)).path("secret");
        step(Map.of("step", "confirm", "code", code(secret, 0))).then().body("outcome", equalTo("on"));
        return secret;
    }

    private List<String> codes() {
        String secret = step(Map.of("step", "begin", "current_password", PASSWORD)).path("secret");
        return step(Map.of("step", "confirm", "code", code(secret, 0))).path("recovery_codes");
    }

    private Response step(Map<String, Object> step) {
        Map<String, Object> body = new HashMap<>(Map.of("tenant", person.tenant(), "id", person.id()));
        body.putAll(step);
        return asTokenService().body(body).post("/internal/one-time-passwords");
    }

    /** As an authenticator shows it, so many steps from now. */
    private static String code(String secret, int ahead) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (char c : secret.toCharArray()) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        return Totp.code(bytes.toByteArray(), Instant.now().getEpochSecond() / 30 + ahead);
    }
}
