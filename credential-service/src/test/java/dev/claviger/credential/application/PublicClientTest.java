package dev.claviger.credential.application;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class PublicClientTest {

    @Inject
    Pool pool;

    private static NewClient newPublicClient() {
        return AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "Phone", "environment", "prod", "scopes", List.of("openid", AdminApi.newScope()),
                "grant_types", List.of("authorization_code", "refresh_token"), "token_endpoint_auth_method", "none", "application_type", "native",
                "redirect_uris", List.of("com.example.app:/cb")));
    }

    private static Response verifyWithoutSecret(String id) {
        return asTokenService().body(Map.of("client_id", id)).post("/internal/client-verifications");
    }

    @Test
    @DisplayName("RFC 6749 §2.1: it has no secret, and its tokens name a credential all the same")
    void has_a_credential_and_no_secret() {
        NewClient client = newPublicClient();
        assertThat(client.secret()).isNull();
        assertThat(client.credential()).isNotNull();
        asAdministrator().get(client.path() + "/secrets").then().statusCode(200).body("items.size()", equalTo(1))
                .body("items[0].credential_id", equalTo(client.credential())).body("items[0].secretless", equalTo(true))
                .body("items[0].safe_to_retire", equalTo(false)).body("items[0].safe_to_retire_reason", containsString("no secret"));
        verifyWithoutSecret(client.id()).then().statusCode(200).header("Cache-Control", "no-store").body("verified", equalTo(true))
                .body("client.credential_id", equalTo(client.credential())).body("client.grant_types", equalTo(List.of("authorization_code", "refresh_token")));
    }

    @Test
    void nothing_sent_as_its_secret_is_one() {
        NewClient client = newPublicClient();
        String forged = ClientSecret.generate(new EnvironmentName("prod"), new CredentialId(client.credential())).reveal();
        assertThat(AdminApi.verifies(client.id(), forged)).isFalse();
        assertThat(AdminApi.verifies(client.id(), "")).isFalse();
    }

    @Test
    @DisplayName("no secret sent verifies a public client alone: not one that has a secret, is disabled, or does not exist")
    void a_missing_secret_opens_nothing_else() {
        NewClient confidential = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        NewClient disabled = newPublicClient();
        asAdministrator().body(Map.of("disabled", true)).patch(disabled.path()).then().statusCode(200);
        for (String id : List.of(confidential.id(), disabled.id(), "NobodyAtAll00000000", "", "x\u0000")) {
            verifyWithoutSecret(id).then().statusCode(200).body("verified", equalTo(false)).body("client", nullValue());
        }
    }

    @Test
    void rotates_and_revokes_nothing() {
        NewClient client = newPublicClient();
        asAdministrator().post(client.path() + "/secrets").then().statusCode(409).body("detail", containsString("has no secret"));
        asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(409).body("detail", containsString("Disable the client"));
        verifyWithoutSecret(client.id()).then().body("verified", equalTo(true));
        asAdministrator().body(Map.of("client_id", client.id())).post("/admin/v1/revocations").then().statusCode(202);
    }

    @Test
    void stays_what_it_is() {
        NewClient client = newPublicClient();
        for (String method : List.of("\"client_secret_basic\"", "null")) {
            asAdministrator().body("{\"token_endpoint_auth_method\":" + method + ",\"grant_types\":[\"authorization_code\"]}").patch(client.path())
                    .then().statusCode(400).body("errors.token_endpoint_auth_method", containsString("register another client"));
        }
        asAdministrator().body(Map.of("token_endpoint_auth_method", "none", "name", "Renamed")).patch(client.path()).then().statusCode(200);
    }

    @Test
    void no_list_of_secrets_counts_it() {
        NewClient client = newPublicClient();
        asAdministrator().get("/admin/v1/secrets?tenant=" + client.tenant()).then().statusCode(200).body("items.size()", equalTo(0));
        int counted = hashes();
        newPublicClient();
        assertThat(hashes()).isEqualTo(counted);
    }

    private static int hashes() {
        return asAdministrator().get("/admin/v1/peppers").then().statusCode(200).extract().jsonPath().getInt("items.secrets.sum()");
    }

    @Test
    void there_is_nothing_to_put_into_a_file() {
        String tenant = AdminApi.newTenant();
        asAdministrator().body(Map.of("name", "Phone", "environment", "prod", "scopes", List.of("openid"), "grant_types", List.of("authorization_code"),
                "token_endpoint_auth_method", "none", "redirect_uris", List.of("https://a.example/cb"))).post("/admin/v1/tenants/" + tenant + "/clients?format=env")
                .then().statusCode(400).body("errors.format", notNullValue());
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/clients").then().body("items.size()", equalTo(0));
    }

    @Test
    void its_hash_is_that_of_random_bits() {
        NewClient one = newPublicClient();
        NewClient other = newPublicClient();
        assertThat(pool.query("select count(distinct hash) from credential where octet_length(hash) = 32 and id in ('" + one.credential() + "', '" + other.credential() + "')")
                .executeAndAwait().iterator().next().getInteger(0)).isEqualTo(2);
    }
}
