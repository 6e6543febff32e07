package dev.claviger.credential.rotation;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class SecretTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("without overlap the previous secret and its tokens end at once")
    void rotation_without_overlap_kills_the_previous_secret() throws Exception {
        NewClient client = newClient();
        long before = AdminApi.position();
        Response fresh = asAdministrator().post(client.path() + "/secrets");
        fresh.then().statusCode(201).header("Cache-Control", "no-store").header("Location", notNullValue()).body("status", equalTo("active"));
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        assertThat(AdminApi.verifies(client.id(), fresh.path("client_secret"))).isTrue();
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().statusCode(200).body("status", equalTo("revoked"));
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: revoked", client.credential());
        }
    }

    @Test
    @DisplayName("with an overlap both verify, and only the verification answer changes")
    void rotation_with_overlap_lets_both_live() throws Exception {
        NewClient client = newClient();
        long before = AdminApi.position();
        String fresh = asAdministrator().body(Map.of("previous_valid_for", "P7D")).post(client.path() + "/secrets").then().statusCode(201).extract().path("client_secret");
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        assertThat(AdminApi.verifies(client.id(), fresh)).isTrue();
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("status", equalTo("expiring")).body("expires_at", notNullValue());
        assertThat(AdminApi.verify(client.id(), client.secret()).jsonPath().getLong("client.secret_expires_at"))
                .isBetween(Instant.now().plusSeconds(6 * 86_400).getEpochSecond(), Instant.now().plusSeconds(8 * 86_400).getEpochSecond());
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: client-changed");
        }
    }

    @Test
    @DisplayName("null is the same as leaving it out: no overlap")
    void an_overlap_of_null_is_none() {
        NewClient client = newClient();
        asAdministrator().body("{\"previous_valid_for\":null}").post(client.path() + "/secrets").then().statusCode(201);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
    }

    @Test
    void a_later_overlap_never_prolongs_an_earlier_one() {
        NewClient client = newClient();
        asAdministrator().body(Map.of("previous_valid_for", "PT1H")).post(client.path() + "/secrets").then().statusCode(201);
        String end = asAdministrator().get(client.path() + "/secrets/" + client.credential()).path("expires_at");
        asAdministrator().body(Map.of("previous_valid_for", "P7D")).post(client.path() + "/secrets").then().statusCode(201);
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("expires_at", equalTo(end));
    }

    @Test
    void revoking_one_secret_leaves_the_other() {
        NewClient client = newClient();
        String fresh = asAdministrator().body(Map.of("previous_valid_for", "P7D")).post(client.path() + "/secrets").path("client_secret");
        asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(204);
        asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(204);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        assertThat(AdminApi.verifies(client.id(), fresh)).isTrue();
    }

    @Test
    @DisplayName("a secret stops verifying at the very moment of its expiry")
    void an_expired_secret_is_refused() {
        NewClient client = newClient();
        pool.query("update credential set expires_at = now() where id = '" + client.credential() + "'").executeAndAwait();
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("status", equalTo("expired"));
        asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(204);
    }

    @Test
    @DisplayName("by the database's clock: before its expiry a secret verifies, from that very moment on it does not; so does one rotated out")
    void an_end_is_exact() {
        NewClient expiring = newClient();
        pool.query("update credential set expires_at = clock_timestamp() + interval '700 milliseconds' where id = '" + expiring.credential() + "'").executeAndAwait();
        refusedExactlyAtItsEnd(expiring);
        NewClient rotated = newClient();
        asAdministrator().body(Map.of("previous_valid_for", "PT1S")).post(rotated.path() + "/secrets").then().statusCode(201);
        refusedExactlyAtItsEnd(rotated);
    }

    private void refusedExactlyAtItsEnd(NewClient client) {
        boolean verified = true;
        for (int asked = 0; verified; asked++) {
            assertThat(asked).as("questions until the secret ended").isLessThan(10_000);
            boolean overBefore = isOver(client);
            verified = AdminApi.verifies(client.id(), client.secret());
            boolean overAfter = isOver(client);
            assertThat(verified).isIn(!overBefore, !overAfter);
        }
    }

    private boolean isOver(NewClient client) {
        return pool.query("select expires_at <= clock_timestamp() from credential where id = '" + client.credential() + "'").executeAndAwait().iterator().next().getBoolean(0);
    }

    @Test
    void a_clients_secret_lifetime_ends_its_secrets() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "n", "environment", "prod",
                "scopes", List.of(AdminApi.newScope()), "secret_lifetime", "P90D"));
        asAdministrator().get(client.path() + "/secrets").then().body("items[0].status", equalTo("expiring"));
    }

    @Test
    void a_client_may_have_ten_live_secrets() {
        NewClient client = newClient();
        for (int i = 0; i < 9; i++) {
            asAdministrator().body(Map.of("previous_valid_for", "P1D")).post(client.path() + "/secrets").then().statusCode(201);
        }
        asAdministrator().body(Map.of("previous_valid_for", "P1D")).post(client.path() + "/secrets").then().statusCode(409);
        asAdministrator().body(Map.of("previous_valid_for", "PT0S")).post(client.path() + "/secrets").then().statusCode(201);
    }

    @Test
    void a_repeat_with_the_same_key_issues_nothing_new() {
        NewClient client = newClient();
        String key = AdminApi.fresh("key");
        Response first = asAdministrator().header("Idempotency-Key", key).post(client.path() + "/secrets");
        asAdministrator().header("Idempotency-Key", key).post(client.path() + "/secrets").then().statusCode(200)
                .body("credential_id", equalTo(first.path("credential_id"))).body("client_secret", nullValue());
        assertThat(AdminApi.verifies(client.id(), first.path("client_secret"))).isTrue();
    }

    private static NewClient newClient() {
        return AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
    }
}
