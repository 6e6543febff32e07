package dev.claviger.credential.usage;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class UsageTest {

    @Inject
    Pool pool;
    @Inject
    Usages usages;

    @Test
    void adds_up_batches_and_counts_none_twice() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        String batch = UUID.randomUUID().toString();
        Map<String, Object> report = report(batch, client, 3, 1_790_000_000L, "192.0.2.1");
        asTokenService().body(report).post("/internal/usage").then().statusCode(204);
        asTokenService().body(report).post("/internal/usage").then().statusCode(204);
        asGateway().body(report(UUID.randomUUID().toString(), client, 2, 1_780_000_000L, "192.0.2.2")).post("/internal/usage").then().statusCode(204);
        asAdministrator().get(client.path() + "/secrets").then().body("items[0].use_count", equalTo(5))
                .body("items[0].last_used_from", equalTo("192.0.2.1")).body("items[0].last_used_at", equalTo(Instant.ofEpochSecond(1_790_000_000L).toString()));
    }

    @Test
    void tells_when_a_secret_is_safe_to_retire() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        pool.query("update credential set created_at = now() - interval '30 days' where id = '" + client.credential() + "'").executeAndAwait();
        String fresh = asAdministrator().body(Map.of("previous_valid_for", "P30D")).post(client.path() + "/secrets").path("credential_id");
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("safe_to_retire", equalTo(false));
        asTokenService().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses",
                List.of(Map.of("credential_id", fresh, "count", 1, "last_used_at", Instant.now().getEpochSecond())))).post("/internal/usage").then().statusCode(204);
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("safe_to_retire", equalTo(true));
        asTokenService().body(report(UUID.randomUUID().toString(), client, 1, Instant.now().getEpochSecond(), "192.0.2.1")).post("/internal/usage").then().statusCode(204);
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("safe_to_retire", equalTo(false));
        asAdministrator().get(client.path() + "/secrets/" + fresh).then().body("safe_to_retire", equalTo(false));
    }

    @Test
    void addresses_are_forgotten_before_the_use_is() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        long lately = Instant.now().minus(Duration.ofDays(91)).getEpochSecond();
        asGateway().body(report(UUID.randomUUID().toString(), client, 7, lately, "192.0.2.9")).post("/internal/usage").then().statusCode(204);
        usages.prune().await().indefinitely();
        asAdministrator().get(client.path() + "/secrets").then().body("items[0].use_count", equalTo(7)).body("items[0].last_used_from", nullValue());
    }

    private static Map<String, Object> report(String batch, NewClient client, int count, long at, String from) {
        return Map.of("batch_id", batch, "uses", List.of(Map.of("credential_id", client.credential(), "count", count, "last_used_at", at, "last_used_from", from)));
    }
}
