package dev.claviger.credential;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.net.URI;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** What operators see: probes, metrics, the API's description. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class OperationsTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void is_started_live_and_ready() {
        for (String probe : new String[] {"started", "live", "ready"}) {
            given().get(management.resolve("/q/health/" + probe)).then().statusCode(200).body("status", equalTo("UP"));
        }
    }

    @Test
    void counts_what_happens() {
        asAdministrator().get("/admin/v1/scopes").then().statusCode(200);
        AdminApi.verifies("NobodyAtAll00000000", "x");
        AdminApi.newScope();
        given().get(management.resolve("/q/metrics")).then().statusCode(200)
                .body(containsString("claviger_admin_requests_total{method=\"GET\",outcome=\"success\"")).body(containsString("claviger_verifications_total{outcome=\"refused\""))
                .body(containsString("claviger_events_total{type=\"scope-put\"")).body(containsString("claviger_feed_followers"))
                .body(containsString("claviger_feed_position")).body(containsString("claviger_console_sign_ins_total{outcome=\"provider_unreachable\""));
    }

    @Test
    void neither_probes_nor_metrics_are_on_the_public_port() {
        given().get("/q/health").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void describes_the_admin_api_and_not_the_internal_one() {
        given().accept("application/json").get("/openapi?format=json").then().statusCode(200)
                .body(containsString("/admin/v1/tenants/{tenant}/clients/{client_id}/secrets")).body(containsString("previous_valid_for"))
                .body(containsString("client_rate_limit")).body(containsString("1000000000"))
                .body("components.schemas.ClientForm.properties", hasKey("redirect_uris")).body("components.schemas.ClientView.properties", hasKey("backchannel_logout_uri"))
                .body("components.schemas.ClientForm.properties", not(hasKey("code_flow")))
                .body(not(containsString("/internal/")));
    }
}
