package dev.claviger.credential.application;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.TestPerson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class CreatorsTest {

    @Inject
    Pool pool;
    @Inject
    Creators creators;

    private String child;
    private String scope;
    private String other;
    private String tenant;
    private NewClient console;
    private TestPerson creator;
    private AdminToken token;

    @BeforeEach
    void a_limited_administrator() {
        child = AdminApi.newScope();
        scope = AdminApi.newScope(child);
        other = AdminApi.newScope();
        tenant = AdminApi.newTenant();
        console = AdminApi.newClient(tenant, "claviger:tenant");
        creator = TestPerson.of(pool, tenant, "tenant_administrator", scope);
        token = console.tenantToken().person(creator.id().value());
    }

    private Response register(AdminToken caller, String... scopes) {
        return as(caller).body(Map.of("name", "Mine", "environment", "prod", "scopes", List.of(scopes), "limited_to_creator", true))
                .post("/admin/v1/tenants/" + tenant + "/clients");
    }

    private NewClient registered(String... scopes) {
        Response answer = register(token, scopes);
        answer.then().statusCode(201).body("limited_to_creator", equalTo(true)).body("created_by", hasToString(creator.id().toString()));
        return new NewClient(tenant, answer.path("client_id"), answer.path("credential_id"), answer.path("client_secret"));
    }

    private static List<String> scopesOf(NewClient client) {
        return AdminApi.verify(client.id(), client.secret()).then().statusCode(200).extract().path("client.scopes");
    }

    @Test
    void a_client_can_be_limited_to_what_its_creator_may_give() {
        assertThat(scopesOf(registered(scope))).containsExactlyInAnyOrder(scope, child);
        assertThat(scopesOf(registered(child))).containsExactly(child);
        register(token, scope, other).then().statusCode(400).body("errors.scopes", containsString(other));
    }

    @Test
    void only_a_person_can_be_the_limit() {
        register(AdminToken.administrator(), scope).then().statusCode(400).body("errors.limited_to_creator", containsString("person"));
        creator.disabled(true);
        register(token, scope).then().statusCode(400);
    }

    @Test
    @DisplayName("losing a right takes it from the client with the next question, and what is left is what it implied")
    void loses_what_its_creator_loses() {
        NewClient client = registered(scope);
        creator.limitedTo(child);
        assertThat(scopesOf(client)).containsExactly(child);
        creator.limitedTo(other);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        creator.limitedTo(scope);
        creator.disabled(true);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        creator.disabled(false);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        creator.delete();
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
    }

    @Test
    void nobody_widens_it_or_takes_the_limit_away() {
        NewClient client = registered(child);
        asAdministrator().body(Map.of("scopes", List.of(child, other))).patch(client.path()).then().statusCode(400).body("errors.scopes", containsString(other));
        asAdministrator().body(Map.of("limited_to_creator", false)).patch(client.path()).then().statusCode(400);
        asAdministrator().body(Map.of("scopes", List.of(scope))).patch(client.path()).then().statusCode(200);
    }

    @Test
    @DisplayName("a client that is not limited to its creator may have no more than the creator when it is registered, and keeps that when the person goes")
    void other_clients_of_the_person_stay_as_they_are() {
        as(token).body(Map.of("name", "Free", "environment", "prod", "scopes", List.of(child, other))).post("/admin/v1/tenants/" + tenant + "/clients")
                .then().statusCode(403).body("detail", containsString(other));
        String id = as(token).body(Map.of("name", "Free", "environment", "prod", "scopes", List.of(child))).post("/admin/v1/tenants/" + tenant + "/clients")
                .then().statusCode(201).body("created_by", hasToString(creator.id().toString())).extract().path("client_id");
        creator.delete();
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/clients/" + id).then().statusCode(200).body("scopes", equalTo(List.of(child)));
    }

    @Test
    @DisplayName("the audit names the person, and the application through which it acted; where a client acts for itself there is no other")
    void the_audit_names_the_person() {
        NewClient client = registered(scope);
        asAdministrator().queryParams("client_id", client.id()).get("/admin/v1/audit").then()
                .body("items[0].actor", equalTo(creator.id().toString())).body("items[0].actor_tenant", equalTo(tenant))
                .body("items[0].actor_client", equalTo(console.id()));
        as(console.tenantToken()).post(client.path() + "/secrets").then().statusCode(201);
        asAdministrator().queryParams("client_id", client.id()).get("/admin/v1/audit").then().body("items[0].actor", equalTo(console.id())).body("items[0].actor_client", nullValue());
    }

    @Test
    @DisplayName("who narrows a person ends the live tokens of these clients in the same transaction")
    void tells_of_clients_that_have_less() throws Throwable {
        assertThat(told(true)).isEmpty();
        NewClient client = registered(scope);
        assertThat(told(true)).hasSize(2).first().isInstanceOfSatisfying(AccessEvent.Revoked.class,
                revoked -> assertThat(revoked.target()).isEqualTo(RevocationTarget.client(new TenantId(tenant), new ClientId(client.id()))));
        assertThat(told(false)).containsExactly(new AccessEvent.ClientChanged(new TenantId(tenant), new ClientId(client.id())));
    }

    private List<AccessEvent> told(boolean narrowed) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> creators.told(creator.id(), narrowed)));
    }
}
