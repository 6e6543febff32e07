package dev.claviger.credential.inventory;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class SecretInventoryTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;
    @Inject
    Pool pool;
    @Inject
    InventoryMetrics metrics;

    private String tenant;

    @BeforeEach
    void anew() {
        tenant = AdminApi.newTenant();
    }

    @Test
    @DisplayName("a secret that ends soon is told, and whether another of its client goes on")
    void secrets_that_end_soon_are_found() throws Throwable {
        NewClient alone = client();
        NewClient rotated = client();
        asAdministrator().body(Map.of("previous_valid_for", "P5D")).post(rotated.path() + "/secrets").then().statusCode(201);
        change("update credential set expires_at = now() + interval '3 days' where id = '" + alone.credential() + "'");

        List<Map<String, Object>> found = secrets("expires_within=P7D");
        assertThat(found).extracting(secret -> secret.get("credential_id")).containsExactlyInAnyOrder(alone.credential(), rotated.credential());
        assertThat(found).allSatisfy(secret -> assertThat(secret).containsEntry("outlived", secret.get("client_id").equals(rotated.id())));
        assertThat(secrets("expires_within=P2D")).isEmpty();
    }

    @Test
    void a_secret_nobody_used_for_long_is_found_and_one_of_yesterday_is_not() throws Throwable {
        NewClient idle = client();
        NewClient busy = client();
        client();
        change("update credential set created_at = now() - interval '100 days' where id in ('" + idle.credential() + "', '" + busy.credential() + "')");
        change("insert into credential_usage values ('" + busy.credential() + "', 3, now() - interval '1 day', null)");

        assertThat(secrets("unused_for=P90D")).extracting(secret -> secret.get("credential_id")).containsExactly(idle.credential());
    }

    @Test
    void dead_secrets_and_those_of_disabled_clients_ask_for_nothing() throws Throwable {
        NewClient revoked = client();
        NewClient disabled = client();
        NewClient expired = client();
        asAdministrator().delete(revoked.path() + "/secrets/" + revoked.credential()).then().statusCode(204);
        asAdministrator().body(Map.of("disabled", true)).patch(disabled.path()).then().statusCode(200);
        change("update credential set expires_at = now() - interval '1 minute' where id = '" + expired.credential() + "'");

        assertThat(secrets("")).isEmpty();
    }

    @Test
    @DisplayName("a pepper nobody has any more verifies nothing: that is told before the first caller notices")
    void what_is_hashed_under_another_pepper_is_counted() throws Throwable {
        NewClient lost = client();
        change("update credential set pepper = 77 where id = '" + lost.credential() + "'");

        assertThat(secrets("pepper=77")).extracting(secret -> secret.get("client_id")).containsExactly(lost.id());
        asAdministrator().get("/admin/v1/peppers").then().statusCode(200).body("items.find { it.current }.configured", equalTo(true))
                .body("items.find { it.version == 77 }.configured", equalTo(false)).body("items.find { it.version == 77 }.secrets", equalTo(1));
        VertxContextSupport.subscribeAndAwait(metrics::count);
        given().get(management.resolve("/q/metrics")).then().body(matchesPattern("(?s).*claviger_hashes_unverifiable [1-9].*")).body(not(containsString("claviger_hashes_outdated 0.0")))
                .body(containsString("claviger_leaked_secrets_total{label=\"true_positive\"}")).body(containsString("claviger_clients_ending ")).body(not(containsString("claviger_clients_ending NaN")));
        change("delete from credential where id = '" + lost.credential() + "'");
    }

    @Test
    @DisplayName("who is counted under a pepper is listed under it: a disabled client may be enabled again")
    void a_disabled_clients_secret_is_found_by_its_pepper() throws Throwable {
        NewClient disabled = client();
        asAdministrator().body(Map.of("disabled", true)).patch(disabled.path()).then().statusCode(200);
        change("update credential set pepper = 78 where id = '" + disabled.credential() + "'");

        asAdministrator().get("/admin/v1/peppers").then().body("items.find { it.version == 78 }.secrets", equalTo(1));
        assertThat(secrets("pepper=78")).extracting(secret -> secret.get("client_id")).containsExactly(disabled.id());
        assertThat(secrets("")).isEmpty();
        change("delete from credential where id = '" + disabled.credential() + "'");
    }

    @Test
    void a_tenants_administrator_sees_its_own_and_no_peppers() {
        NewClient own = client();
        NewClient others = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        AdminToken token = AdminToken.ofTenant(tenant, own.id(), own.credential());

        assertThat(as(token).get("/admin/v1/secrets").then().statusCode(200).extract().<List<String>>path("items.client_id")).contains(own.id()).doesNotContain(others.id());
        as(token).get("/admin/v1/secrets?tenant=" + others.tenant()).then().statusCode(404);
        as(token).get("/admin/v1/peppers").then().statusCode(403);
    }

    @Test
    void a_long_list_comes_in_pages() {
        List<String> ids = List.of(client().credential(), client().credential(), client().credential()).stream().sorted().toList();
        Response first = asAdministrator().get("/admin/v1/secrets?tenant=" + tenant + "&limit=2");
        Response second = asAdministrator().get("/admin/v1/secrets?tenant=" + tenant + "&limit=2&after=" + first.path("next"));

        assertThat(first.<List<String>>path("items.credential_id")).hasSize(2);
        assertThat(second.<List<String>>path("items.credential_id")).hasSize(1);
        assertThat(second.<Object>path("next")).isNull();
        assertThat(ids).containsAll(first.path("items.credential_id")).containsAll(second.path("items.credential_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expires_within=soon", "unused_for=-P1D", "pepper=one", "tenant=NO!", "limit=0", "after=%25"})
    void a_question_that_cannot_be_read_is_refused(String query) {
        asAdministrator().get("/admin/v1/secrets?" + query).then().statusCode(400);
    }

    private NewClient client() {
        return AdminApi.newClient(tenant, AdminApi.newScope());
    }

    private List<Map<String, Object>> secrets(String query) {
        return asAdministrator().get("/admin/v1/secrets?tenant=" + tenant + "&" + query).then().statusCode(200).extract().path("items");
    }

    private void change(String sql) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> pool.query(sql).execute());
    }
}
