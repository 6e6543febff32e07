package dev.claviger.credential;

import static io.restassured.RestAssured.given;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** The admin API as a caller's few lines, and worlds of tenants that no other test touches. */
public final class AdminApi {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RUN = UUID.randomUUID().toString().substring(0, 6);

    private AdminApi() {
    }

    public static RequestSpecification asAdministrator() {
        return as(AdminToken.administrator());
    }

    public static RequestSpecification as(AdminToken token) {
        return given().header("Authorization", "Bearer " + token.sign()).contentType(ContentType.JSON);
    }

    public static RequestSpecification asGateway() {
        return given().header("Authorization", "Bearer development-gateway-key-not-for-production").contentType(ContentType.JSON);
    }

    public static RequestSpecification asTokenService() {
        return given().header("Authorization", "Bearer development-token-service-key-not-for-production").contentType(ContentType.JSON);
    }

    public static String fresh(String stem) {
        return stem + "-" + RUN + "-" + COUNT.incrementAndGet();
    }

    /** A tenant with environment {@code prod}, one host, and nothing else. */
    public static String newTenant() {
        String tenant = fresh("t");
        asAdministrator().body(Map.of("id", tenant, "name", "Tenant " + tenant)).post("/admin/v1/tenants").then().statusCode(201);
        putEnvironment(tenant, "prod").then().statusCode(201);
        return tenant;
    }

    public static Response putEnvironment(String tenant, String environment) {
        return asAdministrator().body(Map.of("hosts", List.of(environment + "." + tenant + ".example"), "upstreams", List.of("http://127.0.0.1:8090")))
                .put("/admin/v1/tenants/" + tenant + "/environments/" + environment);
    }

    public static String newScope(String... implied) {
        String name = fresh("things:read");
        asAdministrator().body(Map.of("name", name, "description", "Read things", "criticality", "low", "implies", List.of(implied)))
                .post("/admin/v1/scopes").then().statusCode(201);
        return name;
    }

    public static NewClient newClient(String tenant, String... scopes) {
        return newClient(tenant, Map.of("name", "Importer", "environment", "prod", "scopes", List.of(scopes)));
    }

    public static NewClient newClient(String tenant, Map<String, Object> form) {
        Response answer = asAdministrator().body(form).post("/admin/v1/tenants/" + tenant + "/clients");
        answer.then().statusCode(201);
        return new NewClient(tenant, answer.path("client_id"), answer.path("credential_id"), answer.path("client_secret"));
    }

    public static Response verify(String client, String secret) {
        return asTokenService().body(Map.of("client_id", client, "client_secret", secret)).post("/internal/client-verifications");
    }

    public static boolean verifies(String client, String secret) {
        return verify(client, secret).then().statusCode(200).extract().path("verified");
    }

    public static Response newApiKey(NewClient client) {
        Response answer = asAdministrator().post(client.path() + "/api-keys");
        answer.then().statusCode(201);
        return answer;
    }

    public static Response verifyApiKey(String key) {
        return asGateway().body(Map.of("api_key", key)).post("/internal/api-key-verifications");
    }

    public static long position() {
        return asGateway().get("/internal/snapshot").then().statusCode(200).extract().jsonPath().getLong("position");
    }

    public record NewClient(String tenant, String id, String credential, String secret) {

        public String path() {
            return "/admin/v1/tenants/" + tenant + "/clients/" + id;
        }

        public AdminToken tenantToken() {
            return AdminToken.ofTenant(tenant, id, credential);
        }
    }
}
