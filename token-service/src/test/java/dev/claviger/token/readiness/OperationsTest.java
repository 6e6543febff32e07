package dev.claviger.token.readiness;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.net.URL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@DisplayName("What operators see, on the management port only")
class OperationsTest extends TokenServiceTest {

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Test
    @DisplayName("ready once a key and a position were held; a stale feed shows in the data, not in the status")
    void a_stale_feed_does_not_change_readiness() {
        management("/q/health/ready").then().statusCode(200).body("checks.find { it.name == 'token-service' }.data.'feed-stale'", equalTo(false));
        credentialService.heartbeats = false;
        await(() -> management("/q/health/ready").jsonPath().getBoolean("checks.find { it.name == 'token-service' }.data.'feed-stale'"));
        management("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        management("/q/health/live").then().statusCode(200);
        management("/q/health/started").then().statusCode(200);
    }

    @Test
    @DisplayName("metrics: token requests by outcome, with labels of ours only")
    void metrics() {
        TestClient client = client("a");
        basic(client).post("/oauth2/token").then().statusCode(200);
        form().formParam("grant_type", "made-up-by-the-caller").post("/connect/token").then().statusCode(400);
        String metrics = management("/q/metrics").asString();
        assertThat(metrics).containsPattern("claviger_token_requests_total\\{dialect=\"standard\",grant_type=\"client_credentials\",outcome=\"issued\",?\\}")
                .containsPattern("claviger_token_requests_total\\{dialect=\"lucca\",grant_type=\"none\",outcome=\"unsupported_grant_type\",?\\}")
                .containsPattern("claviger_verification_cache_total\\{result=\"miss\",?\\}")
                .contains("claviger_feed_age_seconds").contains("claviger_feed_position").contains("claviger_signing_key_age_seconds")
                .contains("claviger_revocation_apply_seconds_count").contains("claviger_usage_dropped_total")
                .contains("claviger_outbox_pending").contains("sql_pool_queue_size").doesNotContain("http_server_").doesNotContain("http_client_").contains("claviger_refresh_reuse_total").doesNotContain("made-up").doesNotContain(client.id());
    }

    @Test
    @DisplayName("none of it on the public port")
    void not_on_the_public_port() {
        request().get("/q/health/ready").then().statusCode(404);
        request().get("/q/metrics").then().statusCode(404);
    }

    private Response management(String path) {
        return request().get("http://localhost:" + management.getPort() + path);
    }
}
