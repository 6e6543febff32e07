package dev.claviger.credential.verification.application;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.contract.Fields;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.ApplicationAnswer;
import dev.claviger.contract.application.ScopeText;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.TestPerson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class ApplicationTest {

    @Inject
    Pool pool;

    private static ApplicationAnswer ask(String clientId) {
        return ApplicationAnswer.of(new Fields(asTokenService().body(Map.of("client_id", clientId)).post("/internal/applications")
                .then().statusCode(200).header("Cache-Control", "no-store").extract().jsonPath().getMap("")));
    }

    private static NewClient newClient(String tenant, String... scopes) {
        return AdminApi.newClient(tenant, Map.ofEntries(Map.entry("name", "Diagrams"), Map.entry("environment", "prod"), Map.entry("scopes", List.of(scopes)),
                Map.entry("grant_types", List.of("authorization_code")), Map.entry("token_endpoint_auth_method", "none"), Map.entry("application_type", "native"),
                Map.entry("redirect_uris", List.of("com.example.app:/cb")), Map.entry("post_logout_redirect_uris", List.of("https://app.example/out")),
                Map.entry("allowed_origins", List.of("https://" + tenant + ".example")), Map.entry("code_challenge_methods", List.of("plain", "S256")),
                Map.entry("response_type_optional", true), Map.entry("id_token_signed_response_alg", "ES256"), Map.entry("backchannel_logout_uri", "https://app.example/logout")));
    }

    @Test
    void tells_all_that_an_authorization_request_is_judged_by() {
        String child = AdminApi.newScope();
        String scope = AdminApi.newScope(child);
        asAdministrator().body(Map.of("name", child, "description", "See things", "criticality", "medium", "token_types", List.of("user"))).post("/admin/v1/scopes").then().statusCode(200);
        NewClient client = newClient(AdminApi.newTenant(), scope, "openid");
        ApplicationAnswer answer = ask(client.id());
        assertThat(answer.position()).isEqualTo(AdminApi.position());
        Application application = answer.application().orElseThrow();
        long account = asAdministrator().get("/admin/v1/tenants/" + client.tenant()).jsonPath().getLong("account");
        assertThat(application.account()).isEqualTo(account).isGreaterThanOrEqualTo(1000);
        assertThat(application.tenant().value()).isEqualTo(client.tenant());
        assertThat(application.tenantName()).isEqualTo("Tenant " + client.tenant());
        assertThat(application.name()).isEqualTo("Diagrams");
        assertThat(application.audience()).isEqualTo("urn:claviger:" + client.tenant() + ":prod");
        assertThat(application.scopes()).isEqualTo(Scopes.of(scope, "openid"));
        assertThat(application.scopeTexts()).extracting(ScopeText::name).containsExactlyInAnyOrder("openid", scope, child);
        assertThat(application.scopeTexts()).contains(new ScopeText(child, "See things", "medium", Set.of("user")));
        assertThat(application.redirectUris()).containsExactly("com.example.app:/cb");
        assertThat(application.postLogoutRedirectUris()).containsExactly("https://app.example/out");
        assertThat(application.backchannelLogoutUri()).contains(URI.create("https://app.example/logout"));
        assertThat(application.idTokenAlgorithm()).isEqualTo("ES256");
        assertThat(application.isPublic()).isTrue();
        assertThat(application.habits()).as("a public client always needs PKCE (RFC 9700 §2.1.1)").isEqualTo(new Application.Habits(true, true, true, true));
    }

    @ParameterizedTest
    @DisplayName("whatever came to the authorization endpoint as client_id has an answer, and it is the same")
    @ValueSource(strings = {"NobodyAtAll00000000", "", "x", "a\u0000b", "' or 1=1", "<script>"})
    void nobody_is_known_by_another_name(String clientId) {
        assertThat(ask(clientId).application()).isEmpty();
    }

    @Test
    void a_disabled_client_and_one_without_environment_are_nobody() {
        NewClient disabled = newClient(AdminApi.newTenant(), "openid");
        asAdministrator().body(Map.of("disabled", true)).patch(disabled.path()).then().statusCode(200);
        assertThat(ask(disabled.id()).application()).isEmpty();
        NewClient homeless = newClient(AdminApi.newTenant(), "openid");
        asAdministrator().delete("/admin/v1/tenants/" + homeless.tenant() + "/environments/prod").then().statusCode(204);
        assertThat(ask(homeless.id()).application()).isEmpty();
    }

    @Test
    void an_administrators_application_is_for_the_admin_api() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), "openid", "claviger:tenant");
        assertThat(ask(client.id()).application().map(Application::audience)).isEqualTo(Optional.of("urn:claviger:admin"));
    }

    @Test
    void a_client_limited_to_its_creator_asks_for_no_more() {
        String child = AdminApi.newScope();
        String scope = AdminApi.newScope(child);
        NewClient client = newClient(AdminApi.newTenant(), scope, "openid");
        TestPerson creator = TestPerson.of(pool, client.tenant(), "member", child);
        pool.query("update client set limited_to_creator = true, created_by = " + creator.id() + " where id = '" + client.id() + "'").executeAndAwait();
        Application application = ask(client.id()).application().orElseThrow();
        assertThat(application.scopes()).isEqualTo(Scopes.of(child, "openid"));
        assertThat(application.scopeTexts()).extracting(ScopeText::name).containsExactlyInAnyOrder(child, "openid");
        creator.disabled(true);
        assertThat(ask(client.id()).application()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://{t}.example, true", "https://{t}.example:8443, false", "http://{t}.example, false", "https://{t}.example/, false", "HTTPS://{t}.example, false",
        "https://evil.example, false", "null, false", "*, false", "'', false"})
    @DisplayName("Fetch §3.2: an origin is allowed that some client names, letter by letter")
    void knows_from_where_scripts_may_call(String origin, boolean allowed) {
        NewClient client = newClient(AdminApi.newTenant(), "openid");
        asTokenService().body(Map.of("origin", origin.replace("{t}", client.tenant()))).post("/internal/origins").then().statusCode(200)
                .header("Cache-Control", "no-store").body("allowed", equalTo(allowed));
    }

    @Test
    @DisplayName("an application and an origin are found by index, also where there are very many clients and the origin is nobody's")
    void reads_by_index() {
        String tenant = AdminApi.newTenant();
        pool.query("insert into client (id, tenant_id, environment, name, scopes, establishments, grant_types, token_endpoint_auth_method, disabled, created_at, version)"
                + " select 'ClientOfTheOrigins' || n, '" + tenant + "', 'prod', 'n', '{x}', '{}', '{client_credentials}', 'none', false, now(), 0 from generate_series(1000, 2999) n").executeAndAwait();
        pool.query("analyze client").executeAndAwait();
        assertThat(plan(OriginResource.ALLOWED, "https://nobody.example")).contains("client_by_allowed_origin");
        assertThat(plan(Applications.ROW, "ClientOfTheOrigins1777")).contains("client_pkey").doesNotContain("Seq Scan on client");
        asAdministrator().delete("/admin/v1/tenants/" + tenant).then().statusCode(204);
        pool.query("analyze client").executeAndAwait();
    }

    private String plan(String query, String asked) {
        return StreamSupport.stream(pool.preparedQuery("explain " + query).executeAndAwait(Tuple.of(asked)).spliterator(), false)
                .map((Row row) -> row.getString(0)).collect(Collectors.joining("\n"));
    }

    @Test
    void a_disabled_clients_scripts_may_not_call() {
        NewClient client = newClient(AdminApi.newTenant(), "openid");
        asAdministrator().body(Map.of("disabled", true)).patch(client.path()).then().statusCode(200);
        asTokenService().body(Map.of("origin", "https://" + client.tenant() + ".example")).post("/internal/origins").then().body("allowed", equalTo(false));
    }

    @Test
    @DisplayName("the names of very many clients are one question; who is gone has none, and more than 500 are refused")
    void names_of_many() {
        String one = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope()).id();
        String other = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope()).id();
        asTokenService().body(Map.of("client_ids", List.of(one, other, "nobody0123456789"))).post("/internal/application-names").then().statusCode(200)
                .body("names", equalTo(Map.of(one, "Importer", other, "Importer")));
        asTokenService().body(Map.of("client_ids", Collections.nCopies(501, one))).post("/internal/application-names").then().statusCode(400);
        asGateway().body(Map.of("client_ids", List.of(one))).post("/internal/application-names").then().statusCode(403);
    }
}
