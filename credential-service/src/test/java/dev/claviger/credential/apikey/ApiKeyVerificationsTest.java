package dev.claviger.credential.apikey;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.secret.Peppers;
import dev.claviger.credential.secret.SecretHash;
import dev.claviger.credential.secret.TestPeppers;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class ApiKeyVerificationsTest {

    private final Peppers oldPepper = TestPeppers.of(Map.of(1, "ZGV2ZWxvcG1lbnQtcGVwcGVyLW5vdC1mb3ItcHJvZHVjdGlvbiE="));

    @Inject
    Pool pool;

    @Test
    void a_right_key_tells_whose_it_is() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        Response created = AdminApi.newApiKey(client);
        ApiKeyVerification answer = ApiKeyVerification.of(new Fields(AdminApi.verifyApiKey(created.path("api_key")).then().statusCode(200)
                .header("Cache-Control", org.hamcrest.Matchers.equalTo("no-store")).extract().jsonPath().getMap("")));
        assertThat(answer.position()).isEqualTo(AdminApi.position());
        assertThat(answer.owner()).hasValueSatisfying(owner -> {
            assertThat(owner.client().value()).isEqualTo(client.id());
            assertThat(owner.tenant().value()).isEqualTo(client.tenant());
            assertThat(owner.environment().value()).isEqualTo("prod");
            assertThat(owner.apiKey().value()).isEqualTo(created.path("api_key_id"));
        });
    }

    @Test
    @DisplayName("unknown key, wrong key, a secret, nothing at all: the same bytes")
    void nobody_learns_what_was_wrong() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        Response created = AdminApi.newApiKey(client);
        String key = created.path("api_key");
        Response wrong = AdminApi.verifyApiKey(ApiKey.generate(new EnvironmentName("prod"), new ApiKeyId(created.path("api_key_id"))).reveal());
        assertThat(wrong.<Boolean>path("verified")).isFalse();
        for (String other : List.of(ApiKey.generate(new EnvironmentName("prod"), new ApiKeyId("NobodyAtAll00000000")).reveal(), client.secret(), "", key + "x",
                key.substring(1), "x".repeat(5000), "clvk_prod_\u0000", " " + key)) {
            Response answer = AdminApi.verifyApiKey(other);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).isEqualTo(wrong.asString());
        }
    }

    @Test
    void a_key_is_no_client_secret() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        assertThat(AdminApi.verifies(client.id(), AdminApi.newApiKey(client).path("api_key"))).isFalse();
    }

    @Test
    @DisplayName("a disabled client's key and one without environment verify no more; enabling brings the first back")
    void needs_a_usable_client() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        String key = AdminApi.newApiKey(client).path("api_key");
        asAdministrator().body(Map.of("disabled", true)).patch(client.path()).then().statusCode(200);
        assertThat(verifies(key)).isFalse();
        asAdministrator().body(Map.of("disabled", false)).patch(client.path()).then().statusCode(200);
        assertThat(verifies(key)).isTrue();
        asAdministrator().delete("/admin/v1/tenants/" + client.tenant() + "/environments/prod").then().statusCode(204);
        assertThat(verifies(key)).isFalse();
    }

    @Test
    @DisplayName("a hash under an older pepper verifies and is made anew; under one that is gone it does not")
    void renews_hashes_under_the_current_pepper() throws InterruptedException {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        String key = AdminApi.newApiKey(client).path("api_key");
        String where = " where client_id = '" + client.id() + "'";
        SecretHash old = oldPepper.hash(ApiKey.parse(key).orElseThrow());
        pool.preparedQuery("update api_key set pepper = 1, hash = $1" + where).executeAndAwait(Tuple.of(Buffer.buffer(old.bytes())));
        assertThat(verifies(key)).isTrue();
        for (int i = 0; i < 500 && pepperOf(where) != 2; i++) {
            Thread.sleep(10);
        }
        assertThat(pepperOf(where)).isEqualTo(2);
        assertThat(verifies(key)).isTrue();
        pool.query("update api_key set pepper = 99" + where).executeAndAwait();
        assertThat(verifies(key)).isFalse();
    }

    private int pepperOf(String where) {
        return pool.query("select pepper from api_key" + where).executeAndAwait().iterator().next().getInteger(0);
    }

    private static boolean verifies(String key) {
        return AdminApi.verifyApiKey(key).then().statusCode(200).extract().path("verified");
    }
}
