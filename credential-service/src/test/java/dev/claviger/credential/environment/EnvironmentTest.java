package dev.claviger.credential.environment;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class EnvironmentTest {

    @Test
    void puts_and_replaces_an_environment() {
        String tenant = AdminApi.newTenant();
        String path = "/admin/v1/tenants/" + tenant + "/environments/sandbox";
        String host = "API." + tenant + ".Example";
        asAdministrator().body(Map.of("hosts", List.of(host, "*.box." + tenant + ".example"), "upstreams", List.of("HTTPS://Up.Example:8443", "H2C://Grpc.Example:50051"),
                        "token_paths", List.of("/api/v1/auth/token"), "require_api_key", false, "cors_origins", List.of()))
                .put(path).then().statusCode(201).header("Location", equalTo(path)).header("ETag", notNullValue())
                .body("hosts", equalTo(List.of(host.toLowerCase(), "*.box." + tenant + ".example")))
                .body("upstreams", equalTo(List.of("https://up.example:8443", "h2c://grpc.example:50051")))
                .body("audience", equalTo("urn:claviger:" + tenant + ":sandbox"));
        String tag = asAdministrator().get(path).then().statusCode(200).extract().header("ETag");
        asAdministrator().header("If-Match", tag).body(Map.of("hosts", List.of(host), "upstreams", List.of("http://127.0.0.1:1"))).put(path)
                .then().statusCode(200).header("ETag", not(equalTo(tag)));
        asAdministrator().header("If-Match", tag).delete(path).then().statusCode(412);
        asAdministrator().delete(path).then().statusCode(204);
    }

    @Test
    void tells_gateways_to_demand_an_api_key() throws Exception {
        String tenant = AdminApi.newTenant();
        String path = "/admin/v1/tenants/" + tenant + "/environments/prod";
        asAdministrator().get(path).then().body("require_api_key", equalTo(false));
        long before = AdminApi.position();
        asAdministrator().body(Map.of("hosts", List.of("prod." + tenant + ".example"), "upstreams", List.of("http://127.0.0.1:8090"), "require_api_key", true))
                .put(path).then().statusCode(200).body("require_api_key", equalTo(true));
        asAdministrator().get(path).then().body("require_api_key", equalTo(true));
        AdminApi.asGateway().get("/internal/snapshot").then().body("environments.find { it.tenant == '" + tenant + "' }.require_api_key", equalTo(true));
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: environment-put", "\"require_api_key\": true");
        }
    }

    @Test
    void tells_gateways_its_limits_and_the_origins_of_its_browsers() throws Exception {
        String tenant = AdminApi.newTenant();
        String path = "/admin/v1/tenants/" + tenant + "/environments/prod";
        asAdministrator().get(path).then().body("cors_origins", equalTo(List.of())).body("rate_limit", nullValue()).body("client_quota", nullValue());
        long before = AdminApi.position();
        Map<String, Object> body = Map.of("hosts", List.of("prod." + tenant + ".example"), "upstreams", List.of("http://127.0.0.1:8090"),
                "cors_origins", List.of("https://app.example", "http://localhost:3000", "http://[::1]:8000"), "rate_limit", limit(50, "PT60S"), "client_rate_limit", limit(5, "PT1S"),
                "quota", limit(1_000_000, "P1D"), "client_quota", limit(1, "P31D"));
        asAdministrator().body(body).put(path).then().statusCode(200).body("rate_limit", equalTo(limit(50, "PT1M"))).body("client_quota", equalTo(limit(1, "P31D")));
        asAdministrator().get(path).then().body("cors_origins", equalTo(body.get("cors_origins"))).body("client_rate_limit", equalTo(limit(5, "PT1S")))
                .body("quota", equalTo(limit(1_000_000, "P1D")));
        AdminApi.asGateway().get("/internal/snapshot").then().body("environments.find { it.tenant == '" + tenant + "' }.limits",
                equalTo(Map.of("rate", seconds(50, 60), "client_rate", seconds(5, 1), "quota", seconds(1_000_000, 86_400), "client_quota", seconds(1, 2_678_400))))
                .body("environments.find { it.tenant == '" + tenant + "' }.cors_origins", equalTo(body.get("cors_origins")));
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: environment-put", "\"client_quota\": {\"per\": 2678400, \"requests\": 1}", "http://localhost:3000");
        }
    }

    @Test
    void lifts_limits_that_are_left_out_and_records_nothing_when_nothing_changes() {
        String tenant = AdminApi.newTenant();
        String path = "/admin/v1/tenants/" + tenant + "/environments/prod";
        Map<String, Object> bare = Map.of("hosts", List.of("prod." + tenant + ".example"), "upstreams", List.of("http://127.0.0.1:8090"));
        Map<String, Object> limited = new HashMap<>(bare);
        limited.put("rate_limit", limit(50, "PT1M"));
        asAdministrator().body(limited).put(path).then().statusCode(200).body("rate_limit", notNullValue());
        long position = AdminApi.position();
        asAdministrator().body(limited).put(path).then().statusCode(200);
        assertThat(AdminApi.position()).isEqualTo(position);
        asAdministrator().body(bare).put(path).then().statusCode(200).body("rate_limit", nullValue());
        assertThat(AdminApi.position()).isGreaterThan(position);
    }

    private static Map<String, Object> limit(int requests, String per) {
        return Map.of("requests", requests, "per", per);
    }

    private static Map<String, Object> seconds(int requests, int per) {
        return Map.of("requests", requests, "per", per);
    }

    @Test
    @DisplayName("RFC 9110 §13.1: If-Match on what is not there, If-None-Match: * on what is")
    void guards_creation_and_replacement() {
        String tenant = AdminApi.newTenant();
        Map<String, Object> body = Map.of("hosts", List.of("x." + tenant + ".example"), "upstreams", List.of("http://127.0.0.1:1"));
        String path = "/admin/v1/tenants/" + tenant + "/environments/";
        asAdministrator().header("If-Match", "*").body(body).put(path + "new").then().statusCode(412);
        asAdministrator().header("If-None-Match", "*").body(body).put(path + "prod").then().statusCode(412);
        asAdministrator().header("If-None-Match", "*").body(body).put(path + "new").then().statusCode(201);
    }

    @Test
    @DisplayName("a host belongs to one environment of all tenants; who has it stays untold")
    void a_host_belongs_to_one_environment_of_all_tenants() {
        String first = AdminApi.newTenant();
        String second = AdminApi.newTenant();
        String taken = "prod." + first + ".example";
        asAdministrator().body(Map.of("hosts", List.of("own." + second + ".example", taken), "upstreams", List.of("http://127.0.0.1:1")))
                .put("/admin/v1/tenants/" + second + "/environments/thief").then().statusCode(409)
                .body("detail", containsString(taken)).body("detail", not(containsString(first + " "))).body("detail", not(containsString("own.")));
        asAdministrator().delete("/admin/v1/tenants/" + first + "/environments/prod").then().statusCode(204);
        asAdministrator().body(Map.of("hosts", List.of(taken), "upstreams", List.of("http://127.0.0.1:1")))
                .put("/admin/v1/tenants/" + second + "/environments/thief").then().statusCode(201);
    }

    @Test
    void a_host_given_up_can_be_taken() {
        String tenant = AdminApi.newTenant();
        String host = "prod." + tenant + ".example";
        String path = "/admin/v1/tenants/" + tenant + "/environments/";
        asAdministrator().body(Map.of("hosts", List.of("other." + tenant + ".example"), "upstreams", List.of("http://u"))).put(path + "prod").then().statusCode(200);
        asAdministrator().body(Map.of("hosts", List.of(host), "upstreams", List.of("http://u"))).put(path + "next").then().statusCode(201);
    }

    @Test
    void without_its_environment_a_client_obtains_nothing_and_its_tokens_end() throws Exception {
        String tenant = AdminApi.newTenant();
        NewClient client = AdminApi.newClient(tenant, AdminApi.newScope());
        long before = AdminApi.position();
        asAdministrator().delete("/admin/v1/tenants/" + tenant + "/environments/prod").then().statusCode(204);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        asAdministrator().get(client.path()).then().statusCode(200);
        asAdministrator().body(Map.of("disabled", true)).patch(client.path()).then().statusCode(200);
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> seen.events().size() >= 2);
            assertThat(frames.events().get(0)).contains("event: environment-deleted", tenant);
            assertThat(frames.events().get(1)).contains("event: revoked", client.id());
        }
        asAdministrator().body(Map.of("name", "n", "environment", "prod", "scopes", List.of(AdminApi.newScope())))
                .post("/admin/v1/tenants/" + tenant + "/clients").then().statusCode(400);
    }

    @Test
    void lists_by_name() {
        String tenant = AdminApi.newTenant();
        AdminApi.putEnvironment(tenant, "a").then().statusCode(201);
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/environments").then().body("items.name", equalTo(List.of("a", "prod")));
    }
}
