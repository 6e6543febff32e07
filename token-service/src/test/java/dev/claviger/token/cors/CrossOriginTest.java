package dev.claviger.token.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import dev.claviger.token.TestClock;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.openid.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayName("Pages of other origins (Fetch §3.2), always without credentials")
class CrossOriginTest extends TokenServiceTest {

    private TestRelyingParty party;

    @BeforeEach
    void an_application_with_a_page() {
        credentialService.people.register("acme", "ada", TestRelyingParty.PASSWORD);
        party = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/token", "/oauth2/revoke", "/oauth2/userinfo"})
    @DisplayName("§4.8: a preflight of an origin that some client has registered may go on, any other not")
    void preflights(String path) {
        preflight(path, TestRelyingParty.ORIGIN).then().statusCode(204).header("Access-Control-Allow-Origin", TestRelyingParty.ORIGIN)
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type").header("Vary", "Origin")
                .header("Access-Control-Allow-Credentials", nullValue());
        for (String other : new String[]{"https://evil.example", "null", "https://spa.example.evil.example", "https://spa.example/", "HTTPS://SPA.EXAMPLE", "*"}) {
            preflight(path, other).then().statusCode(403).header("Access-Control-Allow-Origin", nullValue()).header("Vary", "Origin");
        }
    }

    @Test
    @DisplayName("introspection is for servers, and has no preflight")
    void introspection_is_not_for_pages() {
        preflight("/oauth2/introspect", TestRelyingParty.ORIGIN).then().statusCode(405).header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    @DisplayName("the answer is for pages of the client's own origins; nobody learns from it that a secret was wrong")
    void answers() {
        String token = party.tokens().getString("access_token");
        assertThat(allowed(request().header("Origin", TestRelyingParty.ORIGIN).header("Authorization", "Bearer " + token).get("/oauth2/userinfo"))).isTrue();
        assertThat(allowed(request().header("Origin", "https://evil.example").header("Authorization", "Bearer " + token).get("/oauth2/userinfo"))).isFalse();
        assertThat(allowed(ask(party.client.basic(), TestRelyingParty.ORIGIN))).isTrue();
        assertThat(allowed(ask(party.client.basic(), "null"))).isFalse();
        assertThat(allowed(ask(client("user.read").basic(), TestRelyingParty.ORIGIN))).as("another client").isFalse();
        assertThat(allowed(ask(party.client.withAnotherSecret().basic(), TestRelyingParty.ORIGIN))).as("not proven").isFalse();
    }

    @Test
    @DisplayName("what is known of an origin is asked anew after a minute, and what cannot be asked is not allowed and not remembered")
    void remembered_for_a_minute() {
        TestClock clock = new TestClock("2026-01-01T00:00:00Z");
        AtomicInteger asked = new AtomicInteger();
        Origins origins = new Origins(question -> asked.incrementAndGet() == 2 ? Future.failedFuture("down") : Future.succeededFuture(true), clock);
        assertThat(origins.isAllowed("https://a.example").result()).isTrue();
        clock.pass(Duration.ofSeconds(59));
        assertThat(origins.isAllowed("https://a.example").result()).isTrue();
        assertThat(asked).hasValue(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(origins.isAllowed("https://a.example").result()).isFalse();
        assertThat(origins.isAllowed("https://a.example").result()).isTrue();
        assertThat(origins.isAllowed("null").result()).isFalse();
        assertThat(asked).hasValue(3);
    }

    /** A code that is none: refused once the client is proven. */
    private static Response ask(String authorization, String origin) {
        return form().header("Origin", origin).header("Authorization", authorization).formParam("grant_type", "authorization_code")
                .formParam("code", "none").formParam("redirect_uri", "https://app.example/callback").post("/oauth2/token");
    }

    private static boolean allowed(Response answer) {
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        return TestRelyingParty.ORIGIN.equals(answer.header("Access-Control-Allow-Origin"));
    }

    private static Response preflight(String path, String origin) {
        return request().header("Origin", origin).header("Access-Control-Request-Method", "POST").options(path);
    }
}
