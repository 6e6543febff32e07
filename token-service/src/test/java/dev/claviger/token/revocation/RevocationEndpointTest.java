package dev.claviger.token.revocation;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@DisplayName("Token revocation (RFC 7009)")
class RevocationEndpointTest extends TokenServiceTest {

    private static final String REVOKE = "/oauth2/revoke";
    private static final String INTROSPECT = "/oauth2/introspect";
    private static final String INACTIVE = "{\"active\":false}";

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(strings = {REVOKE, "/oauth2/token/revoke"})
    @DisplayName("§2.2: 200, and the feed carries it to every gateway")
    void ends_an_access_token(String path) {
        TestClient client = client("a");
        String token = token(client);

        ask(client, token).post(path).then().statusCode(200).header("Cache-Control", "no-store").body(equalTo(""));

        assertThat(revocationsOf(token)).containsExactly(new JsonObject().put("tenant", "acme").put("client_id", client.id())
                .put("jti", (String) claims(token).get("jti")));
        await(() -> ask(client, token).post(INTROSPECT).asString().equals(INACTIVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token"})
    @DisplayName("§2.1: either token of a grant ends the grant: the refresh token is refused, the access token is over everywhere")
    void ends_the_whole_grant(String presented) {
        TestClient client = refreshing();
        JsonPath pair = pair(client);

        ask(client, pair.getString(presented)).post(REVOKE).then().statusCode(200);

        refresh(client, pair.getString("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        await(() -> ask(client, pair.getString("access_token")).post(INTROSPECT).asString().equals(INACTIVE));
        assertThat(ask(client, pair.getString("refresh_token")).post(INTROSPECT).asString()).isEqualTo(INACTIVE);
        assertThat(credentialService.revocations.values()).extracting(delivered -> delivered.getJsonObject("target").getString("grant_id"))
                .containsOnlyOnce((String) claims(pair.getString("access_token")).get("grant_id"));
    }

    @Test
    @DisplayName("§2.1: an access token of a grant nobody here remembers ends alone, and once")
    void an_access_token_outlives_the_memory_of_its_grant() {
        TestClient client = refreshing();
        String token = pair(client).getString("access_token");
        String grant = (String) claims(token).get("grant_id");
        pool.preparedQuery("delete from refresh_grant where grant_id = $1").execute(Tuple.of(grant)).toCompletionStage().toCompletableFuture().join();

        ask(client, token).post(REVOKE).then().statusCode(200);
        await(() -> ask(client, token).post(INTROSPECT).asString().equals(INACTIVE));
        ask(client, token).post(REVOKE).then().statusCode(200);

        assertThat(revocationsOf(token)).hasSize(1);
        assertThat(credentialService.revocations.values()).extracting(delivered -> delivered.getJsonObject("target").getString("grant_id"))
                .doesNotContain(grant);
    }

    @Test
    @DisplayName("§2.1: a spent refresh token still stands for its grant")
    void a_spent_refresh_token_ends_the_grant() {
        TestClient client = refreshing();
        String spent = pair(client).getString("refresh_token");
        String next = refresh(client, spent).then().statusCode(200).extract().path("refresh_token");

        ask(client, spent).post(REVOKE).then().statusCode(200);

        refresh(client, next).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    @DisplayName("§2.1: another client's refresh token takes no harm")
    void another_clients_grant_goes_on() {
        TestClient owner = refreshing();
        String refreshToken = pair(owner).getString("refresh_token");

        ask(refreshing(), refreshToken).post(REVOKE).then().statusCode(200);

        refresh(owner, refreshToken).then().statusCode(200);
    }

    @Test
    @DisplayName("a grant whose end is not delivered yet: 503, though its refresh token is dead already")
    void a_grant_ends_here_first() {
        TestClient client = refreshing();
        JsonPath pair = pair(client);
        credentialService.revocationStatus = 500;

        ask(client, pair.getString("refresh_token")).post(REVOKE).then().statusCode(503).header("Retry-After", "2");
        refresh(client, pair.getString("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        credentialService.revocationStatus = 200;

        await(() -> ask(client, pair.getString("refresh_token")).post(REVOKE).statusCode() == 200);
        await(() -> ask(client, pair.getString("access_token")).post(INTROSPECT).asString().equals(INACTIVE));
    }

    @Test
    @DisplayName("gateways need to know of an ended access token until it expires, clocks allowed for; of a grant credential-service knows")
    void says_until_when_it_matters() {
        TestClient client = client("a");
        String token = token(client);
        Map<String, Object> claims = claims(token);
        TestClient refreshing = refreshing();
        JsonPath pair = pair(refreshing);
        ask(client, token).post(REVOKE).then().statusCode(200);
        ask(refreshing, pair.getString("access_token")).post(REVOKE).then().statusCode(200);

        assertThat(delivered("jti", (String) claims.get("jti")).getLong("keep_until")).isEqualTo((Long) claims.get("exp") + 15);
        assertThat(delivered("grant_id", (String) claims(pair.getString("access_token")).get("grant_id")).containsKey("keep_until")).isFalse();
    }

    @Test
    void other_tokens_of_the_client_live_on() {
        TestClient client = client("a");
        String kept = token(client);
        ask(client, token(client)).post(REVOKE).then().statusCode(200);

        ask(client, kept).post(INTROSPECT).then().body("active", equalTo(true));
    }

    @Test
    @DisplayName("§2.2: what is no token, is dead, or is another client's: 200, and nothing happens")
    void nothing_happens_to_what_is_not_the_callers() {
        TestClient caller = client("a");
        String foreign = token(client("a"));
        String otherTenants = token(credentialService.register(TestClient.of("globex", "production", "a")));
        String own = token(caller);
        ask(caller, own).post(REVOKE).then().statusCode(200);
        await(() -> ask(caller, own).post(INTROSPECT).asString().equals(INACTIVE));
        int recorded = credentialService.revocations.size();

        assertThat(Stream.of(foreign, otherTenants, own, "x", foreign.substring(9))
                .map(token -> ask(caller, token).post(REVOKE).statusCode()).distinct()).containsExactly(200);
        assertThat(credentialService.revocations).hasSize(recorded);
    }

    @Test
    @DisplayName("§2.2.1: 503 until the revocation is delivered; it is lost by nobody, and 200 afterwards")
    void not_yet_delivered_is_not_yet_done() {
        TestClient client = client("a");
        String token = token(client);
        credentialService.revocationStatus = 500;

        ask(client, token).post(REVOKE).then().statusCode(503).header("Retry-After", "2").body("error", equalTo("temporarily_unavailable"));
        ask(client, token).post(REVOKE).then().statusCode(503);
        credentialService.revocationStatus = 200;

        await(() -> ask(client, token).post(REVOKE).statusCode() == 200);
        assertThat(revocationsOf(token)).as("asked three times, revoked once").hasSize(1);
    }

    @Test
    @DisplayName("a client that does not ask again is served as well")
    void what_was_written_down_is_delivered_without_being_asked_for() {
        TestClient client = client("a");
        String token = token(client);
        credentialService.revocationStatus = 500;
        ask(client, token).post(REVOKE).then().statusCode(503);
        credentialService.revocationStatus = 200;

        await(() -> revocationsOf(token).size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {REVOKE, "/oauth2/token/revoke"})
    @DisplayName("§2.1: who does not prove which client it is ends nothing: 401 whatever way it tried, by Basic with a challenge")
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
        assertThat(revocationsOf(token)).isEmpty();
    }

    @Test
    @DisplayName("a request is a POST of a form or JSON with the token once, in the body")
    void refuses_what_is_no_request() {
        TestClient client = client("a");
        request().header("Authorization", client.basic()).get(REVOKE).then().statusCode(405).header("Allow", "POST");
        request().header("Authorization", client.basic()).contentType("text/plain").body("token=x").post(REVOKE).then().statusCode(400);
        form().header("Authorization", client.basic()).post(REVOKE).then().statusCode(400).body("error", equalTo("invalid_request"));
        form().header("Authorization", client.basic()).queryParam("token", "x").post(REVOKE).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    private JsonObject delivered(String member, String value) {
        return credentialService.revocations.values().stream().filter(delivery -> value.equals(delivery.getJsonObject("target").getString(member)))
                .findFirst().orElseThrow();
    }

    private List<JsonObject> revocationsOf(String token) {
        Map<String, Object> claims = claims(token);
        return credentialService.revocations.values().stream().map(delivered -> delivered.getJsonObject("target"))
                .filter(target -> claims.get("jti").equals(target.getString("jti"))).toList();
    }

    private TestClient refreshing() {
        return credentialService.register(TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(1), true, false));
    }

    private static JsonPath pair(TestClient client) {
        return basic(client).post("/oauth2/token").then().statusCode(200).extract().jsonPath();
    }

    private static Response refresh(TestClient client, String refreshToken) {
        return form().header("Authorization", client.basic()).formParam("grant_type", "refresh_token").formParam("refresh_token", refreshToken)
                .post("/oauth2/token");
    }

    private static String token(TestClient client) {
        return basic(client).post("/oauth2/token").then().statusCode(200).extract().path("access_token");
    }

    private static RequestSpecification ask(TestClient caller, String token) {
        return form().header("Authorization", caller.basic()).formParam("token", token);
    }
}
