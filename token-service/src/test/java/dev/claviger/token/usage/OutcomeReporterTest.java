package dev.claviger.token.usage;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@QuarkusTest
@DisplayName("What became of token requests is reported in batches, off the request's path")
class OutcomeReporterTest extends TokenServiceTest {

    @Test
    void tells_what_was_issued_to_whom_for_which_scopes_and_what_was_refused_why() {
        TestClient client = client("a", "b");
        basic(client).post("/oauth2/token").then().statusCode(200);
        basic(client).formParam("scope", "a").post("/oauth2/token").then().statusCode(200);
        basic(client).formParam("scope", "c").post("/oauth2/token").then().statusCode(400);
        await(() -> facts(client).stream().mapToLong(fact -> fact.getLong("count")).sum() == 3);
        assertThat(facts(client)).allSatisfy(fact -> {
            assertThat(fact.getString("route")).isEqualTo("client_credentials");
            assertThat(fact.getString("tenant")).isEqualTo(client.record().tenant().value());
            assertThat(fact.getLong("hour") % 3600).isZero();
        });
        assertThat(facts(client)).extracting(fact -> fact.getString("outcome"), fact -> fact.getString("reason"), fact -> fact.getJsonArray("needs"))
                .containsExactlyInAnyOrder(tuple("issued", null, null),
                        tuple("issued", null, JsonArray.of("a")), tuple("refused", "invalid_scope", null));
    }

    @Test
    @DisplayName("who has not proven to be a client is told of by the reason alone")
    void names_nobody_who_is_not_proven() {
        TestClient client = client("a");
        form().auth().preemptive().basic(client.record().client().value(), "wrong").formParam("grant_type", "client_credentials").post("/oauth2/token").then().statusCode(401);
        await(() -> all().stream().anyMatch(fact -> "invalid_client".equals(fact.getString("reason")) && !fact.containsKey("tenant")));
        assertThat(facts(client)).isEmpty();
    }

    @Test
    void says_where_it_stands_in_the_feed() {
        await(() -> credentialService.usageReports.stream().anyMatch(report -> report.containsKey("follower")));
        JsonObject follower = credentialService.usageReports.stream().filter(report -> report.containsKey("follower")).findFirst().orElseThrow().getJsonObject("follower");
        assertThat(follower.getString("replica")).matches("[A-Za-z0-9._-]{3,100}");
        assertThat(follower.getLong("age_millis")).isNotNegative();
        assertThat(follower.containsKey("position")).isTrue();
    }

    private List<JsonObject> facts(TestClient client) {
        return all().stream().filter(fact -> client.record().client().value().equals(fact.getString("client_id"))).toList();
    }

    private List<JsonObject> all() {
        return credentialService.usageReports.stream().map(report -> report.getJsonArray("facts", new JsonArray())).flatMap(JsonArray::stream).map(JsonObject.class::cast).toList();
    }
}
