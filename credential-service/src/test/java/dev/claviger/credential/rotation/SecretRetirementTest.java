package dev.claviger.credential.rotation;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class SecretRetirementTest {

    @Inject
    Pool pool;
    @Inject
    SecretRetirement retirement;

    /** A client with a secret of 30 days ago that was never used, and a newer one that is in use. */
    private NewClient rotatedClient(boolean retires) {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "n", "environment", "prod", "scopes", List.of(AdminApi.newScope()),
                "retire_unused_secrets", retires));
        pool.query("update credential set created_at = now() - interval '30 days' where id = '" + client.credential() + "'").executeAndAwait();
        String fresh = asAdministrator().body(Map.of("previous_valid_for", "P300D")).post(client.path() + "/secrets").then().statusCode(201).extract().path("credential_id");
        asTokenService().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses",
                List.of(Map.of("credential_id", fresh, "count", 1, "last_used_at", Instant.now().getEpochSecond())))).post("/internal/usage").then().statusCode(204);
        return client;
    }

    @Test
    void revokes_what_is_safe_to_retire_for_clients_that_want_it() throws Exception {
        NewClient wanting = rotatedClient(true);
        NewClient unasked = rotatedClient(false);
        long before = AdminApi.position();
        retire();
        asAdministrator().get(wanting.path() + "/secrets").then().body("items.status", hasItem("revoked")).body("items.status", hasItem("active"));
        assertThat(AdminApi.verifies(wanting.id(), wanting.secret())).isFalse();
        assertThat(AdminApi.verifies(unasked.id(), unasked.secret())).isTrue();
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events()).singleElement().asString().contains("event: revoked", wanting.credential());
        }
        asAdministrator().get("/admin/v1/audit?client_id=" + wanting.id()).then().body("items[0].action", equalTo("secret.revoked"))
                .body("items[0].actor", equalTo("retirement")).body("items[0].credential_id", equalTo(wanting.credential()));
    }

    @Test
    void two_replicas_at_once_revoke_once() {
        List<NewClient> clients = List.of(rotatedClient(true), rotatedClient(true), rotatedClient(true));
        long before = AdminApi.position();
        CompletableFuture.allOf(CompletableFuture.runAsync(this::retire), CompletableFuture.runAsync(this::retire)).join();
        assertThat(AdminApi.position()).isEqualTo(before + clients.size());
        for (NewClient client : clients) {
            asAdministrator().get("/admin/v1/audit?client_id=" + client.id()).then().body("items.findAll { it.action == 'secret.revoked' }", hasSize(1));
        }
    }

    /** On a Vert.x context of its own, as each replica has. */
    private void retire() {
        try {
            VertxContextSupport.subscribeAndAwait(retirement::retire);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
