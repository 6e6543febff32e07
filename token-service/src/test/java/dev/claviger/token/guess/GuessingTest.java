package dev.claviger.token.guess;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.Identifiers;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(GuessingTest.FewGuesses.class)
@DisplayName("Guessing at secrets, seen from outside")
class GuessingTest extends TokenServiceTest {

    public static final class FewGuesses implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("claviger.verification.failures-per-minute", "5", "claviger.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    @DisplayName("ends with 429 at every endpoint, in the caller's dialect, and costs credential-service nothing more")
    void guessing_ends_at_every_endpoint() {
        TestClient victim = client("a");
        IntStream.range(0, 5).forEach(i -> guess(victim, "198.51.100.1").then().statusCode(400));
        int asked = credentialService.verifications.get();

        guess(victim, "198.51.100.1").then().statusCode(429).header("Cache-Control", "no-store").body("error", equalTo("temporarily_unavailable"));
        assertThat(Integer.parseInt(guess(victim, "198.51.100.1").getHeader("Retry-After"))).isBetween(1, 61);
        guess(victim, "198.51.100.2").then().statusCode(429);
        form().header("X-Forwarded-For", "198.51.100.1").header("Authorization", TestClient.basic(victim.id(), wrong()))
                .formParam("token", "x").post("/oauth2/introspect").then().statusCode(429);
        form().header("X-Forwarded-For", "198.51.100.1").header("Authorization", TestClient.basic(victim.id(), wrong()))
                .formParam("token", "x").post("/oauth2/revoke").then().statusCode(429);
        json("{\"client_id\":\"" + victim.id() + "\",\"client_secret\":\"" + wrong() + "\"}").header("X-Forwarded-For", "198.51.100.1")
                .post("/api/v1/auth/token").then().statusCode(429).body("detail", equalTo("Too Many Requests"));
        assertThat(credentialService.verifications).hasValue(asked);
    }

    @Test
    @DisplayName("the client itself goes on, from its own address and even from the guesser's")
    void the_real_client_is_not_locked_out() {
        TestClient victim = client("a");
        basic(victim).header("X-Forwarded-For", "203.0.113.1").post("/oauth2/token").then().statusCode(200);
        IntStream.range(0, 6).forEach(i -> guess(victim, "198.51.100.3"));
        guess(victim, "198.51.100.3").then().statusCode(429);

        basic(victim).header("X-Forwarded-For", "203.0.113.1").post("/oauth2/token").then().statusCode(200);
        basic(victim).header("X-Forwarded-For", "198.51.100.3").post("/oauth2/token").then().statusCode(200);
    }

    @Test
    @DisplayName("what is no secret at all is refused here and never counts")
    void garbage_never_leaves_the_process() {
        TestClient client = client("a");
        int asked = credentialService.verifications.get();
        IntStream.range(0, 20).forEach(i -> form().header("X-Forwarded-For", "198.51.100.4")
                .header("Authorization", TestClient.basic(client.id(), client.secret().reveal() + "x")).formParam("grant_type", "client_credentials")
                .post("/oauth2/token").then().statusCode(401));
        assertThat(credentialService.verifications).hasValue(asked);

        basic(client).header("X-Forwarded-For", "198.51.100.4").post("/oauth2/token").then().statusCode(200);
    }

    private static Response guess(TestClient victim, String from) {
        return form().header("X-Forwarded-For", from).formParam("grant_type", "client_credentials").formParam("client_id", victim.id())
                .formParam("client_secret", wrong()).post("/oauth2/token");
    }

    private static String wrong() {
        return ClientSecret.generate(TestClient.of("acme", "production", "a").record().environment(), Identifiers.newCredentialId()).reveal();
    }
}
