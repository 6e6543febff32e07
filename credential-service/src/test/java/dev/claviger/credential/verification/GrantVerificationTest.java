package dev.claviger.credential.verification;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.Fields;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.RefreshRule;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class GrantVerificationTest {

    @Inject
    Pool pool;

    /** A grant of the client, whose latest tokens were issued at this position a minute ago. */
    private record Grant(NewClient client, GrantId id, long position, Instant issuedAt) {

        static Grant of(NewClient client) {
            return new Grant(client, Identifiers.newGrantId(), AdminApi.position(), Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60));
        }

        static Grant ofNewClient() {
            return of(newClient());
        }

        /** The same, after a refresh in knowledge of all that has happened. */
        Grant refreshed() {
            return new Grant(client, id, AdminApi.position(), issuedAt);
        }

        ClientVerification ask() {
            GrantQuestion question = new GrantQuestion(new TenantId(client.tenant()), new ClientId(client.id()), new CredentialId(client.credential()), id, position, issuedAt, Optional.empty());
            return ClientVerification.of(new Fields(asTokenService().body(question.toFields()).post("/internal/grant-verifications")
                    .then().statusCode(200).header("Cache-Control", "no-store").extract().jsonPath().getMap("")));
        }

        boolean stands() {
            return ask().client().isPresent();
        }
    }

    private static NewClient newClient() {
        return AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
    }

    private static void revoke(Map<String, Object> target) {
        asAdministrator().body(target).post("/admin/v1/revocations").then().statusCode(202);
    }

    @Test
    void tells_what_the_client_may_have_and_the_position_it_is_true_at() {
        Grant grant = Grant.ofNewClient();
        ClientVerification answer = grant.ask();
        assertThat(answer.position()).isEqualTo(AdminApi.position());
        assertThat(answer.feedId()).isEqualTo(asGateway().get("/internal/snapshot").path("feed_id"));
        VerifiedClient bySecret = ClientVerification.of(new Fields(AdminApi.verify(grant.client().id(), grant.client().secret()).jsonPath().getMap("")))
                .client().orElseThrow();
        assertThat(answer.client()).contains(bySecret);
    }

    static Stream<Arguments> revocations() {
        return Stream.of(
                arguments("the grant", target(grant -> Map.of("grant_id", grant.id().value()))),
                arguments("the secret", target(grant -> Map.of("credential_id", grant.client().credential()))),
                arguments("the client", target(grant -> Map.of("client_id", grant.client().id()))),
                arguments("the tenant", target(grant -> Map.of("tenant", grant.client().tenant()))),
                arguments("all of them together", target(grant -> Map.of("tenant", grant.client().tenant(), "client_id", grant.client().id(),
                        "credential_id", grant.client().credential(), "grant_id", grant.id().value()))),
                arguments("the client's from before now", target(grant -> Map.of("client_id", grant.client().id(), "issued_before", Instant.now().toString()))),
                arguments("all from before now", target(grant -> Map.of("issued_before", Instant.now().toString()))));
    }

    private static Function<Grant, Map<String, Object>> target(Function<Grant, Map<String, Object>> target) {
        return target;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("revocations")
    @DisplayName("a revocation after the grant's position ends it; one before was known when its tokens were issued")
    void ended_by(String what, Function<Grant, Map<String, Object>> target) {
        Grant grant = Grant.ofNewClient();
        assertThat(grant.stands()).isTrue();
        revoke(target.apply(grant));
        assertThat(grant.stands()).isFalse();
        assertThat(grant.refreshed().stands()).isTrue();
    }

    static Stream<Arguments> revocations_of_others() {
        return Stream.of(
                arguments("another grant", target(grant -> Map.of("client_id", grant.client().id(), "grant_id", Identifiers.newGrantId().value()))),
                arguments("another client", target(grant -> Map.of("client_id", newClient().id()))),
                arguments("another tenant", target(grant -> Map.of("tenant", AdminApi.newTenant()))),
                arguments("this grant of another client", target(grant -> Map.of("client_id", newClient().id(), "grant_id", grant.id().value()))),
                arguments("this grant of another secret", target(grant -> Map.of("credential_id", newClient().credential(), "grant_id", grant.id().value()))),
                arguments("one token of the grant", target(grant -> Map.of("grant_id", grant.id().value(), "jti", "token-1"))),
                arguments("one token named like the grant", target(grant -> Map.of("jti", grant.id().value()))),
                arguments("what is older than its tokens", target(grant -> Map.of("client_id", grant.client().id(), "issued_before", grant.issuedAt().toString()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("revocations_of_others")
    void not_ended_by(String what, Function<Grant, Map<String, Object>> target) {
        Grant grant = Grant.ofNewClient();
        revoke(target.apply(grant));
        assertThat(grant.stands()).isTrue();
    }

    @Test
    void ended_by_what_token_service_delivers() {
        Grant grant = Grant.ofNewClient();
        asTokenService().body(Map.of("id", UUID.randomUUID().toString(), "target", Map.of("grant_id", grant.id().value()))).post("/internal/revocations")
                .then().statusCode(202);
        assertThat(grant.stands()).isFalse();
    }

    @Test
    @DisplayName("enabling a client again revives nothing")
    void a_disabled_client_ends_its_grants_for_good() {
        Grant grant = Grant.ofNewClient();
        asAdministrator().body(Map.of("disabled", true)).patch(grant.client().path()).then().statusCode(200);
        assertThat(grant.refreshed().stands()).isFalse();
        asAdministrator().body(Map.of("disabled", false)).patch(grant.client().path()).then().statusCode(200);
        assertThat(grant.stands()).isFalse();
        assertThat(Grant.of(grant.client()).stands()).isTrue();
    }

    @Test
    @DisplayName("RFC 6749 §6: a scope taken from the client is not refreshed; giving it back revives nothing")
    void a_lost_scope_ends_the_grants() {
        String kept = AdminApi.newScope();
        String lost = AdminApi.newScope();
        Grant grant = Grant.of(AdminApi.newClient(AdminApi.newTenant(), kept, lost));
        asAdministrator().body(Map.of("scopes", List.of(kept))).patch(grant.client().path()).then().statusCode(200);
        asAdministrator().body(Map.of("scopes", List.of(kept, lost))).patch(grant.client().path()).then().statusCode(200);
        assertThat(grant.stands()).isFalse();
    }

    @Test
    void an_implication_taken_from_a_scope_ends_the_grants_of_its_holders() {
        String implied = AdminApi.newScope();
        String scope = AdminApi.newScope(implied);
        Grant grant = Grant.of(AdminApi.newClient(AdminApi.newTenant(), scope));
        asAdministrator().body(Map.of("name", scope, "description", "d", "criticality", "low", "implies", List.of())).post("/admin/v1/scopes").then().statusCode(200);
        assertThat(grant.stands()).isFalse();
    }

    @Test
    void an_environment_that_comes_back_revives_nothing() {
        Grant grant = Grant.ofNewClient();
        asAdministrator().delete("/admin/v1/tenants/" + grant.client().tenant() + "/environments/prod").then().statusCode(204);
        assertThat(grant.refreshed().stands()).isFalse();
        AdminApi.putEnvironment(grant.client().tenant(), "prod").then().statusCode(201);
        assertThat(grant.stands()).isFalse();
    }

    @Test
    void nothing_stands_of_a_deleted_client_or_tenant() {
        Grant ofClient = Grant.ofNewClient();
        asAdministrator().delete(ofClient.client().path()).then().statusCode(204);
        assertThat(ofClient.refreshed().stands()).isFalse();
        Grant ofTenant = Grant.ofNewClient();
        asAdministrator().delete("/admin/v1/tenants/" + ofTenant.client().tenant()).then().statusCode(204);
        assertThat(ofTenant.refreshed().stands()).isFalse();
    }

    @Test
    void a_revoked_secret_ends_its_grants_and_no_others() {
        Grant grant = Grant.ofNewClient();
        NewClient first = grant.client();
        String fresh = asAdministrator().body(Map.of("previous_valid_for", "P7D")).post(first.path() + "/secrets").then().statusCode(201).extract().path("credential_id");
        Grant ofFresh = Grant.of(new NewClient(first.tenant(), first.id(), fresh, null));
        assertThat(grant.stands()).isTrue();
        asAdministrator().delete(first.path() + "/secrets/" + first.credential()).then().statusCode(204);
        assertThat(grant.stands()).isFalse();
        assertThat(grant.refreshed().stands()).isFalse();
        assertThat(ofFresh.stands()).isTrue();
    }

    @Test
    void an_expired_secret_is_told_and_left_to_the_asker() {
        Grant grant = Grant.ofNewClient();
        pool.query("update credential set expires_at = now() - interval '1 hour' where id = '" + grant.client().credential() + "'").executeAndAwait();
        assertThat(grant.ask().client().orElseThrow().secretExpiresAt()).hasValueSatisfying(end -> assertThat(end).isBefore(Instant.now()));
    }

    @Test
    void ids_that_do_not_belong_together_are_no_grant() {
        NewClient mine = newClient();
        NewClient other = newClient();
        assertThat(Grant.of(new NewClient(other.tenant(), mine.id(), mine.credential(), null)).stands()).isFalse();
        assertThat(Grant.of(new NewClient(mine.tenant(), other.id(), mine.credential(), null)).stands()).isFalse();
        assertThat(Grant.of(new NewClient(mine.tenant(), mine.id(), other.credential(), null)).stands()).isFalse();
        assertThat(Grant.of(new NewClient(mine.tenant(), mine.id(), Identifiers.newCredentialId().value(), null)).stands()).isFalse();
    }

    @Test
    @DisplayName("a refresh token lives as its client says, else its tenant, else the installation")
    void tells_how_refresh_tokens_live() {
        String tenant = AdminApi.newTenant();
        String scope = AdminApi.newScope();
        Map<String, Object> form = new HashMap<>(Map.of("name", "n", "environment", "prod", "scopes", List.of(scope),
                "grant_types", List.of("client_credentials", "refresh_token")));
        assertThat(ruleOf(AdminApi.newClient(tenant, form))).isEqualTo(new RefreshRule(Duration.ofDays(30), true, false));
        asAdministrator().body(Map.of("refresh_token_lifetime", "P60D")).patch("/admin/v1/tenants/" + tenant).then().statusCode(200);
        assertThat(ruleOf(AdminApi.newClient(tenant, form))).isEqualTo(new RefreshRule(Duration.ofDays(60), true, false));
        form.putAll(Map.of("refresh_token_lifetime", "P180D", "refresh_token_rotation", false, "revoke_access_on_refresh", true));
        assertThat(ruleOf(AdminApi.newClient(tenant, form))).isEqualTo(new RefreshRule(Duration.ofDays(180), false, true));
    }

    private static RefreshRule ruleOf(NewClient client) {
        return Grant.of(client).ask().client().orElseThrow().refresh();
    }
}
