package dev.claviger.token.endpoint;

import dev.claviger.contract.AccessEvent.Revoked;
import dev.claviger.contract.AuthorizationCode;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.authorize.AuthorizationPath;
import dev.claviger.token.authorize.TestRequests;
import dev.claviger.token.code.Codes;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.grant.TestDelegations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@DisplayName("Codes at the token endpoint (RFC 6749 §4.1.3, §4.1.4)")
class CodeExchangeTest extends TokenServiceTest {

    private static final String TOKEN = "/oauth2/token";
    private static final String REDIRECT = TestApplications.REDIRECT;
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String NAMED = "response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback";
    private static final Instant KEEP = Instant.parse("2100-01-01T00:00:00Z");
    private static final AtomicLong PEOPLE = new AtomicLong(1_000_000);

    private final long person = PEOPLE.incrementAndGet();

    @Inject
    Codes codes;

    @Inject
    AccessFeed feed;

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/v1/oauth2/token"})
    @DisplayName("Lucid's clients: JSON there and back, with user_id, and the refresh answers alike")
    void as_lucids_clients_do(String path) {
        TestClient client = clientOfPeople("lucidchart.document.app", "offline_access");
        JsonObject request = new JsonObject().put("grant_type", "authorization_code").put("code", code(client, "lucidchart.document.app", "offline_access"))
                .put("client_id", client.id()).put("client_secret", client.secret().reveal()).put("redirect_uri", REDIRECT);
        JsonPath first = json(request.encode()).post(path).then().statusCode(200).header("Cache-Control", "no-store").body("token_type", equalTo("bearer"))
                .body("user_id", equalTo((int) person)).body("", not(hasKey("account_id"))).body("client_id", equalTo(client.id()))
                .body("expires_in", equalTo(1800)).body("expires", notNullValue()).body("scopes", equalTo(List.of("lucidchart.document.app", "offline_access")))
                .body("scope", equalTo("lucidchart.document.app offline_access")).body("refresh_token", notNullValue()).extract().jsonPath();
        JsonObject refresh = new JsonObject().put("grant_type", "refresh_token").put("refresh_token", first.getString("refresh_token"))
                .put("client_id", client.id()).put("client_secret", client.secret().reveal());
        for (String useOrRepeat : List.of("use", "repeat")) {
            json(refresh.encode()).post(path).then().statusCode(200).body("user_id", equalTo((int) person)).body("scopes", equalTo(List.of("lucidchart.document.app", "offline_access")));
        }
    }

