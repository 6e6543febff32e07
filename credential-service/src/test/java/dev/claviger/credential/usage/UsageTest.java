package dev.claviger.credential.usage;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
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
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("safe_to_retire", equalTo(true))
                .body("safe_to_retire_reason", equalTo("no use known since its creation 30 days ago while its successor was used once"));
        asTokenService().body(report(UUID.randomUUID().toString(), client, 1, Instant.now().getEpochSecond(), "192.0.2.1")).post("/internal/usage").then().statusCode(204);
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("safe_to_retire", equalTo(false));
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then()
                .body("safe_to_retire_reason", equalTo("used less than a minute ago from 192.0.2.1"));
        asAdministrator().get(client.path() + "/secrets/" + fresh).then().body("safe_to_retire", equalTo(false))
                .body("safe_to_retire_reason", equalTo("there is no newer secret"));
    }

    @Test
    @DisplayName("several token-services report at once, each of several secrets: every secret keeps its own count, last time and address")
    void tells_each_secrets_use_whoever_reports_it() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        String fresh = asAdministrator().body(Map.of("previous_valid_for", "P30D")).post(client.path() + "/secrets").path("credential_id");
        List<CompletableFuture<Void>> replicas = IntStream.range(0, 8).mapToObj(replica -> CompletableFuture.runAsync(() ->
                asTokenService().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(
                        Map.of("credential_id", replica % 2 == 0 ? client.credential() : fresh, "count", 3, "last_used_at", 1_790_000_000L + replica, "last_used_from", "192.0.2." + replica),
                        Map.of("credential_id", replica % 2 == 0 ? fresh : client.credential(), "count", 1, "last_used_at", 1_780_000_000L + replica, "last_used_from", "198.51.100." + replica))))
                        .post("/internal/usage").then().statusCode(204))).toList();
        replicas.forEach(CompletableFuture::join);
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("use_count", equalTo(16)).body("last_used_from", equalTo("192.0.2.6"))
                .body("last_used_at", equalTo(Instant.ofEpochSecond(1_790_000_006L).toString())).body("status", equalTo("expiring"));
        asAdministrator().get(client.path() + "/secrets/" + fresh).then().body("use_count", equalTo(16)).body("last_used_from", equalTo("192.0.2.7"))
                .body("last_used_at", equalTo(Instant.ofEpochSecond(1_790_000_007L).toString())).body("status", equalTo("active"));
    }

    @Test
    void addresses_are_forgotten_before_the_use_is() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        long lately = Instant.now().minus(Duration.ofDays(91)).getEpochSecond();
        asGateway().body(report(UUID.randomUUID().toString(), client, 7, lately, "192.0.2.9")).post("/internal/usage").then().statusCode(204);
        usages.prune().await().indefinitely();
        asAdministrator().get(client.path() + "/secrets").then().body("items[0].use_count", equalTo(7)).body("items[0].last_used_from", nullValue());
    }

    @Test
    @DisplayName("what is to be forgotten is forgotten a step at a time, and past whoever is writing to it")
    void forgets_in_steps_and_waits_for_nobody() {
        OffsetDateTime horizon = OffsetDateTime.now().minusDays(1000);
        execute("insert into credential_usage (credential_id, use_count, last_used_at, last_used_from)"
                + " select 'zzForgotten' || n, 1, now() - interval '1001 days', '192.0.2.1' from generate_series(1, 7) n");
        pool.withTransactionAndAwait(connection -> connection.query("select from credential_usage where credential_id = 'zzForgotten4' for update").execute()
                .chain(() -> usages.inSteps(Usages.FORGET_ADDRESSES, horizon, 2)).chain(() -> usages.inSteps(Usages.FORGET, horizon, 2)));

        assertThat(pool.query("select credential_id from credential_usage where credential_id like 'zzForgotten%'").executeAndAwait()
                .stream().map(row -> row.getString(0))).containsExactly("zzForgotten4");
        execute("delete from credential_usage where credential_id like 'zzForgotten%'");
    }

    @Test
    @DisplayName("addresses already forgotten are not read again by the next step")
    void forgets_addresses_by_index() {
        execute("insert into credential_usage (credential_id, use_count, last_used_at, last_used_from)"
                + " select 'zzIndexed' || n, 1, now() - interval '100 days', case when n > 9990 then '192.0.2.1' end from generate_series(1, 10000) n");
        execute("analyze credential_usage");
        String plan = pool.preparedQuery("explain " + Usages.FORGET_ADDRESSES).executeAndAwait(Tuple.of(OffsetDateTime.now().minusDays(90), 100))
                .stream().map(row -> row.getString(0)).collect(Collectors.joining("\n"));
        assertThat(plan).contains("credential_usage_by_address").doesNotContain("Seq Scan");
        execute("delete from credential_usage where credential_id like 'zzIndexed%'");
        execute("analyze credential_usage");
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private static Map<String, Object> report(String batch, NewClient client, int count, long at, String from) {
        return Map.of("batch_id", batch, "uses", List.of(Map.of("credential_id", client.credential(), "count", count, "last_used_at", at, "last_used_from", from)));
    }
}
