package dev.claviger.credential.console.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.claviger.credential.AdminToken;
import dev.claviger.credential.TestInstallation;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;

/** An OpenID provider without pages: signs in whomever a test says. */
public final class TestProvider {

    private static final Map<String, Exchange> CODES = new ConcurrentHashMap<>();
    private static volatile String issuer;
    private static volatile CountDownLatch held = new CountDownLatch(0);

    private TestProvider() {
    }

    /** @return its issuer identifier */
    public static String serve(HttpServer server) {
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                {"issuer":"@","authorization_endpoint":"@/authorize","token_endpoint":"@/token","jwks_uri":"@/oauth2/jwks","end_session_endpoint":"@/logout",
                 "subject_types_supported":["public"],"response_types_supported":["code"],"id_token_signing_alg_values_supported":["ES256"],
                 "authorization_response_iss_parameter_supported":true}""".replace("@", issuer)));
        server.createContext("/token", TestProvider::exchange);
        return issuer;
    }

    public static String issuer() {
        return issuer;
    }

    /** The query with which a browser that was sent to this address comes back once somebody has signed in. */
    static String signedIn(String location, String subject, Map<String, Object> claims) {
        Map<String, String> asked = parameters(URI.create(location).getRawQuery());
        JwtClaimsBuilder token = Jwt.claims().issuer(issuer).subject(subject).audience(TestInstallation.CONSOLE_CLIENT).claim("nonce", asked.get("nonce"));
        claims.forEach(token::claim);
        String code = UUID.randomUUID().toString();
        CODES.put(code, new Exchange(asked.get("code_challenge"), sign(token, "JWT")));
        return "code=" + code + "&state=" + asked.get("state") + "&iss=" + URLEncoder.encode(issuer, StandardCharsets.UTF_8);
    }

    static String logoutToken(String sid, String subject, String audience) {
        return sign(Jwt.claims().issuer(issuer).subject(subject).audience(audience).claim("sid", sid).claim("jti", UUID.randomUUID().toString())
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())), "logout+jwt");
    }

    /** As it comes with a code, for a session of that number. */
    static String idToken(String sid, String subject) {
        return sign(Jwt.claims().issuer(issuer).subject(subject).audience(TestInstallation.CONSOLE_CLIENT).claim("sid", sid).claim("nonce", "of-a-sign-in"), "JWT");
    }

    static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** @return what lets it exchange codes again */
    static CountDownLatch hang() {
        held = new CountDownLatch(1);
        return held;
    }

    private static void awaitRelease() {
        try {
            held.await(4, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a code is good for; signed beforehand, in the thread of the test. */
    private record Exchange(String challenge, String idToken) {
    }

    /** Once, to the console by its secret, and with the verifier. */
    private static void exchange(HttpExchange exchange) throws IOException {
        awaitRelease();
        Map<String, String> form = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Exchange known = CODES.remove(form.getOrDefault("code", ""));
        String basic = "Basic " + Base64.getEncoder().encodeToString((TestInstallation.CONSOLE_CLIENT + ":" + TestInstallation.CONSOLE_SECRET.reveal()).getBytes(StandardCharsets.UTF_8));
        boolean isClient = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (known == null || !isClient || !challenge(form.getOrDefault("code_verifier", "")).equals(known.challenge())) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(exchange, 200, "{\"access_token\":\"opaque\",\"token_type\":\"bearer\",\"expires_in\":60,\"id_token\":\"" + known.idToken() + "\"}");
    }

    private static String sign(JwtClaimsBuilder claims, String type) {
        return claims.issuedAt(Instant.now()).expiresAt(Instant.now().plusSeconds(120)).jws().keyId(AdminToken.KEY_ID).header("typ", type)
                .algorithm(SignatureAlgorithm.ES256).sign(AdminToken.KEYS.getPrivate());
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