    @Test
    @DisplayName("by Basic and by form, on every path; the token stands for the person and says how that one signed in (RFC 9068 §2.2)")
    void the_token_stands_for_the_person() {
        for (String path : List.of("/oauth2/token", "/v1/oauth2/token", "/token", "/connect/token")) {
            TestClient client = clientOfPeople("a");
            JsonPath answer = exchange(client, code(client, "a")).post(path).then().statusCode(200).body("token_type", equalTo("Bearer"))
                    .body("", not(hasKey("user_id"))).body("refresh_token", nullValue()).extract().jsonPath();
            Map<String, Object> claims = claims(answer.getString("access_token"));
            assertThat(claims).containsEntry("sub", Long.toString(person)).containsEntry("client_id", client.id()).containsEntry("scope", "a")
                    .containsEntry("auth_time", TestDelegations.SIGNED_IN.getEpochSecond()).containsEntry("acr", "urn:claviger:multi-factor").containsKey("grant_id");
        }
        TestClient client = clientOfPeople("a");
        form().formParam("grant_type", "authorization_code").formParam("code", code(client, "a")).formParam("redirect_uri", REDIRECT)
                .formParam("client_id", client.id()).formParam("client_secret", client.secret().reveal()).post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("an account token stands for the account: account_id and no user_id, also when it is asked about")
    void the_token_stands_for_the_account() {
        TestClient client = clientOfPeople("a", "offline_access");
        String code = code(AuthorizationPath.ACCOUNT, client, TestDelegations.forAccount(person), NAMED, "a", "offline_access");
        JsonPath answer = json(new JsonObject().put("grant_type", "authorization_code").put("code", code).put("redirect_uri", REDIRECT)
                .put("client_id", client.id()).put("client_secret", client.secret().reveal()).encode()).post(TOKEN).then().statusCode(200)
                .body("account_id", equalTo((int) TestApplications.ACCOUNT)).body("", not(hasKey("user_id"))).extract().jsonPath();
        assertThat(claims(answer.getString("access_token"))).containsEntry("sub", Long.toString(TestApplications.ACCOUNT));
        for (String token : List.of("access_token", "refresh_token")) {
            introspect(client, answer.getString(token)).body("active", equalTo(true)).body("account_id", equalTo((int) TestApplications.ACCOUNT))
                    .body("", not(hasKey("user_id"))).body("sub", equalTo(Long.toString(TestApplications.ACCOUNT)));
        }
    }

    @Test
    @DisplayName("introspection in Lucid's form names the user, by either token")
    void introspection_names_the_user() {
        TestClient client = clientOfPeople("a", "offline_access");
        JsonPath answer = exchange(client, code(client, "a", "offline_access")).post(TOKEN).jsonPath();
        for (String token : List.of("access_token", "refresh_token")) {
            introspect(client, answer.getString(token)).body("active", equalTo(true)).body("user_id", equalTo((int) person))
                    .body("sub", equalTo(Long.toString(person))).body("token_type", equalTo("bearer"));
        }
    }

    @Test
    @DisplayName("a refresh token only with offline_access agreed to, and only where the client may refresh")
    void refresh_tokens_need_both() {
        TestClient client = clientOfPeople("a", "offline_access");
        exchange(client, code(client, "a")).post(TOKEN).then().statusCode(200).body("refresh_token", nullValue());
        TestClient other = credentialService.register(TestClient.of("acme", "production", "a", "offline_access").withGrantTypes("authorization_code"));
        exchange(other, code(other, "a", "offline_access")).post(TOKEN).then().statusCode(200).body("refresh_token", nullValue());
    }

    @Test
    @DisplayName("a refresh keeps whom it stands for and when that one signed in")
    void a_refresh_keeps_the_person() {
        TestClient client = clientOfPeople("a", "offline_access");
        JsonPath answer = exchange(client, code(client, "a", "offline_access")).post(TOKEN).jsonPath();
        JsonPath next = refresh(client, answer.getString("refresh_token")).post(TOKEN).then().statusCode(200).extract().jsonPath();
        assertThat(claims(next.getString("access_token"))).containsEntry("sub", Long.toString(person))
                .containsEntry("auth_time", TestDelegations.SIGNED_IN.getEpochSecond()).containsEntry("grant_id", claims(answer.getString("access_token")).get("grant_id"));
    }

    @Test
    @DisplayName("§4.1.2: a second use is refused and ends what the first obtained")
    void reuse_ends_the_grant() {
        TestClient client = clientOfPeople("a", "offline_access");
        String code = code(client, "a", "offline_access");
        JsonPath answer = exchange(client, code).post(TOKEN).then().statusCode(200).extract().jsonPath();
        exchange(client, code).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        introspect(client, answer.getString("access_token")).body("active", equalTo(false));
        refresh(client, answer.getString("refresh_token")).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        Object grant = claims(answer.getString("access_token")).get("grant_id");
        await(() -> credentialService.revocations.values().stream().filter(told -> told.getJsonObject("target").getString("grant_id", "").equals(grant)).count() == 1);
    }

    @Test
    @DisplayName("50 uses at once: one answer at most, every other invalid_grant")
    void fifty_at_once() {
        TestClient client = clientOfPeople("a");
        HttpRequest use = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + TOKEN))
                .header("Authorization", client.basic()).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=authorization_code&redirect_uri=" + REDIRECT + "&code=" + code(client, "a"))).build();
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> uses = IntStream.range(0, 50).mapToObj(i -> http.sendAsync(use, HttpResponse.BodyHandlers.ofString())).toList();
        List<HttpResponse<String>> answers = uses.stream().map(CompletableFuture::join).toList();
        List<HttpResponse<String>> good = answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(good).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 200).allMatch(answer -> answer.statusCode() == 400 && answer.body().contains("\"invalid_grant\""));
        introspect(client, new JsonObject(good.get(0).body()).getString("access_token")).body("active", equalTo(false));
    }

    @Test
    @DisplayName("another client's code: invalid_grant, and its owner notices nothing")
    void another_clients_code() {
        TestClient owner = clientOfPeople("a");
        String code = code(owner, "a");
        exchange(clientOfPeople("a"), code).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        exchange(owner, code).post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("RFC 6749 §2.1, RFC 7636: a public client says who it is and answers its challenge; so it also refreshes, and ends what it has")
    void public_clients() {
        TestClient client = credentialService.registerPublic(people("a", "offline_access"));
        JsonPath answer = form().formParam("grant_type", "authorization_code").formParam("code", publicCode(client)).formParam("redirect_uri", REDIRECT)
                .formParam("client_id", client.id()).formParam("code_verifier", VERIFIER).post(TOKEN).then().statusCode(200).extract().jsonPath();
        JsonPath next = form().formParam("grant_type", "refresh_token").formParam("refresh_token", answer.getString("refresh_token"))
                .formParam("client_id", client.id()).post(TOKEN).then().statusCode(200).extract().jsonPath();
        form().formParam("client_id", client.id()).formParam("token", next.getString("refresh_token")).post("/oauth2/introspect").then().statusCode(401).body("error", equalTo("invalid_client"));
        form().formParam("client_id", client.id()).formParam("token", next.getString("refresh_token")).post("/oauth2/revoke").then().statusCode(200);
        form().formParam("grant_type", "refresh_token").formParam("refresh_token", next.getString("refresh_token")).formParam("client_id", client.id())
                .post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    @DisplayName("RFC 9700 §4.14.2: a public client's refresh tokens rotate, however it is registered")
    void public_clients_rotate() {
        TestClient client = credentialService.registerPublic(TestClient.of("acme", "production", "a", "offline_access")
                .withRefresh(Duration.ofDays(30), false, false).withGrantTypes("authorization_code", "refresh_token"));
        String first = form().formParam("grant_type", "authorization_code").formParam("code", publicCode(client)).formParam("redirect_uri", REDIRECT)
                .formParam("client_id", client.id()).formParam("code_verifier", VERIFIER).post(TOKEN).then().statusCode(200).extract().path("refresh_token");
        form().formParam("grant_type", "refresh_token").formParam("refresh_token", first).formParam("client_id", client.id())
                .post(TOKEN).then().statusCode(200).body("refresh_token", not(equalTo(first)));
    }

    @Test
    @DisplayName("a public client without verifier, with another's, or for itself: refused; somebody else's secret does not help")
    void public_clients_prove_nothing_else() {
        TestClient client = credentialService.registerPublic(people("a"));
        String code = publicCode(client);
        RequestSpecification bare = form().formParam("grant_type", "authorization_code").formParam("code", code).formParam("redirect_uri", REDIRECT).formParam("client_id", client.id());
        bare.post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        bare.formParam("code_verifier", VERIFIER.toLowerCase()).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        form().formParam("grant_type", "client_credentials").formParam("client_id", client.id()).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_client"));
        form().header("Authorization", TestClient.basic(client.id(), client.secret().reveal())).formParam("grant_type", "authorization_code").formParam("code", code)
                .formParam("redirect_uri", REDIRECT).formParam("code_verifier", VERIFIER).post(TOKEN).then().statusCode(401).body("error", equalTo("invalid_client"));
    }

    @Test
    @DisplayName("a confidential client that shows no secret is nobody, at the first try and after its secret was right")
    void a_secret_cannot_be_left_out() {
        TestClient client = clientOfPeople("a", "offline_access");
        JsonPath answer = exchange(client, code(client, "a", "offline_access")).post(TOKEN).jsonPath();
        form().formParam("grant_type", "authorization_code").formParam("code", code(client, "a")).formParam("redirect_uri", REDIRECT).formParam("client_id", client.id())
                .post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_client"));
        form().formParam("grant_type", "refresh_token").formParam("refresh_token", answer.getString("refresh_token")).formParam("client_id", client.id())
                .post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_client"));
        form().formParam("client_id", client.id()).formParam("token", answer.getString("refresh_token")).post("/oauth2/revoke").then().statusCode(401).body("error", equalTo("invalid_client"));
        refresh(client, answer.getString("refresh_token")).post(TOKEN).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=clvc_x", "code_verifier=x", "redirect_uri=https%3A%2F%2Fapp.example%2Fcallback"})
    @DisplayName("RFC 6749 §3.2: nothing of it comes in the query string, nothing comes twice, nothing is missing")
    void not_in_the_query(String parameter) {
        TestClient client = clientOfPeople("a");
        form().header("Authorization", client.basic()).formParam("grant_type", "authorization_code").post(TOKEN + "?" + parameter)
                .then().statusCode(400).body("error", equalTo("invalid_request"));
        form().header("Authorization", client.basic()).body("grant_type=authorization_code&code=x&" + parameter + "&" + parameter).post(TOKEN)
                .then().statusCode(400).body("error", equalTo("invalid_request"));
        form().header("Authorization", client.basic()).formParam("grant_type", "authorization_code").formParam("redirect_uri", REDIRECT).post(TOKEN)
                .then().statusCode(400).body("error", equalTo("invalid_request"));
        exchange(client, "clvc_0000000000").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        json("{\"grant_type\":\"authorization_code\",\"code\":7}").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("a client not registered for codes: unauthorized_client, and another audience: invalid_target; the code is not used by that")
    void refused_before_the_code_is_used() {
        TestClient client = clientOfPeople("a");
        String code = code(client, "a");
        exchange(client, code).formParam("resource", "urn:other").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_target"));
        exchange(client, code).formParam("resource", "urn:claviger:acme:production").post(TOKEN).then().statusCode(200);
        TestClient without = clientOfPeople("a");
        String unusable = code(without, "a");
        credentialService.register(without.withGrantTypes("client_credentials"));
        exchange(without, unusable).post(TOKEN).then().statusCode(400).body("error", equalTo("unauthorized_client"));
    }

    @Test
    @DisplayName("whoever is gone, or had everything ended, between agreeing and collecting: invalid_grant")
    void what_ended_meanwhile_ends_the_code() {
        TestClient client = clientOfPeople("a");
        String code = code(client, "a");
        credentialService.mayGive.put(new PersonId(person), Scopes.NONE);
        exchange(client, code).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        credentialService.mayGive.remove(new PersonId(person));
        long ended = credentialService.record(new Revoked(RevocationTarget.consent(client.record().tenant(), client.record().client(), new PersonId(person)), KEEP));
        await(() -> feed.position() >= ended);
        exchange(client, code).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
        exchange(client, code(client, "a")).post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("what the person may give no more is left out, at the exchange and at a refresh; when nothing is left, the grant is over")
    void narrowed_with_the_person() {
        TestClient client = clientOfPeople("a", "b", "offline_access");
        credentialService.mayGive.put(new PersonId(person), Scopes.of("a", "offline_access"));
        JsonPath answer = exchange(client, code(client, "b", "a", "offline_access")).post(TOKEN).then().statusCode(200)
                .body("scope", equalTo("a offline_access")).extract().jsonPath();
        credentialService.mayGive.put(new PersonId(person), Scopes.of("offline_access"));
        JsonPath next = refresh(client, answer.getString("refresh_token")).post(TOKEN).then().statusCode(200).body("scope", equalTo("offline_access")).extract().jsonPath();
        refresh(client, next.getString("refresh_token")).formParam("scope", "a").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_scope"));
        credentialService.mayGive.put(new PersonId(person), Scopes.NONE);
        refresh(client, next.getString("refresh_token")).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    @DisplayName("while credential-service is down a code waits: 503, and afterwards it is as good as before")
    void an_outage_uses_no_code() {
        TestClient client = clientOfPeople("a");
        String code = code(client, "a");
        exchange(client, code(client, "a")).post(TOKEN).then().statusCode(200);
        credentialService.down = true;
        exchange(client, code).post(TOKEN).then().statusCode(503).body("error", equalTo("temporarily_unavailable"));
        credentialService.down = false;
        await(() -> exchange(client, code).post(TOKEN).statusCode() == 200);
    }

    private TestClient clientOfPeople(String... scopes) {
        return credentialService.register(people(scopes));
    }

    private static TestClient people(String... scopes) {
        return TestClient.of("acme", "production", scopes).withRefresh(Duration.ofDays(30), true, false).withGrantTypes("authorization_code", "refresh_token");
    }

    private String code(TestClient client, String... scopes) {
        return code(AuthorizationPath.STANDARD, client, TestDelegations.byUser(person), NAMED, scopes);
    }

    private String publicCode(TestClient client) {
        return code(AuthorizationPath.STANDARD, client, TestDelegations.byUser(person), NAMED + CHALLENGE, client.record().scopes().names().toArray(String[]::new));
    }

    private String code(AuthorizationPath path, TestClient client, Delegation delegation, String query, String... scopes) {
        Application application = TestApplications.of(client);
        AuthorizationCode code = codes.issue(Identifiers.newGrantId(), TestRequests.of(path, application, query), delegation, new ScopeList(List.of(scopes)), feed.position())
                .toCompletionStage().toCompletableFuture().join();
        return code.reveal();
    }

    private static RequestSpecification exchange(TestClient client, String code) {
        return form().header("Authorization", client.basic()).formParam("grant_type", "authorization_code").formParam("code", code).formParam("redirect_uri", REDIRECT);
    }

    private static RequestSpecification refresh(TestClient client, String token) {
        return form().header("Authorization", client.basic()).formParam("grant_type", "refresh_token").formParam("refresh_token", token);
    }

    private static io.restassured.response.ValidatableResponse introspect(TestClient client, String token) {
        return form().formParam("client_id", client.id()).formParam("client_secret", client.secret().reveal()).formParam("token", token)
                .post("/oauth2/token/introspect").then().statusCode(200);
    }
}
