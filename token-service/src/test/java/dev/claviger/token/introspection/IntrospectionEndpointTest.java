package dev.claviger.token.introspection;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.RefreshToken;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@DisplayName("Token introspection (RFC 7662)")
class IntrospectionEndpointTest extends TokenServiceTest {

    private static final String INTROSPECT = "/oauth2/introspect";
    private static final String LUCID = "/oauth2/token/introspect";
    private static final String INACTIVE = "{\"active\":false}";

    @Inject
    MeterRegistry meters;

    @Test
    @DisplayName("§2.2: what a resource server needs, of a token meant for it")
    void says_what_a_live_token_is_good_for() {
        TestClient client = client("b", "a");
        String token = token(client);
        Map<String, Object> claims = claims(token);
        TestClient resourceServer = client("x");

        Response answer = ask(resourceServer, token).post(INTROSPECT);

        answer.then().statusCode(200).contentType("application/json").header("Cache-Control", "no-store");
        assertThat(answer.jsonPath().getMap("")).isEqualTo(Map.ofEntries(Map.entry("active", true), Map.entry("scope", "a b"),
                Map.entry("client_id", client.id()), Map.entry("token_type", "Bearer"), Map.entry("sub", client.id()),
                Map.entry("exp", ((Long) claims.get("exp")).intValue()), Map.entry("iat", ((Long) claims.get("iat")).intValue()),
                Map.entry("aud", "urn:claviger:acme:production"), Map.entry("iss", "http://localhost:8081"),
                Map.entry("jti", claims.get("jti")), Map.entry("tenant", "acme"), Map.entry("env", "production")));
    }

    @Test
    @DisplayName("clients of Lucid read expires_in, expires in milliseconds and bearer in lower case")
    void the_lucid_alias_brings_lucids_members() {
        TestClient client = client("a");
        String token = token(client);

        JsonPath answer = withSecret(client).formParam("token", token).post(LUCID).then().statusCode(200).body("active", equalTo(true))
                .body("token_type", equalTo("bearer")).body("client_id", equalTo(client.id())).body("scope", equalTo("a")).extract().jsonPath();
        assertThat(answer.getLong("expires")).isEqualTo((Long) claims(token).get("exp") * 1000);
        assertThat(answer.getInt("expires_in")).isBetween(1700, 1800);
    }

    @ParameterizedTest
    @ValueSource(strings = {INTROSPECT, LUCID})
    void takes_json_as_well(String path) {
        TestClient client = client("a");
        json("{\"client_id\":\"" + client.id() + "\",\"client_secret\":\"" + client.secret().reveal() + "\",\"token\":\"" + token(client) + "\"}")
                .post(path).then().statusCode(200).body("active", equalTo(true));
    }

    @Test
    @DisplayName("§2.1: token_type_hint is a hint")
    void a_wrong_hint_changes_nothing() {
        TestClient client = client("a");
        ask(client, token(client)).formParam("token_type_hint", "refresh_token").post(INTROSPECT).then().body("active", equalTo(true));
    }

    @Test
    @DisplayName("§2.2, §4: unknown, malformed, truncated, and another tenant's or audience's tokens: the same, and not a word more")
    void nothing_is_said_of_what_is_none_of_the_callers_business() {
        TestClient caller = client("a");
        String own = token(caller);
        String otherEnvironment = token(credentialService.register(TestClient.of("acme", "sandbox", "a")));
        String otherTenant = token(credentialService.register(TestClient.of("globex", "production", "a")));

        assertThat(Stream.of("x", "..", "clv_production_x", own.substring(0, own.length() - 1), own + "A", own.substring(0, 20), otherEnvironment, otherTenant)
                .map(token -> ask(caller, token).post(INTROSPECT).then().statusCode(200).extract().asString()).distinct()).containsExactly(INACTIVE);
    }

    @Test
    @DisplayName("§2.2: a refresh token to its own client only, and with nothing by which it could pass for an access token")
    void says_what_a_refresh_token_is_good_for() {
        TestClient client = refreshing();
        String refreshToken = pair(client).getString("refresh_token");

        Map<String, Object> answer = ask(client, refreshToken).post(INTROSPECT).then().statusCode(200).extract().jsonPath().getMap("");
        assertThat(answer).containsOnlyKeys("active", "scope", "client_id", "exp", "sub", "iss", "tenant", "env")
                .containsEntry("active", true).containsEntry("client_id", client.id()).containsEntry("scope", "a");
        ask(client, refreshToken).post(LUCID).then().body("active", equalTo(true)).body("token_type", equalTo("bearer"))
                .body("expires_in", greaterThan(86_000));
        assertThat(ask(client("a"), refreshToken).post(INTROSPECT).asString()).as("the audience of its access tokens is not its own").isEqualTo(INACTIVE);
        assertThat(ask(client, RefreshToken.generate().reveal()).post(INTROSPECT).asString()).as("unknown").isEqualTo(INACTIVE);
    }

