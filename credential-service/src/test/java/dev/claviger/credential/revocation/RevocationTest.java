package dev.claviger.credential.revocation;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class RevocationTest {

    @Test
    void answers_with_the_position_once_it_is_committed() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        long position = asAdministrator().body(Map.of("client_id", client.id(), "credential_id", client.credential())).post("/admin/v1/revocations")
                .then().statusCode(202).extract().jsonPath().getLong("event");
        var revocation = asGateway().get("/internal/snapshot").jsonPath().getMap("revocations.find { it.position == " + position + " }.target");
        assertThat(revocation).isEqualTo(Map.of("client_id", client.id(), "credential_id", client.credential()));
    }

    @Test
    void takes_a_jti_a_grant_and_an_instant() {
        asAdministrator().body(Map.of("jti", "token-1", "grant_id", "0123456789abcdefgh")).post("/admin/v1/revocations").then().statusCode(202);
        asAdministrator().body(Map.of("tenant", AdminApi.newTenant(), "issued_before", "2026-01-01T00:00:00Z")).post("/admin/v1/revocations").then().statusCode(202);
    }

    @Test
    void the_audit_says_which_grant_and_which_token() {
        String grant = "GrantOfTheAudit0001";
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().body(Map.of("client_id", client.id(), "grant_id", grant, "jti", "token-2")).post("/admin/v1/revocations").then().statusCode(202);
        asTokenService().body(Map.of("id", UUID.randomUUID().toString(), "target", Map.of("client_id", client.id(), "grant_id", grant)))
                .post("/internal/revocations").then().statusCode(202);
        asAdministrator().queryParams("client_id", client.id()).get("/admin/v1/audit").then()
                .body("items[1].action", equalTo("tokens.revoked")).body("items[1].grant_id", equalTo(grant)).body("items[1].jti", equalTo("token-2"))
                .body("items[0].action", equalTo("tokens.revoked")).body("items[0].grant_id", equalTo(grant)).body("items[0].jti", nullValue())
                .body("items[0].actor", equalTo("token-service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clv_prod_", "clvk_prod_", "clvr_0123456789"})
    void a_secret_is_no_jti(String secret) {
        asAdministrator().body(Map.of("jti", secret)).post("/admin/v1/revocations").then().statusCode(400).body("errors.jti", notNullValue());
    }

    @Test
    void names_that_exist_nowhere_or_elsewhere_are_refused() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().body(Map.of("tenant", "nobody-here")).post("/admin/v1/revocations").then().statusCode(404);
        asAdministrator().body(Map.of("tenant", AdminApi.newTenant(), "client_id", client.id())).post("/admin/v1/revocations").then().statusCode(404);
        asAdministrator().body(Map.of("client_id", client.id(), "credential_id", "0123456789abcdefgh")).post("/admin/v1/revocations").then().statusCode(404);
    }

    @Test
    void a_delivery_repeated_changes_nothing() {
        Map<String, Object> delivery = Map.of("id", UUID.randomUUID().toString(), "target", Map.of("grant_id", "0123456789abcdefgh"));
        long first = asTokenService().body(delivery).post("/internal/revocations").then().statusCode(202).extract().jsonPath().getLong("event");
        long again = asTokenService().body(delivery).post("/internal/revocations").then().statusCode(202).extract().jsonPath().getLong("event");
        assertThat(again).isEqualTo(first);
        assertThat(AdminApi.position()).isEqualTo(first);
    }

    @Test
    void one_token_is_revoked_no_longer_than_its_issuer_says_it_lives() {
        long now = Instant.now().getEpochSecond();
        assertThat(keptUntil(Map.of("jti", "short-lived"), now + 60)).isEqualTo(now + 60);
        assertThat(keptUntil(Map.of("jti", "long-gone"), now - 3600)).isBetween(now, now + 30);
        assertThat(keptUntil(Map.of("jti", "immortal"), now + 400 * 86_400L)).isLessThan(now + 3 * 86_400);
        assertThat(keptUntil(Map.of("grant_id", "0123456789abcdefgh"), now + 60)).as("a grant has other tokens").isGreaterThan(now + 86_000);
    }

    private static long keptUntil(Map<String, String> target, long asked) {
        long position = asTokenService().body(Map.of("id", UUID.randomUUID().toString(), "target", target, "keep_until", asked)).post("/internal/revocations")
                .then().statusCode(202).extract().jsonPath().getLong("event");
        try (Frames frames = new Frames("after=" + (position - 1))) {
            frames.await(seen -> !seen.events().isEmpty());
            return Long.parseLong(frames.events().get(0).replaceAll("(?s).*\"keep_until\": ?(\\d+).*", "$1"));
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void is_kept_until_no_token_can_live_by_any_clock() {
        long before = Instant.now().getEpochSecond();
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        long position = asAdministrator().body(Map.of("client_id", client.id())).post("/admin/v1/revocations").then().statusCode(202).extract().jsonPath().getLong("event");
        long until = asGateway().get("/internal/snapshot").jsonPath().getLong("revocations.find { it.position == " + position + " }.keep_until");
        assertThat(until - before).isGreaterThanOrEqualTo(Duration.ofDays(1).plus(AccessTokenClaims.CLOCK_SKEW.multipliedBy(3)).toSeconds());
    }
}
