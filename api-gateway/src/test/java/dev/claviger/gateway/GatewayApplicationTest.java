package dev.claviger.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(TestSurroundings.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("The gateway as Quarkus starts it")
class GatewayApplicationTest {

    @Inject
    GatewayApplication application;

    @Inject
    Event<ShutdownDelayInitiatedEvent> delayInitiated;

    @TestHTTPResource(value = "", management = true)
    URL management;

    @ConfigProperty(name = "test.token")
    String token;

    @ConfigProperty(name = "test.operator-token")
    String operatorToken;

    @BeforeEach
    void waitForSnapshotAndKeys() throws Exception {
        TestGateway.eventually(() -> application.parts().snapshots().isHeld() && application.parts().jwks().areHeld());
    }

    private String base() {
        return management.toString().replaceAll("/$", "");
    }

    private Wire.Answer get(String path, String... headers) throws Exception {
        return Wire.exchange(application.parts().port(), TestGateway.request("GET", TestGateway.HOST, path, headers));
    }

    @Test
    void forwards_a_request() throws Exception {
        assertThat(get("/items", "Authorization: Bearer " + token).body()).isEqualTo("answer of acme");
    }

    @Test
    void is_ready_and_tells_what_it_holds() {
        given().get(base() + "/health/ready").then().statusCode(200).body("checks.find { it.name == 'gateway' }.data.routes", equalTo(7)).body("checks.find { it.name == 'gateway' }.data.keys", equalTo(1))
                .body("checks.find { it.name == 'gateway' }.data.feed_stale", equalTo(false)).body("checks.find { it.name == 'gateway' }.data.feed", equalTo("following"));
        given().get(base() + "/health/live").then().statusCode(200);
        given().get(base() + "/health/started").then().statusCode(200);
    }

    @Test
    void shows_its_metrics_under_the_documented_names() throws Exception {
        get("/items", "Authorization: Bearer " + token);
        get("/no-such-path-ever");
        String metrics = given().get(base() + "/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics).contains("claviger_gateway_requests_total{outcome=\"refused\",reason=\"path_unknown\"", "claviger_gateway_requests_total{outcome=\"forwarded\",reason=\"none\"",
                "claviger_gateway_request_seconds_count", "claviger_feed_age_seconds ", "claviger_feed_position ", "claviger_revocation_apply_seconds_count",
                "claviger_token_cache_total{result=\"hit\"", "claviger_api_key_cache_total{result=\"hit\"", "claviger_api_key_verification_total{outcome=\"failed\"", "claviger_jwks_refresh_total{outcome=\"succeeded\"", "claviger_routes_reload_total{outcome=\"accepted\"").doesNotContain("no-such-path-ever");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("Told to stop, it says so first and goes on serving until balancers have seen it")
    void is_not_ready_any_more_but_serves_before_it_stops() throws Exception {
        delayInitiated.fire(new ShutdownDelayInitiatedEvent());
        given().get(base() + "/health/ready").then().statusCode(503).body("checks.find { it.name == 'gateway' }.data.draining", equalTo(true));
        Wire.Answer answer = get("/items", "Authorization: Bearer " + token);
        assertThat(answer.body()).isEqualTo("answer of acme");
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void waits_for_balancers_in_production_only() throws Exception {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        assertThat(properties).containsEntry("quarkus.shutdown.delay-enabled", "true").containsEntry("%prod.quarkus.shutdown.delay", "2S")
                .doesNotContainKey("quarkus.shutdown.delay");
    }

    @Test
    void offers_explanations_to_administrators_on_the_management_port() throws Exception {
        String asked = "{\"host\":\"" + TestGateway.HOST + "\",\"path\":\"/items\"}";
        String port = base().replaceAll("/q$", "");
        given().body(asked).header("Authorization", "Bearer " + operatorToken).post(port + "/explain").then().statusCode(200).body("refused", equalTo("no_token"));
        given().body(asked).header("Authorization", "Bearer " + token).post(port + "/explain").then().statusCode(401);
        assertThat(get("/explain").status()).isEqualTo(404);
    }

    @Test
    void keeps_management_off_the_data_port() throws Exception {
        assertThat(get("/q/health/ready").status()).isEqualTo(404);
        assertThat(get("/q/metrics").status()).isEqualTo(404);
        given().get(base() + "/metrics").then().body(not(containsString(token)));
    }
}
