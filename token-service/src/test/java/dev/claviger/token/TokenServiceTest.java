package dev.claviger.token;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A test against the running token-service with a {@link TestCredentialService} behind it. */
@QuarkusTestResource(TestInstallation.class)
public abstract class TokenServiceTest {

    protected TestCredentialService credentialService;

    /** Without this, RestAssured adds a charset to every content type. */
    protected static RequestSpecification request() {
        return RestAssured.given().config(RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    protected static RequestSpecification form() {
        return request().contentType("application/x-www-form-urlencoded");
    }

    protected static RequestSpecification json(String body) {
        return request().contentType("application/json").body(body);
    }

    protected static RequestSpecification basic(TestClient client) {
        return form().header("Authorization", client.basic()).formParam("grant_type", "client_credentials");
    }

    /** A client that may refresh, in the common way. */
    protected TestClient refreshing(String... scopes) {
        return credentialService.register(TestClient.of("acme", "production", scopes).withRefresh(Duration.ofDays(30), true, false));
    }

    protected TestClient client(String... scopes) {
        return credentialService.register(TestClient.of("acme", "production", scopes));
    }

    /** Obtains a token; verifies it with the published keys. */
    protected static Map<String, Object> claims(String token) {
        try {
            JsonWebSignature jws = verified(token);
            return JsonUtil.parseJson(jws.getPayload());
        } catch (JoseException invalid) {
            throw new AssertionError(invalid);
        }
    }

    protected static JsonWebSignature verified(String token) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(token);
            String kid = jws.getKeyIdHeaderValue();
            JsonWebKeySet keys = new JsonWebKeySet(request().get("/oauth2/jwks").asString());
            jws.setKey(((PublicJsonWebKey) keys.findJsonWebKey(kid, null, null, null)).getPublicKey());
            if (!jws.verifySignature()) {
                throw new AssertionError("signature does not verify");
            }
            return jws;
        } catch (JoseException invalid) {
            throw new AssertionError(invalid);
        }
    }

    protected static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true within 15 s");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    protected static void awaitReadyToIssue(TestClient client) {
        await(() -> basic(client).post("/oauth2/token").statusCode() == 200);
    }

    @AfterEach
    void everything_works_again() {
        credentialService.down = false;
        credentialService.status = 200;
        credentialService.revocationStatus = 200;
        credentialService.heartbeats = true;
        awaitReadyToIssue(client("any"));
    }
}
