package dev.claviger.relyingparty;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** An OpenID provider over HTTP that can be told to answer wrongly. */
final class TestProvider implements AutoCloseable {

    static final RSAKey FIRST = key("first");
    static final RSAKey SECOND = key("second");
    static final String CLIENT = "claviger";

    /** Paths that answer something else than they should. */
    final Map<String, Wrong> wrong = new ConcurrentHashMap<>();
    final List<String> seen = new CopyOnWriteArrayList<>();
    final Map<String, Object> metadata = new ConcurrentHashMap<>();
    volatile String idToken = "";
    volatile String userInfo = "{}";
    volatile Map<String, List<String>> form = Map.of();
    volatile String authorization;
    volatile RSAKey published = FIRST;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** An answer of its own. */
    interface Wrong {
        void answer(HttpExchange http) throws IOException;
    }

    TestProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        metadata.putAll(Map.of("issuer", issuer().toString(), "authorization_endpoint", issuer() + "/authorize?tenant=a", "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys", "userinfo_endpoint", issuer() + "/userinfo", "subject_types_supported", List.of("public"),
                "response_types_supported", List.of("code"), "id_token_signing_alg_values_supported", List.of("RS256")));
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange http) throws IOException {
        String path = http.getRequestURI().getPath();
        seen.add(http.getRequestMethod() + " " + path);
        Wrong instead = wrong.get(path);
        if (instead != null) {
            instead.answer(http);
            http.close();
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" -> json(http, 200, new JsonObject(metadata).encode());
            case "/keys" -> json(http, 200, new JWKSet(published).toPublicJWKSet().toString());
            case "/userinfo" -> json(http, 200, userInfo);
            case "/token" -> {
                authorization = http.getRequestHeaders().getFirst("Authorization");
                form = URLUtils.parseParameters(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                json(http, 200, "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken + "\"}");
            }
            default -> json(http, 404, "{}");
        }
    }

    static void json(HttpExchange http, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    /** What a right ID token says, changed. */
    JWTClaimsSet claims(Attempt attempt, UnaryOperator<JWTClaimsSet.Builder> change) {
        Date now = new Date();
        return change.apply(new JWTClaimsSet.Builder().issuer(issuer().toString()).subject("ann").audience(CLIENT).issueTime(now)
                .expirationTime(new Date(now.getTime() + 300_000)).claim("nonce", attempt.nonce())).build();
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        return signed(claims, key, JWSAlgorithm.RS256);
    }

    static String signed(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** With what everybody knows as the secret. */
    static String signedWithPublicKey(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
            token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RSAKey key(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
