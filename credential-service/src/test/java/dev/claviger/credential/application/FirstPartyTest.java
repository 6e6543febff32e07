package dev.claviger.credential.application;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Clients of the platform itself, which sign in people of every tenant")
class FirstPartyTest {

    private static final String CLIENTS = "/admin/v1/tenants/claviger/clients";

    @Test
    void only_an_administrator_of_the_platform_registers_one_and_only_for_the_platform() {
        asAdministrator().body(form()).post(CLIENTS).then().statusCode(201).body("first_party", is(true));
        String tenant = AdminApi.newTenant();
        Map<String, Object> elsewhere = form();
        elsewhere.put("environment", "prod");
        asAdministrator().body(elsewhere).post("/admin/v1/tenants/" + tenant + "/clients").then().statusCode(400).body("errors.first_party", containsString("claviger"));
        delegated().body(form()).post(CLIENTS).then().statusCode(403);
    }

    @Test
    void it_may_ask_who_signs_in_and_for_nothing_else() {
        for (Map<String, Object> more : List.<Map<String, Object>>of(Map.of("scopes", List.of("openid", "offline_access")), Map.of("scopes", List.of(AdminApi.newScope())),
                Map.of("scopes", List.of("claviger:admin")), Map.of("grant_types", List.of("authorization_code", "refresh_token")), Map.of("grant_types", List.of("client_credentials")))) {
            Map<String, Object> form = form();
            form.putAll(more);
            asAdministrator().body(form).post(CLIENTS).then().statusCode(400);
        }
    }

    @Test
    @DisplayName("a delegated administrator of the platform's tenant neither changes it, nor makes one, nor comes by a secret of it: it would be sent the codes of everybody")
    void only_an_administrator_of_the_platform_touches_one() {
        NewClient console = created(form());
        delegated().body(Map.of("redirect_uris", List.of("https://evil.example/"))).patch(console.path()).then().statusCode(403);
        delegated().body(Map.of("first_party", false)).patch(console.path()).then().statusCode(403);
        delegated().post(console.path() + "/secrets").then().statusCode(403);
        delegated().delete(console.path()).then().statusCode(403);
        Map<String, Object> ordinary = form();
        ordinary.put("first_party", false);
        delegated().body(Map.of("first_party", true)).patch(created(ordinary).path()).then().statusCode(403);
    }

    @Test
    void the_authorization_endpoint_is_told() {
        NewClient console = created(form());
        asTokenService().body(Map.of("client_id", console.id())).post("/internal/applications").then().statusCode(200).body("application.habits.first_party", is(true));
    }

    @Test
    @DisplayName("a grant by a person of another tenant stands at a first-party client, and at no other")
    void grants_of_people_of_other_tenants() {
        TestPerson person = TestPeople.newPerson(AdminApi.newTenant());
        NewClient console = created(form());
        assertThat(stands(console, person, person.tenant())).isTrue();
        assertThat(stands(console, person, "claviger")).as("of the wrong tenant").isFalse();
        Map<String, Object> ordinary = form();
        ordinary.put("first_party", false);
        assertThat(stands(created(ordinary), person, person.tenant())).as("at a client that is not first-party").isFalse();
    }

    @Test
    void what_ends_the_persons_tokens_or_its_tenant_ends_the_grant() {
        NewClient console = created(form());
        TestPerson person = TestPeople.newPerson(AdminApi.newTenant());
        long before = AdminApi.position();
        asAdministrator().body(Map.of("tenant", person.tenant(), "subject", Long.toString(person.id()))).post("/admin/v1/revocations").then().statusCode(202);
        assertThat(stands(console, person, person.tenant(), before)).isFalse();
        assertThat(stands(console, person, person.tenant())).isTrue();
        long later = AdminApi.position();
        asAdministrator().body(Map.of("tenant", person.tenant())).post("/admin/v1/revocations").then().statusCode(202);
        assertThat(stands(console, person, person.tenant(), later)).isFalse();
        asAdministrator().body(Map.of("disabled", true)).patch(person.path()).then().statusCode(200);
        assertThat(stands(console, person, person.tenant())).isFalse();
    }

    private static boolean stands(NewClient client, TestPerson person, String tenant) {
        return stands(client, person, tenant, AdminApi.position());
    }

    private static boolean stands(NewClient client, TestPerson person, String tenant, long position) {
        GrantQuestion question = new GrantQuestion(new TenantId("claviger"), new ClientId(client.id()), new CredentialId(client.credential()), Identifiers.newGrantId(), position,
                Instant.now().truncatedTo(ChronoUnit.SECONDS), Optional.of(new PersonId(person.id())), Optional.empty(), Optional.of(new TenantId(tenant)));
        return asTokenService().body(question.toFields()).post("/internal/grant-verifications").then().statusCode(200).extract().path("verified");
    }

    private static io.restassured.specification.RequestSpecification delegated() {
        Map<String, Object> form = new HashMap<>(Map.of("name", "Delegated", "environment", "platform", "scopes", List.of("claviger:tenant")));
        NewClient delegated = created(form);
        return as(AdminToken.ofTenant("claviger", delegated.id(), delegated.credential()));
    }

    private static NewClient created(Map<String, Object> form) {
        Response answer = asAdministrator().body(form).post(CLIENTS);
        answer.then().statusCode(201);
        return new NewClient("claviger", answer.path("client_id"), answer.path("credential_id"), answer.path("client_secret"));
    }

    private static Map<String, Object> form() {
        return new HashMap<>(Map.of("name", "Console", "environment", "platform", "scopes", List.of("openid", "profile"), "grant_types", List.of("authorization_code"),
                "redirect_uris", List.of("https://console.example/console/signed-in"), "first_party", true));
    }
}
