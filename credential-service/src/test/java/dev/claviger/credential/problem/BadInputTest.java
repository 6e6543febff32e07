package dev.claviger.credential.problem;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class BadInputTest {

    private static final String A_CLIENT = "0123456789abcdefgh";

    private static String tenant;
    private static String scope;
    private static NewClient client;

    @BeforeEach
    void a_world() {
        if (tenant != null) {
            return;
        }
        tenant = AdminApi.newTenant();
        scope = AdminApi.newScope();
        client = AdminApi.newClient(tenant, scope);
    }

    static Stream<Arguments> bodies() {
        String tenants = "POST /tenants";
        String patchTenant = "PATCH /tenants/{t}";
        String environment = "PUT /tenants/{t}/environments/prod2";
        String scopes = "POST /scopes";
        String clients = "POST /tenants/{t}/clients";
        String patchClient = "PATCH /tenants/{t}/clients/{c}";
        String secrets = "POST /tenants/{t}/clients/{c}/secrets";
        String apiKeys = "POST /tenants/{t}/clients/{c}/api-keys";
        String revocations = "POST /revocations";
        return Stream.of(
                arguments(tenants, "{}", "id"), arguments(tenants, "{\"id\":\"x\"}", "name"),
                arguments(tenants, "{\"id\":\"UPPER\",\"name\":\"n\"}", "id"), arguments(tenants, "{\"id\":7,\"name\":\"n\"}", "id"),
                arguments(tenants, "{\"id\":\"" + "x".repeat(33) + "\",\"name\":\"n\"}", "id"),
                arguments(tenants, "{\"id\":null,\"name\":\"n\"}", "id"), arguments(tenants, "{\"id\":\"x\",\"name\":\"\"}", "name"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"a\\u0000b\"}", "name"), arguments(tenants, "{\"id\":\"x\",\"name\":\"\\ud800\"}", "name"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"" + "n".repeat(201) + "\"}", "name"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"n\",\"colour\":\"red\"}", "colour"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"n\",\"access_token_lifetime\":\"PT25H\"}", "access_token_lifetime"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"n\",\"access_token_lifetime\":1800}", "access_token_lifetime"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"n\",\"access_token_lifetime\":\"P1M\"}", "access_token_lifetime"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"n\",\"access_token_lifetime\":\"PT999999999999999999H\"}", "access_token_lifetime"),
                arguments(tenants, "{\"id\":\"x\",\"name\":\"n\",\"refresh_token_lifetime\":\"PT-1H\"}", "refresh_token_lifetime"),
                arguments(patchTenant, "{\"name\":null}", "name"), arguments(patchTenant, "{\"id\":\"other\"}", "id"),
                arguments(environment, "{}", "hosts"), arguments(environment, "{\"hosts\":[\"a.example\"]}", "upstreams"),
                arguments(environment, "{\"hosts\":\"a.example\",\"upstreams\":[\"http://u\"]}", "hosts"),
                arguments(environment, "{\"hosts\":[\"a.example:8080\"],\"upstreams\":[\"http://u\"]}", "hosts"),
                arguments(environment, "{\"hosts\":[\"*\"],\"upstreams\":[\"http://u\"]}", "hosts"),
                arguments(environment, "{\"hosts\":[\"a.*.example\"],\"upstreams\":[\"http://u\"]}", "hosts"),
                arguments(environment, "{\"hosts\":[\"a@b\"],\"upstreams\":[\"http://u\"]}", "hosts"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[]}", "upstreams"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"ftp://u\"]}", "upstreams"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u/path\"]}", "upstreams"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://me@u\"]}", "upstreams"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u?q\"]}", "upstreams"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u:99999\"]}", "upstreams"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"audience\":\"a b\"}", "audience"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"audience\":\"urn:claviger:admin\"}", "audience"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"token_paths\":[\"/a/../b\"]}", "token_paths"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"require_api_key\":\"yes\"}", "require_api_key"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":[\"null\"]}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":[\"https://App.example\"]}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":[\"https://app.example/\"]}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":[\"https://app.example:443\"]}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":[\"app.example\"]}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":[\"https://*.app.example\"]}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":[\"*\",\"https://app.example\"]}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"cors_origins\":\"*\"}", "cors_origins"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"rate_limit\":50}", "rate_limit"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"rate_limit\":{\"requests\":50}}", "rate_limit"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"rate_limit\":{\"requests\":0,\"per\":\"PT1M\"}}", "rate_limit"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"rate_limit\":{\"requests\":1.5,\"per\":\"PT1M\"}}", "rate_limit"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"client_rate_limit\":{\"requests\":1,\"per\":\"PT0.5S\"}}", "client_rate_limit"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"quota\":{\"requests\":1,\"per\":\"P32D\"}}", "quota"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"client_quota\":{\"requests\":1,\"per\":\"P1M\"}}", "client_quota"),
                arguments(environment, "{\"hosts\":[\"a.example\"],\"upstreams\":[\"http://u\"],\"client_quota\":{\"requests\":1,\"per\":\"PT1M\",\"burst\":2}}", "client_quota"),
                arguments(scopes, "{}", "name"), arguments(scopes, "{\"name\":\"a b\",\"description\":\"d\",\"criticality\":\"low\"}", "name"),
                arguments(scopes, "{\"name\":\"claviger:root\",\"description\":\"d\",\"criticality\":\"low\"}", "name"),
                arguments(scopes, "{\"name\":\"x\",\"description\":\"d\",\"criticality\":\"grave\"}", "criticality"),
                arguments(scopes, "{\"name\":\"x\",\"description\":\"d\",\"criticality\":\"low\",\"implies\":[\"nobody\"]}", "implies"),
                arguments(scopes, "{\"name\":\"x\",\"description\":\"d\",\"criticality\":\"low\",\"implies\":[\"x\"]}", "implies"),
                arguments(scopes, "{\"name\":\"x\",\"description\":\"d\",\"criticality\":\"low\",\"implies\":[\"claviger:admin\"]}", "implies"),
                arguments(clients, "{}", "environment"), arguments(clients, form("\"scopes\":[]"), "scopes"),
                arguments(clients, form("\"scopes\":[\"nobody:knows\"]"), "scopes"), arguments(clients, form("\"scopes\":[\"claviger:root\"]"), "scopes"),
                arguments(clients, form("\"scopes\":[\"claviger:admin\",\"{s}\"]"), "scopes"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[]"), "grant_types"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"app.example/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb#x\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb#\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://me@app.example/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example@evil.example/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://*.app.example/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/*\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"http://app.example/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"http://127.0.0.1.evil.example/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https:///cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example:0/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example:99999/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/a/../cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/a/%2e%2E/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb \"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://äpp.example/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"javascript:alert(1)\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"data:text/html,x\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"com.example.app:/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https:app.example\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example:/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example\\\\cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":\"https://app.example/cb\""), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\",7]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"application_type\":\"native\",\"redirect_uris\":[\"myapp:/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"application_type\":\"native\",\"redirect_uris\":[\"javascript:/alert\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"application_type\":\"native\",\"redirect_uris\":[\"com.example.app:cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"application_type\":\"native\",\"redirect_uris\":[\"http://10.0.0.1/cb\"]"), "redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"application_type\":\"desktop\""), "application_type"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"post_logout_redirect_uris\":[\"https://app.example/#out\"]"), "post_logout_redirect_uris"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"allowed_origins\":[\"null\"]"), "allowed_origins"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"allowed_origins\":[\"*\"]"), "allowed_origins"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"allowed_origins\":[\"https://app.example/\"]"), "allowed_origins"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"allowed_origins\":[\"https://*.app.example\"]"), "allowed_origins"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"code_challenge_methods\":[]"), "code_challenge_methods"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"code_challenge_methods\":[\"plain\"]"), "code_challenge_methods"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"code_challenge_methods\":[\"S512\"]"), "code_challenge_methods"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"require_pkce\":\"yes\""), "require_pkce"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"response_type_optional\":1"), "response_type_optional"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"id_token_signed_response_alg\":\"none\""), "id_token_signed_response_alg"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"id_token_signed_response_alg\":\"HS256\""), "id_token_signed_response_alg"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"backchannel_logout_uri\":\"http://app.example/logout\""), "backchannel_logout_uri"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"backchannel_logout_uri\":\"com.example.app:/logout\""), "backchannel_logout_uri"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"limited_to_creator\":true"), "limited_to_creator"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"limited_to_creator\":\"me\""), "limited_to_creator"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"redirect_uris\":[\"https://app.example/cb\"],\"token_endpoint_auth_method\":\"none\""), "grant_types"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\",\"client_credentials\"],\"redirect_uris\":[\"https://app.example/cb\"],\"token_endpoint_auth_method\":\"none\""), "grant_types"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"token_endpoint_auth_method\":\"none\",\"secret_lifetime\":\"P1D\""), "secret_lifetime"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],\"token_endpoint_auth_method\":\"none\",\"retire_unused_secrets\":true"), "retire_unused_secrets"),
                arguments(clients, form("\"scopes\":[\"openid\",\"claviger:tenant\",\"{s}\"]"), "scopes"),
                arguments(patchClient, "{\"grant_types\":[\"authorization_code\"]}", "redirect_uris"), arguments(patchClient, "{\"token_endpoint_auth_method\":\"none\"}", "grant_types"),
                arguments(patchClient, "{\"token_endpoint_auth_method\":\"none\",\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://a.example/cb\"]}", "token_endpoint_auth_method"),
                arguments(patchClient, "{\"limited_to_creator\":true}", "limited_to_creator"),
                arguments(scopes, "{\"name\":\"openid\",\"description\":\"d\",\"criticality\":\"low\"}", "name"),
                arguments(scopes, "{\"name\":\"x\",\"description\":\"d\",\"criticality\":\"low\",\"implies\":[\"email\"]}", "implies"),
                arguments(scopes, "{\"name\":\"x\",\"description\":\"d\",\"criticality\":\"low\",\"token_types\":[]}", "token_types"),
                arguments(scopes, "{\"name\":\"x\",\"description\":\"d\",\"criticality\":\"low\",\"token_types\":[\"client\"]}", "token_types"),
                arguments(revocations, "{\"subject\":\"ann\"}", "subject"), arguments(revocations, "{\"subject\":7}", "subject"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"token_endpoint_auth_method\":\"private_key_jwt\""), "token_endpoint_auth_method"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"grant_types\":[\"refresh_token\"]"), "grant_types"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"refresh_token_rotation\":\"no\""), "refresh_token_rotation"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"revoke_access_on_refresh\":1"), "revoke_access_on_refresh"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"retire_unused_secrets\":[]"), "retire_unused_secrets"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"refresh_token_lifetime\":\"P401D\""), "refresh_token_lifetime"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"contact_email\":\"nobody\""), "contact_email"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"contact_email\":\"it@acme.example\\r\\nBcc: v@x.example\""), "contact_email"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"contact_email\":\"it>,<v@acme.example\""), "contact_email"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"name\":\"n\\r\\nBcc: v@x.example\"").replaceFirst("\"name\":\"n\",", ""), "name"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"secret_lifetime\":\"PT0S\""), "secret_lifetime"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"establishments\":[\"a b\"]"), "establishments"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"establishments\":[[]]"), "establishments"),
                arguments(clients, form("\"scopes\":[\"{s}\"],\"disabled\":true"), "disabled"),
                arguments(clients, form("\"scopes\":[\"{s}\"]").replace("prod", "nowhere"), "environment"),
                arguments(patchClient, "{\"client_id\":\"other\"}", "client_id"), arguments(patchClient, "{\"disabled\":\"yes\"}", "disabled"),
                arguments(patchClient, "{\"scopes\":null}", "scopes"), arguments(patchClient, "{\"environment\":\"nowhere\"}", "environment"),
                arguments(secrets, "{\"previous_valid_for\":\"a week\"}", "previous_valid_for"),
                arguments(secrets, "{\"previous_valid_for\":\"P999D\"}", "previous_valid_for"), arguments(secrets, "{\"secret\":\"mine\"}", "secret"),
                arguments(apiKeys, "{\"name\":\"\"}", "name"), arguments(apiKeys, "{\"name\":\"a\\u0000b\"}", "name"), arguments(apiKeys, "{\"api_key\":\"mine\"}", "api_key"),
                arguments(revocations, "{}", "tenant"), arguments(revocations, "{\"issued_before\":\"yesterday\"}", "issued_before"),
                arguments(revocations, "{\"issued_before\":\"2999-01-01T00:00:00Z\"}", "issued_before"),
                arguments(revocations, "{\"issued_before\":\"1969-12-31T23:59:59Z\"}", "issued_before"),
                arguments(revocations, "{\"issued_before\":\"+10000-01-01T00:00:00Z\"}", "issued_before"),
                arguments(revocations, "{\"client_id\":\"short\"}", "client_id"), arguments(revocations, "{\"jti\":\"\"}", "jti"));
    }

    private static String form(String more) {
        return "{\"name\":\"n\",\"environment\":\"prod\"," + more + "}";
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    @DisplayName("a bad value, a missing or an unknown member is a 400 that names it")
    void bodies(String call, String body, String wrong) {
        Response answer = call(call, body.replace("{s}", scope));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getMap("errors")).containsKey(wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "\"text\"", "{\"a\":1,\"a\":2}", "{}{}", "{\"a\":[[[[[[[[", "{'a':1}", "\0"})
    @DisplayName("bad JSON is a 400 with a problem document")
    void bad_json(String body) {
        for (String call : List.of("POST /tenants", "PATCH /tenants/{t}", "PUT /tenants/{t}/environments/prod2", "POST /scopes",
                "POST /tenants/{t}/clients", "PATCH /tenants/{t}/clients/{c}", "POST /tenants/{t}/clients/{c}/secrets",
                "POST /tenants/{t}/clients/{c}/api-keys", "POST /revocations")) {
            Response answer = call(call, body);
            assertThat(answer.statusCode()).as(call + answer.asString()).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.asString()).doesNotContain("jackson", "Exception", "\tat ");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("every_path")
    @DisplayName("RFC 9110 §15.5: unknown object 404, wrong method 405, wrong media type 415, too large 413")
    void refuses_as_http_says(String method, String path, int status, String body) {
        Response answer = call(method + " " + path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    }

    static Stream<Arguments> every_path() {
        return Stream.of(
                arguments("GET", "/nothing", 404, null), arguments("GET", "/tenants/nobody-here", 404, null),
                arguments("GET", "/tenants/Not A Tenant", 404, null), arguments("GET", "/tenants/%00", 404, null),
                arguments("PATCH", "/tenants/nobody-here", 404, "{\"name\":\"n\"}"), arguments("DELETE", "/tenants/nobody-here", 404, null),
                arguments("GET", "/tenants/nobody-here/environments", 404, null), arguments("GET", "/tenants/{t}/environments/nowhere", 404, null),
                arguments("DELETE", "/tenants/{t}/environments/nowhere", 404, null),
                arguments("PUT", "/tenants/nobody-here/environments/prod", 404, "{\"hosts\":[],\"upstreams\":[]}"),
                arguments("GET", "/tenants/nobody-here/clients", 404, null), arguments("GET", "/tenants/{t}/clients/" + A_CLIENT, 404, null),
                arguments("POST", "/tenants/nobody-here/clients", 404, form("\"scopes\":[\"{s}\"]")),
                arguments("PATCH", "/tenants/{t}/clients/" + A_CLIENT, 404, "{}"), arguments("DELETE", "/tenants/{t}/clients/" + A_CLIENT, 404, null),
                arguments("GET", "/tenants/{t}/clients/short", 404, null), arguments("GET", "/tenants/{t}/clients/" + A_CLIENT + "/secrets", 404, null),
                arguments("POST", "/tenants/{t}/clients/" + A_CLIENT + "/secrets", 404, "{}"),
                arguments("DELETE", "/tenants/{t}/clients/{c}/secrets/" + A_CLIENT, 404, null),
                arguments("POST", "/tenants/{t}/clients/" + A_CLIENT + "/api-keys", 404, "{}"), arguments("GET", "/tenants/{t}/clients/" + A_CLIENT + "/api-keys", 404, null),
                arguments("GET", "/tenants/{t}/clients/{c}/api-keys/" + A_CLIENT, 404, null), arguments("DELETE", "/tenants/{t}/clients/{c}/api-keys/" + A_CLIENT, 404, null),
                arguments("DELETE", "/scopes?name=nobody:knows", 404, null), arguments("DELETE", "/scopes", 400, null),
                arguments("DELETE", "/scopes?name=claviger:admin", 409, null),
                arguments("POST", "/revocations", 404, "{\"client_id\":\"" + A_CLIENT + "\"}"),
                arguments("PUT", "/tenants", 405, "{}"), arguments("DELETE", "/audit", 405, null), arguments("GET", "/revocations", 405, null),
                arguments("POST", "/tenants/{t}", 405, "{}"), arguments("PATCH", "/scopes", 405, "{}"),
                arguments("GET", "/tenants?limit=0", 400, null), arguments("GET", "/tenants?limit=many", 400, null), arguments("GET", "/tenants?limit=501", 400, null),
                arguments("GET", "/tenants?after=%21%21", 400, null), arguments("GET", "/tenants/{t}/clients?limit=-1", 400, null),
                arguments("GET", "/audit?after=eA", 400, null), arguments("GET", "/audit?tenant=A B", 400, null), arguments("GET", "/audit?client_id=x", 400, null),
                arguments("GET", "/scopes?name=a%20b", 400, null),
                arguments("DELETE", "/scopes?name=", 400, null),
                arguments("POST", "/tenants", 413, "{\"name\":\"" + "n".repeat(70_000) + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /openapi, 200", "GET, /admin/v1/tenants, 401", "PUT, /admin/v1/tenants, 405", "GET, /nothing, 404"})
    @DisplayName("RFC 9110 §6.6.1: every answer says when it was made")
    void says_when_an_answer_was_made(String method, String path, int status) throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            List<String> head = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().takeWhile(line -> !line.isEmpty()).toList();
            assertThat(head.get(0)).startsWith("HTTP/1.1 " + status);
            assertThat(head).filteredOn(line -> line.toLowerCase(Locale.ROOT).startsWith("date: ")).singleElement()
                    .satisfies(line -> assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(line.substring(6)))).isBetween(before, Instant.now()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/../openapi", "/console/%2e%2e/openapi", "/console/%2E./openapi", "/console/x/..%2f../%2e%2e/%2e%2e/openapi", "/./openapi"})
    @DisplayName("RFC 3986 §5.2.4: a path with steps leads nowhere, or an edge that lets the console through would let through what is beside it")
    void steps_lead_nowhere(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void empty_query_parameters_say_nothing() {
        asAdministrator().get("/admin/v1/tenants?limit=&after=").then().statusCode(200);
        asAdministrator().get("/admin/v1/scopes?name=").then().statusCode(200).body("items.name", hasItem("claviger:admin"));
        asAdministrator().get("/admin/v1/audit?tenant=&client_id=&limit=&after=").then().statusCode(200);
    }

    @Test
    @DisplayName("too large a body is refused unread: the connection it would come over is closed after the answer")
    void closes_the_connection_on_too_large_a_body() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("POST /admin/v1/tenants HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 413").contains("problem+json");
        }
    }

    @Test
    void refuses_another_media_type_in_and_out() {
        asAdministrator().contentType(ContentType.XML).body("<a/>").post("/admin/v1/tenants").then().statusCode(415).contentType("application/problem+json");
        asAdministrator().contentType("application/x-www-form-urlencoded").body("id=x").post("/admin/v1/tenants").then().statusCode(415);
        asAdministrator().accept(ContentType.XML).get("/admin/v1/tenants").then().statusCode(406).contentType("application/problem+json");
    }

    @Test
    void refuses_a_bad_idempotency_key() {
        asAdministrator().header("Idempotency-Key", "k".repeat(256)).body("{\"id\":\"x\",\"name\":\"n\"}").post("/admin/v1/tenants").then().statusCode(400);
    }

    @Test
    @DisplayName("the internal API too: 400 with a problem document, never 500")
    void refuses_bad_internal_bodies() {
        for (String body : List.of("{}", "[]", "{", "null", "{\"client_id\":1}", "{\"batch_id\":\"x\",\"uses\":[]}", "{\"id\":\"x\",\"target\":{}}",
                "{\"id\":\"5d3d2c4e-6d5a-4c53-8a3f-0d8a5a5f7e11\",\"target\":{}}",
                "{\"batch_id\":\"5d3d2c4e-6d5a-4c53-8a3f-0d8a5a5f7e11\",\"uses\":[{\"credential_id\":\"x\",\"count\":1,\"last_used_at\":1}]}")) {
            for (String path : List.of("/internal/client-verifications", "/internal/grant-verifications", "/internal/api-key-verifications",
                    "/internal/usage", "/internal/revocations")) {
                asTokenService().body(body).post(path).then().statusCode(400).contentType("application/problem+json");
            }
        }
        asGateway().get("/internal/events").then().statusCode(400);
        asGateway().get("/internal/events?after=-1").then().statusCode(400);
    }

    private static Response call(String call, String body) {
        String[] parts = call.split(" ", 2);
        String path = "/admin/v1" + parts[1].replace("{t}", tenant).replace("{c}", client.id());
        var request = asAdministrator().urlEncodingEnabled(!path.contains("%"));
        return (body == null ? request : request.body(body.replace("{s}", scope))).request(parts[0], path);
    }
}
