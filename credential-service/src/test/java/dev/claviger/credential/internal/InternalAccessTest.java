package dev.claviger.credential.internal;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static io.restassured.RestAssured.given;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class InternalAccessTest {

    @ParameterizedTest
    @CsvSource({"GET, /internal/snapshot", "GET, /internal/events?after=0", "POST, /internal/usage", "POST, /internal/client-verifications", "POST, /internal/grant-verifications",
            "POST, /internal/api-key-verifications", "POST, /internal/applications", "POST, /internal/origins",
            "POST, /internal/revocations", "GET, /internal", "GET, /internal/nothing", "GET, /internal/../internal/snapshot"})
    @DisplayName("without a role's key: 401")
    void refuses_who_has_no_key(String method, String path) {
        given().request(method, path).then().statusCode(401).contentType("application/problem+json");
        given().header("Authorization", "Bearer wrong").request(method, path).then().statusCode(401);
        asAdministrator().request(method, path).then().statusCode(401);
    }

    @Test
    @DisplayName("with another role's key: 403")
    void each_role_makes_its_own_calls_only() {
        asGateway().body(Map.of("client_id", "x", "client_secret", "y")).post("/internal/client-verifications").then().statusCode(403);
        asGateway().body("{}").post("/internal/grant-verifications").then().statusCode(403);
        asGateway().body(Map.of("client_id", "x")).post("/internal/applications").then().statusCode(403);
        asGateway().body(Map.of("origin", "x")).post("/internal/origins").then().statusCode(403);
        asGateway().body("{}").post("/internal/revocations").then().statusCode(403);
        asGateway().body(Map.of("api_key", "x")).post("/internal/api-key-verifications").then().statusCode(200);
        asTokenService().body(Map.of("api_key", "x")).post("/internal/api-key-verifications").then().statusCode(200);
        asGateway().get("/internal/snapshot").then().statusCode(200);
        asTokenService().get("/internal/snapshot").then().statusCode(200);
        asTokenService().get("/internal/nothing").then().statusCode(404);
    }

    @Test
    void a_role_key_opens_no_admin_call() {
        asTokenService().get("/admin/v1/tenants").then().statusCode(401);
    }
}