    @Test
    @DisplayName("a spent refresh token is not active, its successor is")
    void a_spent_refresh_token_is_over() {
        TestClient client = refreshing();
        String spent = pair(client).getString("refresh_token");
        String next = form().header("Authorization", client.basic()).formParam("grant_type", "refresh_token").formParam("refresh_token", spent)
                .post("/oauth2/token").then().statusCode(200).extract().path("refresh_token");

        assertThat(ask(client, spent).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
        ask(client, next).post(INTROSPECT).then().body("active", equalTo(true));
    }

    @Test
    @DisplayName("a client that may refresh no more has no active refresh token, and has it again when it may again")
    void a_refresh_token_of_no_use_is_not_active() {
        TestClient client = refreshing();
        String refreshToken = pair(client).getString("refresh_token");

        credentialService.register(client.withGrantTypes("client_credentials"));
        assertThat(ask(client, refreshToken).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
        credentialService.register(client);
        ask(client, refreshToken).post(INTROSPECT).then().body("active", equalTo(true));
    }

    @Test
    @DisplayName("what refreshes by itself lives as long as its secret; what needs client authentication outlives it")
    void a_refresh_token_of_an_expired_secret() {
        TestClient client = refreshing();
        TestClient newSecret = credentialService.register(client.withAnotherSecret());
        String alone = json("{\"client_id\":\"" + client.id() + "\",\"client_secret\":\"" + client.secret().reveal() + "\"}")
                .post("/api/v1/auth/token").then().statusCode(200).extract().path("refresh_token");
        String withClient = pair(client).getString("refresh_token");

        credentialService.register(client.withSecretUntil(Instant.now().minusSeconds(1)));
        assertThat(ask(newSecret, alone).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
        ask(newSecret, withClient).post(INTROSPECT).then().body("active", equalTo(true));
    }

    @Test
    @DisplayName("a grant revoked by an administrator is not active at once, nor are its access tokens")
    void the_end_of_a_grant_ends_both_tokens() {
        TestClient client = refreshing();
        JsonPath pair = pair(client);
        Map<String, Object> claims = claims(pair.getString("access_token"));
        credentialService.record(new AccessEvent.Revoked(new RevocationTarget(Optional.of(tenant(claims)), Optional.empty(), Optional.empty(),
                Optional.of(new GrantId((String) claims.get("grant_id"))), Optional.empty(), Optional.empty()), Instant.now().plusSeconds(3600)));

        assertThat(ask(client, pair.getString("refresh_token")).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
        await(() -> ask(client, pair.getString("access_token")).post(INTROSPECT).asString().equals(INACTIVE));
    }

    @Test
    @DisplayName("what was ended here is not active from then on, though no gateway has heard of it yet")
    void an_end_decided_here_counts_before_the_feed_has_it() {
        TestClient client = refreshing();
        String alone = token(client("a"));
        TestClient plain = client("a");
        String ended = token(plain);
        JsonPath pair = pair(client);
        credentialService.revocationStatus = 500;

        ask(client, pair.getString("refresh_token")).post("/oauth2/revoke").then().statusCode(503);
        ask(plain, ended).post("/oauth2/revoke").then().statusCode(503);

        assertThat(ask(client, pair.getString("access_token")).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
        assertThat(ask(plain, ended).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
        ask(client, alone).post(INTROSPECT).then().body("active", equalTo(true));
    }

    @Test
    @DisplayName("two tenants with the same audience learn nothing of each other's tokens")
    void an_audience_counts_within_the_tenant_only() {
        TestClient caller = credentialService.register(TestClient.of("acme", "production", "a").withAudience("https://api.example"));
        String foreign = token(credentialService.register(TestClient.of("globex", "production", "a").withAudience("https://api.example")));

        assertThat(ask(caller, foreign).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
    }

    @Test
    @DisplayName("how long a revocation took from its commit to its effect here is measured")
    void the_way_of_a_revocation_is_measured() {
        TestClient client = client("a");
        long before = meters.get("claviger.revocation.apply").timer().count();
        credentialService.record(new AccessEvent.Revoked(RevocationTarget.client(client.record().tenant(), client.record().client()), Instant.now()));

        await(() -> meters.get("claviger.revocation.apply").timer().count() == before + 1);
    }

    static Stream<Function<Map<String, Object>, RevocationTarget>> targets() {
        return Stream.of(
                claims -> target(claims, Optional.of((String) claims.get("jti")), Optional.empty()),
                claims -> RevocationTarget.credential(tenant(claims), client(claims), new CredentialId((String) claims.get("credential_id"))),
                claims -> RevocationTarget.client(tenant(claims), client(claims)),
                claims -> target(claims, Optional.empty(), Optional.of(Instant.now().plusSeconds(5))),
                claims -> RevocationTarget.tenant(tenant(claims)));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @DisplayName("revoked by jti, secret, client, tenant, or all before an instant: no longer active")
    void a_revocation_ends_it(Function<Map<String, Object>, RevocationTarget> target) {
        TestClient client = credentialService.register(TestClient.of("revoked-tenant", "production", "a"));
        String token = token(client);
        ask(client, token).post(INTROSPECT).then().body("active", equalTo(true));

        credentialService.record(new AccessEvent.Revoked(target.apply(claims(token)), Instant.now().plusSeconds(3600)));

        await(() -> ask(client, token).post(INTROSPECT).asString().equals(INACTIVE));
        ask(client, token(client)).post(INTROSPECT).then().body("active", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {INTROSPECT, LUCID})
    @DisplayName("RFC 7662 §2.3: who does not prove which client it is learns nothing: 401 whatever way it tried, by Basic with a challenge")
    void demands_client_authentication(String path) {
        TestClient client = client("a");
        String token = token(client);
        form().header("Authorization", TestClient.basic(client.id(), "wrong")).formParam("token", token).post(path).then().statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic ")).body("error", equalTo("invalid_client")).header("Cache-Control", "no-store");
        form().formParam("client_id", client.id()).formParam("client_secret", "wrong").formParam("token", token).post(path).then()
                .statusCode(401).header("WWW-Authenticate", nullValue()).body("error", equalTo("invalid_client"));
        form().formParam("token", token).post(path).then().statusCode(401).body("error", equalTo("invalid_client"));
        json("{\"token\":\"" + token + "\"}").post(path).then().statusCode(401).body("error", equalTo("invalid_client"));
        form().header("Authorization", "Bearer " + token).formParam("token", token).post(path).then().statusCode(401);
    }

    @Test
    @DisplayName("RFC 6749 §2.3: more than one authentication method is refused here as well")
    void refuses_two_client_authentication_methods() {
        TestClient client = client("a");
        ask(client, token(client)).formParam("client_secret", client.secret().reveal()).post(INTROSPECT).then()
                .statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("a request is a POST of a form or JSON with the token once, in the body")
    void refuses_what_is_no_question() {
        TestClient client = client("a");
        String token = token(client);
        request().header("Authorization", client.basic()).get(INTROSPECT).then().statusCode(405).header("Allow", "POST");
        request().header("Authorization", client.basic()).contentType("text/plain").body("token=" + token).post(INTROSPECT).then()
                .statusCode(400).body("error", equalTo("invalid_request"));
        form().header("Authorization", client.basic()).post(INTROSPECT).then().statusCode(400).body("error", equalTo("invalid_request"));
        form().header("Authorization", client.basic()).formParam("token", token, token).post(INTROSPECT).then().statusCode(400);
        form().header("Authorization", client.basic()).queryParam("token", token).post(INTROSPECT).then()
                .statusCode(400).body("error", equalTo("invalid_request"));
        form().formParam("token", token).queryParam("client_id", client.id()).queryParam("client_secret", client.secret().reveal())
                .post(INTROSPECT).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("while the feed is stale a revocation may be missing: 503, and Retry-After")
    void answers_nothing_while_the_feed_is_stale() {
        TestClient client = client("a");
        String token = token(client);
        credentialService.heartbeats = false;

        await(() -> ask(client, token).post(INTROSPECT).statusCode() == 503);
        ask(client, token).post(INTROSPECT).then().header("Retry-After", "2").body("error", equalTo("temporarily_unavailable"));
    }

    @Test
    @DisplayName("a secret that only asks about tokens is in use")
    void a_question_counts_as_use_of_the_secret() {
        TestClient client = client("a");
        ask(client, "x").post(INTROSPECT).then().statusCode(200);

        await(() -> credentialService.usageReports.stream().anyMatch(report -> report.encode().contains(client.record().credential().value())));
    }

    private static TenantId tenant(Map<String, Object> claims) {
        return new TenantId((String) claims.get("tenant"));
    }

    private static ClientId client(Map<String, Object> claims) {
        return new ClientId((String) claims.get("client_id"));
    }

    private static RevocationTarget target(Map<String, Object> claims, Optional<String> tokenId, Optional<Instant> issuedBefore) {
        return new RevocationTarget(Optional.of(tenant(claims)), Optional.empty(), Optional.empty(), Optional.empty(), tokenId, issuedBefore);
    }

    private TestClient refreshing() {
        return credentialService.register(TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(1), true, false));
    }

    private static JsonPath pair(TestClient client) {
        return basic(client).post("/oauth2/token").then().statusCode(200).extract().jsonPath();
    }

    private static String token(TestClient client) {
        return basic(client).post("/oauth2/token").then().statusCode(200).extract().path("access_token");
    }

    private static RequestSpecification ask(TestClient caller, String token) {
        return form().header("Authorization", caller.basic()).formParam("token", token);
    }

    private static RequestSpecification withSecret(TestClient client) {
        return form().formParam("client_id", client.id()).formParam("client_secret", client.secret().reveal());
    }
}
