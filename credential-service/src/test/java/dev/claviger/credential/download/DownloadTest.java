package dev.claviger.credential.download;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.restassured.response.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class DownloadTest {

    private static final Pattern SECRET = Pattern.compile("clv_prod_[0-9A-Za-z]+_[0-9A-Za-z]{49}");

    private static Map<String, Object> form() {
        return Map.of("name", "Order import", "environment", "prod", "scopes", List.of(AdminApi.newScope()));
    }

    @ParameterizedTest
    @CsvSource({"credentials.cfg, text/plain, credentials.cfg", "env, text/plain, claviger.env", "kubernetes-secret, application/yaml, claviger-secret.yaml",
            "postman, application/json, claviger.postman_environment.json"})
    @DisplayName("a new client or secret as a file: once, for no cache, and with a secret that verifies")
    void hands_over_a_new_credential(String format, String mediaType, String fileName) {
        String tenant = AdminApi.newTenant();
        Response ofClient = asAdministrator().body(form()).post("/admin/v1/tenants/" + tenant + "/clients?format=" + format);
        String path = ofClient.header("Location");
        String id = path.substring(path.lastIndexOf('/') + 1);
        Response ofSecret = asAdministrator().body(Map.of("previous_valid_for", "P1D")).post(path + "/secrets?format=" + format);
        for (Response answer : List.of(ofClient, ofSecret)) {
            answer.then().statusCode(201).contentType(mediaType).header("Cache-Control", "no-store").header("ETag", notNullValue())
                    .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
            assertThat(answer.asString()).contains(id, "https://prod." + tenant + ".example", "localhost:8081");
            assertThat(AdminApi.verifies(id, secretIn(answer))).isTrue();
        }
        asAdministrator().get(path).then().body("client_secret", nullValue());
    }

    private static String secretIn(Response answer) {
        Matcher secret = SECRET.matcher(answer.asString());
        assertThat(secret.find()).as(answer.asString()).isTrue();
        return secret.group();
    }

    @Test
    @DisplayName("a form nobody knows is a 400 that names those there are, and creates nothing")
    void refuses_an_unknown_format() {
        String tenant = AdminApi.newTenant();
        asAdministrator().body(form()).post("/admin/v1/tenants/" + tenant + "/clients?format=toml").then().statusCode(400)
                .body("errors.format", containsString("credentials.cfg, env, kubernetes-secret, postman"));
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/clients").then().body("items", hasSize(0));
        NewClient client = AdminApi.newClient(tenant, AdminApi.newScope());
        asAdministrator().post(client.path() + "/secrets?format=ENV").then().statusCode(400);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
    }

    @Test
    @DisplayName("without an exact host no file could say where the API is: a 400 that creates nothing")
    void refuses_what_would_not_be_complete() {
        String tenant = AdminApi.newTenant();
        asAdministrator().body(Map.of("hosts", List.of("*." + tenant + ".wild.example"), "upstreams", List.of("http://127.0.0.1:8090")))
                .put("/admin/v1/tenants/" + tenant + "/environments/prod").then().statusCode(200);
        asAdministrator().body(form()).post("/admin/v1/tenants/" + tenant + "/clients?format=env").then().statusCode(400)
                .body("errors.format", containsString("exact host"));
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/clients").then().body("items", hasSize(0));
    }

    @Test
    @DisplayName("a repeat has no secret to put into a file: it answers JSON, as any repeat")
    void a_repeat_answers_json_without_the_secret() {
        String clients = "/admin/v1/tenants/" + AdminApi.newTenant() + "/clients?format=env";
        Map<String, Object> form = form();
        String key = AdminApi.fresh("key");
        asAdministrator().header("Idempotency-Key", key).body(form).post(clients).then().statusCode(201).contentType("text/plain");
        asAdministrator().header("Idempotency-Key", key).body(form).post(clients).then().statusCode(200).contentType("application/json")
                .header("Content-Disposition", nullValue()).body("client_id", notNullValue()).body("client_secret", nullValue());
    }
}
