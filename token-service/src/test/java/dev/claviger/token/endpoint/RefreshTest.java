package dev.claviger.token.endpoint;

import dev.claviger.contract.AccessEvent.ClientChanged;
import dev.claviger.contract.AccessEvent.Revoked;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.follow.AccessFeed;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@DisplayName("Refreshing at the token endpoint (RFC 6749 §6)")
class RefreshTest extends TokenServiceTest {

    private static final String TOKEN = "/oauth2/token";
    private static final String ALONE = "/api/v1/auth/token";
    private static final Instant KEEP = Instant.parse("2100-01-01T00:00:00Z");

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Inject
    AccessFeed feed;

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/token", "/v1/oauth2/token", "/connect/token"})
    @DisplayName("a new pair on every path, by Basic and by form; the tokens name their grant")
    void a_new_pair(String path) {
        TestClient client = refreshing("a", "b");
        JsonPath first = basic(client).post(path).then().statusCode(200).body("refresh_token", notNullValue()).extract().jsonPath();
        JsonPath second = refresh(client, first.getString("refresh_token")).post(path).then().statusCode(200)
                .header("Cache-Control", "no-store").body("token_type", equalTo("Bearer")).body("scope", equalTo("a b")).extract().jsonPath();
        JsonPath third = form().formParam("grant_type", "refresh_token").formParam("refresh_token", second.getString("refresh_token"))
                .formParam("client_id", client.id()).formParam("client_secret", client.secret().reveal()).post(path).then().statusCode(200).extract().jsonPath();
        assertThat(List.of(grantOf(first), grantOf(second), grantOf(third))).containsOnly(grantOf(first));
        assertThat(List.of(first.getString("refresh_token"), second.getString("refresh_token"), third.getString("refresh_token"))).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("50 uses at once: the same pair fifty times")
    void fifty_at_once() {
        TestClient client = refreshing("a");
        String token = begun(client);
        HttpRequest use = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + TOKEN))
                .header("Authorization", client.basic()).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + token)).build();
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<String>> uses = IntStream.range(0, 50)
                .mapToObj(i -> http.sendAsync(use, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> pair(answer.body()))).toList();
        assertThat(uses.stream().map(CompletableFuture::join).collect(Collectors.toSet())).hasSize(1).noneMatch(pair -> pair.contains("null"));
    }

    @Test
    @DisplayName("reuse: both tokens are dead, and the revocation of the grant is delivered")
    void reuse_ends_the_grant() {
        TestClient client = refreshing("a");
        JsonPath first = basic(client).post(TOKEN).jsonPath();
        JsonPath second = refresh(client, first.getString("refresh_token")).post(TOKEN).jsonPath();
        JsonPath third = refresh(client, second.getString("refresh_token")).post(TOKEN).jsonPath();
        for (JsonPath tokens : List.of(first, second, third)) {
            refresh(client, tokens.getString("refresh_token")).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        }
        String grant = grantOf(first);
        await(() -> revocationsOf(grant) == 1);
    }

    @Test
    @DisplayName("what credential-service does not take at once is delivered when it does, once")
    void a_revocation_waits_for_its_delivery() {
        TestClient client = refreshing("a");
        credentialService.revocationStatus = 503;
        JsonPath first = basic(client).post(TOKEN).jsonPath();
        JsonPath second = refresh(client, first.getString("refresh_token")).post(TOKEN).jsonPath();
        refresh(client, second.getString("refresh_token")).post(TOKEN).then().statusCode(200);
        refresh(client, first.getString("refresh_token")).post(TOKEN).then().statusCode(400);
        credentialService.revocationStatus = 200;
        String grant = grantOf(first);
        await(() -> revocationsOf(grant) == 1);
    }

    @Test
    @DisplayName("another client's refresh token: invalid_grant, and its owner notices nothing")
    void another_clients_token() {
        TestClient owner = refreshing("a");
        String token = begun(owner);
        refresh(refreshing("a"), token).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        refresh(owner, token).post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("§6: a confidential client authenticates; a grant that began so never goes on without")
    void the_client_must_authenticate() {
        TestClient client = refreshing("a");
        String token = begun(client);
        json("{\"refresh_token\":\"" + token + "\"}").post(ALONE).then().statusCode(401).body("detail", equalTo("Invalid credentials"));
        form().formParam("grant_type", "refresh_token").formParam("refresh_token", token).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_client"));
        form().header("Authorization", TestClient.basic(client.id(), "wrong")).formParam("grant_type", "refresh_token").formParam("refresh_token", token)
                .post(TOKEN).then().statusCode(401).body("error", equalTo("invalid_client"));
        json("{\"refresh_token\":\"" + token + "\",\"client_id\":\"" + client.id() + "\",\"client_secret\":\"" + client.secret().reveal() + "\"}")
                .post(ALONE).then().statusCode(200);
    }

    @Test
    @DisplayName("not registered for refresh_token: no refresh token, no grant; and unauthorized_client for who asks")
    void registered_or_not() {
        TestClient client = client("a");
        JsonPath answer = basic(client).post(TOKEN).then().statusCode(200).body("refresh_token", nullValue()).extract().jsonPath();
        assertThat(claims(answer.getString("access_token"))).doesNotContainKey("grant_id");
        TestClient former = refreshing("a");
        String token = begun(former);
        credentialService.register(former.withGrantTypes("client_credentials"));
        credentialService.record(new ClientChanged(former.record().tenant(), former.record().client()));
        await(() -> refresh(former, token).post(TOKEN).jsonPath().getString("error").equals("unauthorized_client"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"a | 200 | a", "b a a | 200 | b a", "`` | 200 | a b employees.readwrite",
            "`  ` | 200 | a b employees.readwrite", "employees.readonly | 200 | employees.readonly", "a c | 400 | invalid_scope",
            "openid | 400 | invalid_scope", "offline_access | 400 | invalid_scope", "a\tb | 400 | invalid_scope"})
    @DisplayName("scope: narrower, or what a granted one implies, in the order asked; never wider")
    void scope(String asked, int status, String result) {
        TestClient client = refreshing("a", "b", "employees.readwrite");
        Response answer = refresh(client, begun(client)).formParam("scope", asked).post(TOKEN);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString(status == 200 ? "scope" : "error")).isEqualTo(result);
    }

    @Test
    @DisplayName("narrowing concerns the access token; the refresh token keeps what was granted")
    void narrowing_is_for_one_token() {
        TestClient client = refreshing("a", "b");
        String next = refresh(client, begun(client)).formParam("scope", "a").post(TOKEN).jsonPath().getString("refresh_token");
        refresh(client, next).post(TOKEN).then().body("scope", equalTo("a b"));
    }

    @Test
    @DisplayName("a grant that began with less than is registered does not grow; nor does it keep what the client lost")
    void grants_do_not_grow() {
        TestClient client = refreshing("a", "b");
        String token = basic(client).formParam("scope", "a").post(TOKEN).jsonPath().getString("refresh_token");
        refresh(client, token).formParam("scope", "b").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_scope"));
        credentialService.register(client.withScopes("b"));
        refresh(client, token).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_scope"));
        credentialService.register(client);
        refresh(client, token).post(TOKEN).then().statusCode(200).body("scope", equalTo("a"));
    }

    @Test
    @DisplayName("1,000 scopes are granted, kept and narrowed")
    void a_thousand_scopes() {
        String[] scopes = IntStream.range(1_000, 2_000).mapToObj(i -> "resource." + i + ".read").toArray(String[]::new);
        TestClient client = refreshing(scopes);
        String token = begun(client);
        Response all = refresh(client, token).formParam("scope", String.join(" ", scopes)).post(TOKEN);
        assertThat(all.jsonPath().getString("scope")).isEqualTo(String.join(" ", scopes));
        refresh(client, all.jsonPath().getString("refresh_token")).formParam("scope", scopes[7]).post(TOKEN).then().body("scope", equalTo(scopes[7]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "offline_access", "a openid"})
    @DisplayName("openid and offline_access need a person: invalid_scope for client_credentials, registered or not")
    void scopes_of_persons(String asked) {
        basic(refreshing("a", "openid", "offline_access")).formParam("scope", asked).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_scope"));
    }

    @Test
    @DisplayName("no refresh_token: invalid_request; one in the query string: likewise")
    void malformed_requests() {
        TestClient client = refreshing("a");
        form().header("Authorization", client.basic()).formParam("grant_type", "refresh_token").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
        form().header("Authorization", client.basic()).formParam("grant_type", "refresh_token").queryParam("refresh_token", begun(client))
                .post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
        refresh(client, "eyJ").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        refresh(client, begun(client)).formParam("resource", "https://elsewhere.example").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_target"));
    }

    @Test
    @DisplayName("credential-service down: 503, and the refresh token is not spent")
    void a_refresh_that_nobody_can_judge_spends_nothing() {
        TestClient client = refreshing("a");
        String token = begun(client);
        String alone = alone(client);
        credentialService.down = true;
        refresh(client, token).post(TOKEN).then().statusCode(503).header("Retry-After", "2").body("error", equalTo("temporarily_unavailable"));
        json("{\"refresh_token\":\"" + alone + "\"}").post(ALONE).then().statusCode(503).body("detail", notNullValue());
        credentialService.down = false;
        refresh(client, refresh(client, token).post(TOKEN).jsonPath().getString("refresh_token")).post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("database down: a refresh is 503 for the moment; access tokens and readiness do not notice")
    void without_the_database() throws SQLException {
        TestClient client = refreshing("a");
        String token = begun(client);
        try (Connection admin = DriverManager.getConnection(elsewhereInPostgres(), "postgres", "postgres")) {
            admin.createStatement().execute("alter database postgres allow_connections false");
            admin.createStatement().execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
            try {
                refresh(client, token).post(TOKEN).then().statusCode(503).header("Retry-After", "2").body("error", equalTo("temporarily_unavailable"));
                basic(client("a")).post(TOKEN).then().statusCode(200);
                basic(client).post(TOKEN).then().statusCode(200).body("refresh_token", nullValue());
                request().get("http://localhost:" + management.getPort() + "/q/health/ready").then().statusCode(200);
            } finally {
                admin.createStatement().execute("alter database postgres allow_connections true");
            }
        }
        await(() -> refresh(client, token).post(TOKEN).statusCode() == 200);
    }

    @Test
    @DisplayName("an event that crosses the answer: asked again, and what was revoked meanwhile stays so")
    void an_answer_that_an_event_crossed() {
        TestClient client = refreshing("a");
        String token = alone(client);
        int before = credentialService.grantVerifications.get();
        credentialService.meanwhile = () -> {
            long at = credentialService.record(new Revoked(RevocationTarget.credential(client.record().tenant(), client.record().client(), client.record().credential()), KEEP));
            awaitApplied(at);
        };
        json("{\"refresh_token\":\"" + token + "\"}").post(ALONE).then().statusCode(401);
        assertThat(credentialService.grantVerifications.get() - before).isEqualTo(2);
    }

    @Test
    @DisplayName("a revocation of the grant that only the feed knew when the answer came is enough")
    void a_grant_revoked_through_the_feed() {
        TestClient client = refreshing("a");
        JsonPath first = json(body(client)).post(ALONE).jsonPath();
        GrantId grant = new GrantId(grantOf(first));
        credentialService.meanwhile = () -> awaitApplied(credentialService.record(new Revoked(new RevocationTarget(Optional.of(client.record().tenant()),
                Optional.empty(), Optional.empty(), Optional.of(grant), Optional.empty(), Optional.empty()), KEEP)));
        json("{\"refresh_token\":\"" + first.getString("refresh_token") + "\"}").post(ALONE).then().statusCode(401);
    }

    @Test
    @DisplayName("an expired secret: with another one of the same client the grant goes on, and moves to that one")
    void the_grant_moves_to_the_secret_that_was_shown() {
        TestClient client = refreshing("a");
        String token = begun(client);
        TestClient successor = credentialService.register(client.withAnotherSecret());
        credentialService.register(client.withSecretUntil(Instant.now().minusSeconds(1)));
        JsonPath next = refresh(successor, token).post(TOKEN).then().statusCode(200).extract().jsonPath();
        assertThat(claims(next.getString("access_token"))).containsEntry("credential_id", successor.record().credential().value());
        credentialService.remove(client);
        refresh(successor, next.getString("refresh_token")).post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("a revoked secret takes its grants along, whoever authenticates")
    void a_revoked_secret_ends_its_grants() {
        TestClient client = refreshing("a");
        String token = begun(client);
        TestClient successor = credentialService.register(client.withAnotherSecret());
        credentialService.record(new Revoked(RevocationTarget.credential(client.record().tenant(), client.record().client(), client.record().credential()), KEEP));
        refresh(successor, token).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    @DisplayName("without rotation the same refresh token goes on")
    void without_rotation() {
        TestClient client = credentialService.register(TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(1), false, false));
        String token = begun(client);
        for (int use = 0; use < 3; use++) {
            refresh(client, token).post(TOKEN).then().statusCode(200).body("refresh_token", equalTo(token));
        }
    }

    @Test
    @DisplayName("a token's pos is one at which everything was known, so that any later revocation covers it")
    void the_position_of_a_refreshed_token() {
        TestClient client = refreshing("a");
        String token = begun(client);
        awaitApplied(credentialService.record(new Revoked(RevocationTarget.client(client.record().tenant(), new ClientId("0000000000000000")), KEEP)));
        Map<String, Object> claims = claims(refresh(client, token).post(TOKEN).jsonPath().getString("access_token"));
        assertThat((Long) claims.get("pos")).isEqualTo(credentialService.position());
    }

    private static String elsewhereInPostgres() {
        return "jdbc:" + ConfigProvider.getConfig().getValue("claviger.database.url", String.class).replaceFirst("/postgres$", "/template1");
    }

    private long revocationsOf(String grant) {
        return credentialService.revocations.values().stream().filter(sent -> grant.equals(sent.getJsonObject("target").getString("grant_id"))).count();
    }

    private void awaitApplied(long position) {
        await(() -> feed.position() >= position);
    }

    private static RequestSpecification refresh(TestClient client, String token) {
        return form().header("Authorization", client.basic()).formParam("grant_type", "refresh_token").formParam("refresh_token", token);
    }

    private static String begun(TestClient client) {
        return basic(client).post(TOKEN).then().statusCode(200).extract().path("refresh_token");
    }

    private static String alone(TestClient client) {
        return json(body(client)).post(ALONE).then().statusCode(200).extract().path("refresh_token");
    }

    private static String body(TestClient client) {
        return "{\"client_id\":\"" + client.id() + "\",\"client_secret\":\"" + client.secret().reveal() + "\"}";
    }

    private static String grantOf(JsonPath tokens) {
        return (String) claims(tokens.getString("access_token")).get("grant_id");
    }

    private static String pair(String answer) {
        JsonObject tokens = new JsonObject(answer);
        return tokens.getString("access_token") + " " + tokens.getString("refresh_token");
    }
}
