package dev.claviger.token.administration;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.CallProof;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.consent.Consents;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.page.TestBrowser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@DisplayName("Administrators see and end people's consents and sessions")
class PeopleAdministrationTest extends TokenServiceTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String KEY = "development-token-service-key-not-for-production";
    private static final ClientId CLIENT = new ClientId("abcdefghijklmnop");

    private Person ada;
    private String people;

    @Inject
    Consents consents;

    @BeforeEach
    void somebody() {
        ada = credentialService.people.register("acme", "ada", PASSWORD);
        people = "/admin/v1/tenants/acme/people/" + ada.id();
        consents.give(ada.tenant(), ada.id(), CLIENT, Kind.USER, Scopes.of("a", "b")).toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_consent_is_seen_and_withdrawn() {
        administrator("acme", Scopes.TENANT).get(people + "/consents").then().statusCode(200).header("Cache-Control", "no-store")
                .body("items.size()", equalTo(1)).body("items[0].client_id", equalTo(CLIENT.value())).body("items[0].subject", equalTo("user"))
                .body("items[0].scopes", equalTo(List.of("a", "b")));

        administrator("acme", Scopes.TENANT).delete(people + "/consents/" + CLIENT).then().statusCode(204);

        administrator("acme", Scopes.TENANT).get(people + "/consents").then().body("items.size()", equalTo(0));
        administrator("acme", Scopes.TENANT).delete(people + "/consents/" + CLIENT).then().statusCode(404);
        assertThat(credentialService.revocations.values()).anySatisfy(revocation -> assertThat(revocation.getJsonObject("target").getString("subject"))
                .isEqualTo(ada.id().toString()));
    }

    @Test
    @DisplayName("of a person who is deleted no consent stays behind; of one who is disabled all do")
    void what_the_gone_agreed_to_is_forgotten() {
        Person grace = credentialService.people.register("acme", "grace", PASSWORD);
        consents.give(grace.tenant(), grace.id(), CLIENT, Kind.USER, Scopes.of("a")).toCompletionStage().toCompletableFuture().join();
        credentialService.people.disable(grace);
        credentialService.people.remove(ada);
        for (Person person : List.of(grace, ada)) {
            credentialService.record(new AccessEvent.Revoked(RevocationTarget.person(person.tenant(), person.id()), Instant.now().plus(Duration.ofDays(1))));
        }

        await(() -> consents.of(ada.tenant(), ada.id()).toCompletionStage().toCompletableFuture().join().isEmpty());
        assertThat(consents.of(grace.tenant(), grace.id()).toCompletionStage().toCompletableFuture().join()).hasSize(1);
    }

    @Test
    void sessions_are_seen_and_ended() {
        TestBrowser browser = new TestBrowser();
        browser.signIn("acme", "ada", PASSWORD);
        String id = administrator("platform", Scopes.ADMIN).get(people + "/sessions").then().statusCode(200).body("items.size()", equalTo(1))
                .body("items[0].amr", equalTo(List.of("pwd"))).extract().path("items[0].id");

        administrator("platform", Scopes.ADMIN).delete(people + "/sessions/" + id).then().statusCode(204);

        assertThat(browser.get("/account?tenant=acme").form("/login")).isNotNull();
        administrator("platform", Scopes.ADMIN).delete(people + "/sessions/" + id).then().statusCode(404);
        browser.signIn("acme", "ada", PASSWORD);
        administrator("acme", Scopes.TENANT).delete(people + "/sessions").then().statusCode(204);
        assertThat(browser.get("/account?tenant=acme").form("/login")).isNotNull();
    }

    @Test
    @DisplayName("another tenant's people are not there; too little right is a 403, none a 401 (RFC 6750 §3)")
    void who_may_not() {
        administrator("other", Scopes.TENANT).get(people + "/consents").then().statusCode(404);
        administrator("acme", "employees.readonly").get(people + "/consents").then().statusCode(403)
                .header("WWW-Authenticate", containsString("insufficient_scope")).contentType("application/problem+json");
        request().get(people + "/consents").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        request().header("Authorization", "Bearer x.y.z").delete(people + "/sessions").then().statusCode(401);
        String ordinary = basic(client(Scopes.TENANT)).post("/oauth2/token").jsonPath().getString("access_token");
        request().header("Authorization", "Bearer " + ordinary).get(people + "/consents").then().statusCode(401);
        administrator("platform", Scopes.ADMIN).get("/admin/v1/tenants/acme/people/0/consents").then().statusCode(404);
        administrator("platform", Scopes.ADMIN).get("/admin/v1/tenants/%3Cx/people/1/consents").then().statusCode(404);
    }

    @Test
    void a_revoked_token_opens_nothing() {
        TestClient client = register("platform", Scopes.ADMIN);
        String token = basic(client).post("/oauth2/token").jsonPath().getString("access_token");
        credentialService.record(new AccessEvent.Revoked(RevocationTarget.client(client.record().tenant(), client.record().client()),
                Instant.now().plus(Duration.ofDays(1))));

        await(() -> request().header("Authorization", "Bearer " + token).get(people + "/consents").statusCode() == 401);
    }

    @Test
    @DisplayName("credential-service, which has the console, sees and ends the same, of any tenant, by proving that it knows this service's key")
    void by_a_proof_of_credential_service() {
        String inside = "/internal/tenants/acme/people/" + ada.id();
        ClientId other = new ClientId("ponmlkjihgfedcba");
        consents.give(ada.tenant(), ada.id(), other, Kind.USER, Scopes.of("c")).toCompletionStage().toCompletableFuture().join();
        TestBrowser browser = new TestBrowser();
        browser.signIn("acme", "ada", PASSWORD);
        proven("GET " + inside + "/sessions").get(inside + "/sessions").then().statusCode(200).header("Cache-Control", "no-store").body("items.size()", equalTo(1));
        proven("GET " + inside + "/consents").get(inside + "/consents").then().statusCode(200).body("items.size()", equalTo(2));

        proven("DELETE " + inside + "/sessions").delete(inside + "/sessions").then().statusCode(204);
        proven("DELETE " + inside + "/consents").delete(inside + "/consents").then().statusCode(204);

        assertThat(browser.get("/account?tenant=acme").form("/login")).isNotNull();
        proven("GET " + inside + "/sessions").get(inside + "/sessions").then().body("items.size()", equalTo(0));
        proven("GET " + inside + "/consents").get(inside + "/consents").then().body("items.size()", equalTo(0));
        proven("DELETE " + inside + "/consents/" + CLIENT).delete(inside + "/consents/" + CLIENT).then().statusCode(404);
    }

    @Test
    @DisplayName("nothing else opens what is inside: a proof for another call, by another key, of an hour ago, two of them, the key itself, an administrator's token")
    void by_that_proof_alone() {
        String inside = "/internal/tenants/acme/people/" + ada.id() + "/sessions";
        request().get(inside).then().statusCode(401);
        proven("DELETE " + inside).get(inside).then().statusCode(401);
        proven("GET " + inside, "another-key-of-32-characters-or-more", Instant.now()).get(inside).then().statusCode(401);
        proven("GET " + inside, KEY, Instant.now().minusSeconds(3600)).get(inside).then().statusCode(401);
        proven("GET " + inside).header(CallProof.HEADER, "v1").get(inside).then().statusCode(401);
        request().header("Authorization", "Bearer " + KEY).get(inside).then().statusCode(401);
        administrator("platform", Scopes.ADMIN).get(inside).then().statusCode(401);
        proven("GET " + people + "/sessions").get(people + "/sessions").then().statusCode(401);
        String nobody = "/internal/tenants/acme/people/none/sessions";
        proven("GET " + nobody).get(nobody).then().statusCode(404);
    }

    private static RequestSpecification proven(String purpose) {
        return proven(purpose, KEY, Instant.now());
    }

    private static RequestSpecification proven(String purpose, String key, Instant at) {
        return request().header(CallProof.HEADER, CallProof.of(purpose, new byte[0], List.of("one-that-is-another-services-key", key), at).toHeader());
    }

    private RequestSpecification administrator(String tenant, String scope) {
        String token = basic(register(tenant, scope)).post("/oauth2/token").jsonPath().getString("access_token");
        return request().header("Authorization", "Bearer " + token);
    }

    private TestClient register(String tenant, String scope) {
        return credentialService.register(TestClient.of(tenant, "production", scope).withAudience("urn:claviger:admin"));
    }
}
