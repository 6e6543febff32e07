package dev.claviger.token.revocation;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(RevocationFloodTest.FewRevocations.class)
@DisplayName("One client cannot fill the memory of every gateway by revoking what it obtains")
class RevocationFloodTest extends TokenServiceTest {

    public static final class FewRevocations implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("claviger.revocation.per-client-and-minute", "2");
        }
    }

    @Test
    @DisplayName("429 with Retry-After beyond the limit, nothing recorded; what ends nothing does not count, and other clients go on")
    void revocations_of_a_client_are_limited() {
        TestClient client = client("a");
        TestClient refreshing = refreshing("a");
        for (int i = 0; i < 5; i++) {
            revoke(client, "x").then().statusCode(200);
        }
        revoke(client, token(client)).then().statusCode(200);
        revoke(client, token(client)).then().statusCode(200);
        int recorded = credentialService.revocations.size();

        Response refused = revoke(client, token(client));
        refused.then().statusCode(429).body("error", equalTo("temporarily_unavailable"));
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 61);
        assertThat(credentialService.revocations).hasSize(recorded);
        revoke(refreshing, token(refreshing)).then().statusCode(200);
        revoke(refreshing, token(refreshing)).then().statusCode(200);
        revoke(refreshing, token(refreshing)).then().statusCode(429);
    }

    private static String token(TestClient client) {
        return basic(client).post("/oauth2/token").then().statusCode(200).extract().path("access_token");
    }

    private static Response revoke(TestClient client, String token) {
        return form().header("Authorization", client.basic()).formParam("token", token).post("/oauth2/revoke");
    }
}
