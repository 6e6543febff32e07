package dev.claviger.credential.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.Scopes;
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
class ClientVerificationTest {

    private final Peppers oldPepper = TestPeppers.of(Map.of(1, "ZGV2ZWxvcG1lbnQtcGVwcGVyLW5vdC1mb3ItcHJvZHVjdGlvbiE="));

    @Inject
    Pool pool;

    @Test
    void a_right_secret_tells_what_the_client_may_have() {
        String scope = AdminApi.newScope();
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "n", "environment", "prod", "scopes", List.of(scope),
                "establishments", List.of("paris", "lyon"), "access_token_lifetime", "PT10M"));
        ClientVerification answer = ClientVerification.of(new Fields(AdminApi.verify(client.id(), client.secret()).jsonPath().getMap("")));
        assertThat(answer.position()).isEqualTo(AdminApi.position());
        assertThat(answer.client()).hasValueSatisfying(verified -> {
            assertThat(verified.client().value()).isEqualTo(client.id());
            assertThat(verified.credential().value()).isEqualTo(client.credential());
            assertThat(verified.scopes()).isEqualTo(Scopes.of(scope));
            assertThat(verified.audience()).isEqualTo("urn:claviger:" + client.tenant() + ":prod");
            assertThat(verified.establishments()).containsExactly("paris", "lyon");
            assertThat(verified.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(10));
            assertThat(verified.secretExpiresAt()).isEmpty();
        });
    }

    @Test
    void an_administrators_tokens_are_for_the_admin_api() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), "claviger:tenant");
        assertThat(AdminApi.verify(client.id(), client.secret()).<String>path("client.audience")).isEqualTo("urn:claviger:admin");
    }

    @Test
    @DisplayName("unknown client, wrong secret, foreign secret, no secret at all: the same bytes")
    void nobody_learns_which_part_was_wrong() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        NewClient other = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        Response wrong = AdminApi.verify(client.id(), anotherSecretFor(client));
        wrong.then().statusCode(200);
        assertThat(wrong.<Boolean>path("verified")).isFalse();
        for (Response answer : List.of(AdminApi.verify("NobodyAtAll00000000", client.secret()), AdminApi.verify(client.id(), other.secret()),
                AdminApi.verify(client.id(), ""), AdminApi.verify("", ""), AdminApi.verify(client.id(), "x".repeat(5000)),
                AdminApi.verify(client.id() + "\u0000", "clv_prod_\u0000"), AdminApi.verify(client.id(), client.secret() + "x"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).isEqualTo(wrong.asString());
        }
    }

    @Test
    @DisplayName("a hash under an older pepper verifies and is made anew; under one that is gone it does not")
    void renews_hashes_under_the_current_pepper() throws InterruptedException {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        String where = " where id = '" + client.credential() + "'";
        SecretHash old = oldPepper.hash(ClientSecret.parse(client.secret()).orElseThrow());
        pool.preparedQuery("update credential set pepper = 1, hash = $1" + where).executeAndAwait(Tuple.of(Buffer.buffer(old.bytes())));
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        for (int i = 0; i < 500 && pepperOf(where) != 2; i++) {
            Thread.sleep(10);
        }
        assertThat(pepperOf(where)).isEqualTo(2);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        pool.query("update credential set pepper = 99" + where).executeAndAwait();
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
    }

    private int pepperOf(String where) {
        return pool.query("select pepper from credential" + where).executeAndAwait().iterator().next().getInteger(0);
    }

    @Test
    void the_secret_is_stored_as_a_hash_only() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        var row = pool.query("select octet_length(hash) as length, c::text as text from credential c where id = '" + client.credential() + "'").executeAndAwait().iterator().next();
        assertThat(row.getInteger("length")).isEqualTo(32);
        assertThat(row.getString("text")).doesNotContain(client.secret());
    }

    /** Another secret of the same record: well-formed, so that only its hash tells. */
    private static String anotherSecretFor(NewClient client) {
        return ClientSecret.generate(new EnvironmentName("prod"), new CredentialId(client.credential())).reveal();
    }
}
