package dev.claviger.credential.verification;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.Fields;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.TestPerson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class GrantOfPersonTest {

    @Inject
    Pool pool;

    private final GrantId grant = Identifiers.newGrantId();
    private String child;
    private String scope;
    private NewClient client;
    private TestPerson person;
    private long position;

    @BeforeEach
    void a_grant() {
        child = AdminApi.newScope();
        scope = AdminApi.newScope(child);
        client = AdminApi.newClient(AdminApi.newTenant(), "openid", scope);
        person = TestPerson.of(pool, client.tenant(), "member");
        position = AdminApi.position();
    }

    private Optional<VerifiedClient> ask(PersonId by, Optional<String> subject) {
        GrantQuestion question = new GrantQuestion(new TenantId(client.tenant()), new ClientId(client.id()), new CredentialId(client.credential()), grant, position,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60), Optional.of(by), subject);
        return ClientVerification.of(new Fields(asTokenService().body(question.toFields()).post("/internal/grant-verifications").then().statusCode(200)
                .extract().jsonPath().getMap(""))).client();
    }

    private Optional<VerifiedClient> ask() {
        return ask(person.id(), Optional.empty());
    }

    private void is(String role) {
        pool.query("update person set role = '" + role + "' where id = " + person.id()).executeAndAwait();
    }

    private long account() {
        return asAdministrator().get("/admin/v1/tenants/" + client.tenant()).jsonPath().getLong("account");
    }

    private static void revoke(Map<String, Object> target) {
        asAdministrator().body(target).post("/admin/v1/revocations").then().statusCode(202);
    }

    @Test
    void a_person_without_limit_gives_all_that_the_client_has() {
        assertThat(ask().orElseThrow().scopes()).isEqualTo(Scopes.of("openid", scope));
    }

    @Test
    @DisplayName("what the person may no longer give is not in the answer; what it implied is, where the person may still give that")
    void a_limit_narrows_the_answer() {
        person.limitedTo(child);
        assertThat(ask().orElseThrow().scopes()).isEqualTo(Scopes.of("openid", child));
        person.limitedTo();
        assertThat(ask().orElseThrow().scopes()).isEqualTo(Scopes.of("openid"));
    }

    @Test
    void a_grant_of_nobody_who_can_sign_in_does_not_stand() {
        person.disabled(true);
        assertThat(ask()).isEmpty();
        person.disabled(false);
        assertThat(ask()).isPresent();
        person.delete();
        assertThat(ask()).isEmpty();
    }

    @Test
    void a_person_of_another_tenant_has_given_nothing() {
        TestPerson stranger = TestPerson.of(pool, AdminApi.newTenant(), "member");
        assertThat(ask(stranger.id(), Optional.empty())).isEmpty();
    }

    @Test
    @DisplayName("a role that is lost takes the right to administer from what was given")
    void roles_are_looked_at_anew() {
        client = AdminApi.newClient(client.tenant(), "openid", "claviger:tenant");
        assertThat(ask().orElseThrow().scopes()).isEqualTo(Scopes.of("openid"));
        is("tenant_administrator");
        assertThat(ask().orElseThrow()).satisfies(verified -> {
            assertThat(verified.scopes()).isEqualTo(Scopes.of("openid", "claviger:tenant"));
            assertThat(verified.audience()).isEqualTo("urn:claviger:admin");
        });
    }

    @Test
    void a_revocation_of_the_person_ends_what_the_person_gave_and_nothing_else() {
        TestPerson neighbour = TestPerson.of(pool, client.tenant(), "member");
        revoke(Map.of("subject", neighbour.id().toString()));
        assertThat(ask()).isPresent();
        assertThat(ask(neighbour.id(), Optional.empty())).isEmpty();
        revoke(Map.of("tenant", client.tenant(), "subject", person.id().toString()));
        assertThat(ask()).isEmpty();
    }

    @Test
    void a_consent_taken_back_ends_what_one_client_had_from_one_person() {
        NewClient second = AdminApi.newClient(client.tenant(), "openid");
        asTokenService().body(Map.of("id", UUID.randomUUID().toString(), "target",
                RevocationTarget.consent(new TenantId(client.tenant()), new ClientId(client.id()), person.id()).toFields())).post("/internal/revocations").then().statusCode(202);
        assertThat(ask()).isEmpty();
        client = second;
        assertThat(ask()).isPresent();
    }

    @Test
    @DisplayName("tokens for an account stand for its number: revoked by it, and ended with whoever gave them")
    void a_grant_for_an_account() {
        Optional<String> account = Optional.of(Long.toString(account()));
        is("tenant_administrator");
        revoke(Map.of("subject", person.id().toString()));
        assertThat(ask(person.id(), account)).as("the person's own tokens are others").isPresent();
        revoke(Map.of("subject", account.get()));
        assertThat(ask(person.id(), account)).isEmpty();
        position = AdminApi.position();
        assertThat(ask(person.id(), account)).isPresent();
        person.disabled(true);
        assertThat(ask(person.id(), account)).isEmpty();
    }

    @Test
    @DisplayName("an account is an administrator's to give: who is none any more takes along what was given for it, and nothing of its own")
    void a_grant_for_an_account_ends_with_the_role() {
        Optional<String> account = Optional.of(Long.toString(account()));
        is("tenant_administrator");
        assertThat(ask(person.id(), account)).isPresent();
        is("member");
        assertThat(ask(person.id(), account)).isEmpty();
        assertThat(ask()).isPresent();
    }

    @Test
    @DisplayName("a limit names a scope that stops implying another: what was given by way of it ends")
    void an_implication_taken_from_a_limit_ends_the_persons_tokens() {
        client = AdminApi.newClient(client.tenant(), child);
        person.limitedTo(scope);
        assertThat(ask()).isPresent();
        asAdministrator().body(Map.of("name", scope, "description", "d", "criticality", "low")).post("/admin/v1/scopes").then().statusCode(200);
        assertThat(ask()).isEmpty();
    }

    @Test
    void a_scope_that_limits_somebody_is_not_deleted() {
        String lone = AdminApi.newScope();
        person.limitedTo(lone);
        asAdministrator().delete("/admin/v1/scopes?name=" + lone).then().statusCode(409);
        person.limitedTo();
        asAdministrator().delete("/admin/v1/scopes?name=" + lone).then().statusCode(204);
    }

    @Test
    void the_audit_says_whose_tokens_were_ended() {
        revoke(Map.of("tenant", client.tenant(), "subject", person.id().toString()));
        asAdministrator().queryParams("tenant", client.tenant()).get("/admin/v1/audit").then().body("items[0].action", equalTo("tokens.revoked"))
                .body("items[0].subject", equalTo(person.id().toString())).body("items[0].changed", equalTo(List.of("tenant", "subject")));
    }

    @Test
    void nobody_revokes_for_a_subject_that_is_nobody() {
        asAdministrator().body(Map.of("subject", "999999999999999")).post("/admin/v1/revocations").then().statusCode(404);
        asAdministrator().body(Map.of("tenant", AdminApi.newTenant(), "subject", person.id().toString())).post("/admin/v1/revocations").then().statusCode(404);
        revoke(Map.of("subject", client.id()));
    }
}
