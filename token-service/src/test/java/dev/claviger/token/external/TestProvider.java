package dev.claviger.token.external;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.token.openid.TestRelyingParty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A tenant's OpenID provider over HTTP, whose person agrees to everything. */
public final class TestProvider implements AutoCloseable {

    static final String SECRET = "canary-secret-of-the-provider";
    private static final String CLIENT = "claviger-at-acme";
    private static final ECKey KEY = key();

    final List<String> seen = new CopyOnWriteArrayList<>();
    volatile boolean isDown;
    volatile CountDownLatch hangs;
    private final Map<String, Given> codes = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private record Given(String challenge, String redirect, JWTClaimsSet claims) {
    }

    public TestProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public IdentityProvider of(String tenant, boolean refusesPasswords) {
        return new IdentityProvider(new TenantId(tenant), issuer(), "Acme <ID>", CLIENT, Optional.of(SECRET), List.of("openid", "email"), "email", refusesPasswords);
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the browser comes back with: path and query at token-service. */
    String signIn(String authorizationRequest, String subject, UnaryOperator<JWTClaimsSet.Builder> claims) {
        Map<String, String> asked = TestRelyingParty.query(authorizationRequest);
        String code = UUID.randomUUID().toString();
        Date now = new Date();
        codes.put(code, new Given(asked.get("code_challenge"), asked.get("redirect_uri"), claims.apply(new JWTClaimsSet.Builder().issuer(issuer().toString())
                .audience(CLIENT).subject(subject).issueTime(now).expirationTime(new Date(now.getTime() + 60_000)).claim("nonce", asked.get("nonce"))).build()));
        return URI.create(asked.get("redirect_uri")).getPath() + "?code=" + code + "&state=" + asked.get("state");
    }

    private void handle(HttpExchange http) throws IOException {
        String path = http.getRequestURI().getPath();
        seen.add(path);
        await(hangs);
        if (isDown) {
            answer(http, 503, new JsonObject());
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" -> answer(http, 200, new JsonObject().put("issuer", issuer().toString()).put("authorization_endpoint", issuer() + "/authorize")
                    .put("token_endpoint", issuer() + "/token").put("jwks_uri", issuer() + "/keys").put("subject_types_supported", new JsonArray().add("public"))
                    .put("response_types_supported", new JsonArray().add("code")).put("id_token_signing_alg_values_supported", new JsonArray().add("ES256")));
            case "/keys" -> answer(http, 200, new JsonObject(new JWKSet(KEY).toPublicJWKSet().toString()));
            case "/token" -> token(http, TestRelyingParty.query("http://x/?" + new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            default -> answer(http, 404, new JsonObject());
        }
    }

    private void token(HttpExchange http, Map<String, String> form) throws IOException {
        Given given = codes.remove(form.get("code"));
        boolean isRight = given != null && form.get("redirect_uri").equals(given.redirect) && http.getRequestHeaders().getFirst("Authorization") != null
                && CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(form.get("code_verifier"))).getValue().equals(given.challenge);
        if (isRight) {
            answer(http, 200, new JsonObject().put("access_token", "unused").put("token_type", "Bearer").put("id_token", signed(given.claims)));
        } else {
            answer(http, 400, new JsonObject().put("error", "invalid_grant"));
        }
    }

    private static void answer(HttpExchange http, int status, JsonObject body) throws IOException {
        byte[] bytes = body.toBuffer().getBytes();
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private static String signed(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(), claims);
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
