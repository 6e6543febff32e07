package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Tokens that must not open anything, and those that must")
class TokenRefusalTest {

    private static final TestIssuer RSA = TestIssuer.of("rsa", "RS256");
    private static final TestIssuer PSS = TestIssuer.of("pss", "PS256");
    private static final TestIssuer EDWARDS = TestIssuer.of("ed", "EdDSA");
    private static final TestIssuer SHORT_RSA = TestIssuer.rsa("short", 1024);
    private static final TestIssuer STRANGER = TestIssuer.es256("key-1");
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = new TestGateway(Map.of("claviger.jwks.min-refetch-interval", "PT2S"));
        gateway.services.publishKeys(TestIssuer.jwks(gateway.issuer, RSA, PSS, EDWARDS, SHORT_RSA));
        gateway.start();
        TestGateway.eventually(() -> gateway.parts.snapshots().isHeld() && gateway.parts.jwks().areHeld());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static void assertRefused(String token) throws Exception {
        assertRefused(token, "Invalid or missing token");
    }

    private static void assertRefused(String token, String detail) throws Exception {
        int before = gateway.reached();
        Wire.Answer answer = gateway.get("/items", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"claviger\", error=\"invalid_token\"");
        assertThat(answer.json().getString("error")).isEqualTo("invalid_token");
        assertThat(answer.json().getString("detail")).isEqualTo(detail).isEqualTo(answer.json().getString("error_description"));
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @Test
    @DisplayName("RFC 7518 §3.1, RFC 8037: ES256, RS256, PS256 and EdDSA are accepted, each by a key of its own")
    void accepts_every_supported_algorithm() throws Exception {
        for (TestIssuer issuer : new TestIssuer[] {gateway.issuer, RSA, PSS, EDWARDS}) {
            assertThat(gateway.get("/items", issuer.token("items.read")).status()).isEqualTo(200);
        }
    }

    static Stream<Arguments> wrongHeaders() {
        return Stream.of(
                header("the algorithm none", h -> h.put("alg", "none")), header("None", h -> h.put("alg", "None")), header("nOnE", h -> h.put("alg", "nOnE")),
                header("no algorithm", h -> h.remove("alg")), header("an algorithm that is a list", h -> h.put("alg", new JsonArray().add("ES256"))),
                header("an algorithm in another case", h -> h.put("alg", "es256")), header("another key's algorithm", h -> h.put("alg", "RS256")),
                header("another curve", h -> h.put("alg", "ES384")), header("a curve of other people", h -> h.put("alg", "ES256K")), header("a MAC", h -> h.put("alg", "HS256")),
                header("the type of a refresh token", h -> h.put("typ", "refresh+jwt")), header("the type of a client's assertion", h -> h.put("typ", "client-authentication+jwt")),
                header("the type of a proof", h -> h.put("typ", "dpop+jwt")), header("the type of an introspection", h -> h.put("typ", "token-introspection+jwt")),
                header("two types", h -> h.put("typ", "at+jwt, JWT")),
                header("no type", h -> h.remove("typ")), header("the type of any JWT", h -> h.put("typ", "JWT")),
                header("the type of a logout token", h -> h.put("typ", "logout+jwt")), header("a type that is a number", h -> h.put("typ", 1)),
                header("no key id", h -> h.remove("kid")), header("a key id that is a list", h -> h.put("kid", new JsonArray().add("key-1"))),
                header("an empty key id", h -> h.put("kid", "")), header("a key id of 1 kB", h -> h.put("kid", "k".repeat(1024))),
                header("a path as key id", h -> h.put("kid", "../../../../etc/passwd")), header("SQL as key id", h -> h.put("kid", "' or '1'='1")),
                header("NUL in the key id", h -> h.put("kid", "key-1\u0000")), header("a critical extension", h -> h.put("crit", new JsonArray().add("x")).put("x", 1)),
                header("an empty list of critical extensions", h -> h.put("crit", new JsonArray())), header("an unencoded payload", h -> h.put("b64", false)),
                header("compression", h -> h.put("zip", "DEF")), header("encryption", h -> h.put("enc", "A256GCM")));
    }

    private static Arguments header(String name, Consumer<JsonObject> spoil) {
        JsonObject header = new JsonObject().put("typ", "at+jwt").put("alg", "ES256").put("kid", "key-1");
        spoil.accept(header);
        return Arguments.of(name, header);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongHeaders")
    @DisplayName("RFC 8725 §3: a header that says anything but what we issue is refused, properly signed or not")
    void refuses_a_header_with(String name, JsonObject header) throws Exception {
        assertRefused(gateway.issuer.token(header, TestIssuer.claims("items.read")));
    }

    static Stream<Arguments> wrongClaims() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                claims("no issuer", c -> c.remove("iss")), claims("another issuer", c -> c.put("iss", "https://other.test")),
                claims("the issuer with a slash", c -> c.put("iss", TestIssuer.ISSUER + "/")), claims("the issuer in capitals", c -> c.put("iss", "HTTPS://ISSUER.TEST")),
                claims("a list of issuers", c -> c.put("iss", new JsonArray().add(TestIssuer.ISSUER))),
                claims("no audience", c -> c.remove("aud")), claims("another audience", c -> c.put("aud", "urn:claviger:globex:prod")),
                claims("ours among other audiences", c -> c.put("aud", new JsonArray().add("urn:claviger:acme:prod").add("x"))),
                claims("a number as audience", c -> c.put("aud", 1)), claims("the admin audience", c -> c.put("aud", "urn:claviger:admin")),
                claims("no expiry", c -> c.remove("exp")), claims("text as expiry", c -> c.put("exp", String.valueOf(now + 60))),
                claims("a negative expiry", c -> c.put("exp", -1)), claims("a fraction as expiry", c -> c.put("exp", now + 60.5)),
                claims("an expiry beyond all time", c -> c.put("exp", Long.MAX_VALUE)), claims("a lifetime beyond the longest", c -> c.put("exp", now + 86_460)),
                claims("no time of issue", c -> c.remove("iat")), claims("a time of issue to come", c -> c.put("iat", now + 60)),
                claims("a start to come", c -> c.put("nbf", now + 60)), claims("text as start", c -> c.put("nbf", "now")),
                claims("a start beyond all time", c -> c.put("nbf", Long.MAX_VALUE)),
                claims("no tenant", c -> c.remove("tenant")), claims("another tenant", c -> c.put("tenant", "globex")),
                claims("the tenant in capitals", c -> c.put("tenant", "ACME")), claims("a list of tenants", c -> c.put("tenant", new JsonArray().add("acme"))),
                claims("a tenant that only looks alike", c -> c.put("tenant", "\u0430cme")), claims("another environment", c -> c.put("env", "sandbox")),
                claims("no environment", c -> c.remove("env")), claims("a list of scopes", c -> c.put("scope", new JsonArray().add("items.read"))),
                claims("scopes between tabs", c -> c.put("scope", "items.read\titems.write")), claims("no client", c -> c.remove("client_id")),
                claims("a malformed client", c -> c.put("client_id", "x")), claims("no credential", c -> c.remove("credential_id")),
                claims("no token id", c -> c.remove("jti")), claims("no position", c -> c.remove("pos")), claims("a line break in the subject", c -> c.put("sub", "a\r\nX: y")),
                claims("a key it is bound to by a proof (RFC 9449)", c -> c.put("cnf", new JsonObject().put("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"))),
                claims("a certificate it is bound to (RFC 8705)", c -> c.put("cnf", new JsonObject().put("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"))),
                claims("nothing it is bound to", c -> c.putNull("cnf")));
    }

    private static Arguments claims(String name, Consumer<JsonObject> spoil) {
        JsonObject claims = TestIssuer.claims("items.read");
        spoil.accept(claims);
        return Arguments.of(name, claims);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    @DisplayName("RFC 9068 §4, RFC 7519 §4.1: every claim has its one form and its one value")
    void refuses_claims_with(String name, JsonObject claims) throws Exception {
        assertRefused(gateway.issuer.token(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99", "NaN", "9999999999999999999999"})
    void refuses_numbers_that_are_no_dates(String number) throws Exception {
        String claims = TestIssuer.claims("items.read").encode().replaceAll("\"exp\":\\d+", "\"exp\":" + number);
        assertRefused(gateway.issuer.token(gateway.issuer.header().encode(), claims));
    }

    @Test
    void says_of_an_expired_token_that_it_is_and_allows_five_seconds_of_skew() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertRefused(gateway.issuer.token(TestIssuer.claims("items.read").put("iat", now - 600).put("exp", now - 6)), "Token has expired");
        assertThat(gateway.get("/items", gateway.issuer.token(TestIssuer.claims("items.read").put("exp", now - 1).put("iat", now - 60))).status()).isEqualTo(200);
        assertThat(gateway.get("/items", gateway.issuer.token(TestIssuer.claims("items.read").put("iat", now + 3))).status()).isEqualTo(200);
        assertThat(gateway.get("/items", gateway.issuer.token(TestIssuer.claims("items.read").put("nbf", now + 3))).status()).isEqualTo(200);
        assertThat(gateway.get("/items", gateway.issuer.token(TestIssuer.claims("items.read").put("iat", now).put("exp", now + 86_400))).status()).isEqualTo(200);
        assertRefused(gateway.issuer.token(TestIssuer.claims("items.read").put("iat", now).put("exp", now + 86_401)));
        assertThat(gateway.get("/items", gateway.issuer.token(TestIssuer.claims("items.read").put("aud", new JsonArray().add("urn:claviger:acme:prod")))).status()).isEqualTo(200);
        assertThat(gateway.get("/items", gateway.issuer.token(gateway.issuer.header().put("typ", "application/AT+JWT"), TestIssuer.claims("items.read"))).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("RFC 7515 §7.1: three parts of strict base64url, nothing before, between or behind")
    void refuses_what_is_no_compact_jws() throws Exception {
        String token = gateway.issuer.token("items.read");
        String[] parts = token.split("\\.");
        for (String wrong : new String[] {parts[0] + "." + parts[1], token + ".", token + ".x.y", parts[0] + "." + parts[1] + ".", "." + parts[1] + "." + parts[2],
                token + "=", token + "==", parts[0] + "=." + parts[1] + "." + parts[2], "x", "...", parts[1] + "." + parts[0] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + TestIssuer.base64(new byte[64]), parts[0] + "." + parts[1] + "." + TestIssuer.base64(new byte[63])}) {
            assertRefused(wrong);
        }
    }

    @Test
    @DisplayName("RFC 7515 §4: a member that stands twice is refused, in header and claims")
    void refuses_duplicate_members() throws Exception {
        String header = gateway.issuer.header().encode();
        String claims = TestIssuer.claims("items.read").encode();

        assertRefused(gateway.issuer.token(header.replace("{", "{\"kid\":\"x\","), claims));
        assertRefused(gateway.issuer.token(header, claims.replace("{", "{\"tenant\":\"globex\",")));
        assertRefused(gateway.issuer.token(header + "{}", claims));
        assertRefused(gateway.issuer.token("[" + header + "]", claims));
    }

    @Test
    void refuses_a_signature_by_another_key_of_the_same_name() throws Exception {
        assertRefused(STRANGER.token("items.read"));
    }

    @Test
    @DisplayName("RFC 8725 §2.1: HS256 with the public key as secret")
    void refuses_a_mac_made_with_the_public_key() throws Exception {
        refuses_a_mac_made_with_the_public_key_of(RSA);
        refuses_a_mac_made_with_the_public_key_of(gateway.issuer);
        refuses_a_mac_made_with_the_public_key_of(EDWARDS);
    }

    private static void refuses_a_mac_made_with_the_public_key_of(TestIssuer issuer) throws Exception {
        byte[] der = issuer.keys().getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : new byte[][] {der, pem.getBytes(StandardCharsets.US_ASCII), Base64.getEncoder().encode(der), issuer.jwk().encode().getBytes(StandardCharsets.US_ASCII)}) {
            String input = TestIssuer.base64(issuer.header().put("alg", "HS256").encode().getBytes(StandardCharsets.UTF_8)) + "."
                    + TestIssuer.base64(TestIssuer.claims("items.read").encode().getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            assertRefused(input + "." + TestIssuer.base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII))));
        }
    }

    @Test
    @DisplayName("RFC 8725 §3.1: a genuine signature by another published key than the one the token names")
    void refuses_a_signature_by_another_key_of_the_issuer() throws Exception {
        assertRefused(RSA.token(RSA.header().put("kid", "key-1"), TestIssuer.claims("items.read")));
        assertRefused(RSA.token(RSA.header().put("kid", "pss"), TestIssuer.claims("items.read")));
        assertRefused(RSA.token(RSA.header().put("alg", "PS256"), TestIssuer.claims("items.read")));
        assertRefused(PSS.token(PSS.header().put("kid", "rsa"), TestIssuer.claims("items.read")));
        assertRefused(gateway.issuer.token(gateway.issuer.header().put("kid", "rsa"), TestIssuer.claims("items.read")));
        assertRefused(gateway.issuer.token(gateway.issuer.header().put("kid", "ed"), TestIssuer.claims("items.read")));
    }

    @Test
    @DisplayName("RFC 7516 §3.1: an encrypted token is none, also around a good one")
    void refuses_encrypted_tokens() throws Exception {
        String encrypting = TestIssuer.base64("{\"typ\":\"at+jwt\",\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"cty\":\"JWT\",\"kid\":\"rsa\"}".getBytes(StandardCharsets.UTF_8));
        String content = TestIssuer.base64(gateway.issuer.token("items.read").getBytes(StandardCharsets.US_ASCII));
        assertRefused(encrypting + "." + TestIssuer.base64(new byte[256]) + "." + TestIssuer.base64(new byte[12]) + "." + content + "." + TestIssuer.base64(new byte[16]));
        assertRefused(encrypting + ".." + TestIssuer.base64(new byte[12]) + "." + content + "." + TestIssuer.base64(new byte[16]));
        assertRefused(gateway.issuer.token(gateway.issuer.header().put("cty", "JWT").encode(), gateway.issuer.token("items.read")));
    }

    @Test
    @DisplayName("RFC 7518 §3.3: an RSA key under 2048 bits verifies nothing")
    void ignores_a_short_rsa_key_of_the_issuer() throws Exception {
        assertRefused(SHORT_RSA.token("items.read"));
    }

    @Test
    void asks_nobody_for_keys_that_the_token_names() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Vertx vertx = gateway.vertx;
        HttpServer trap = TestGateway.await(vertx.createHttpServer().requestHandler(request -> {
            asked.incrementAndGet();
            request.response().end(TestIssuer.jwks(STRANGER));
        }).listen(0, "127.0.0.1"));
        String url = "http://127.0.0.1:" + trap.actualPort() + "/keys";
        JsonObject header = STRANGER.header().put("jku", url).put("x5u", url).put("jwk", STRANGER.jwk()).put("x5c", new JsonArray().add("AA"));

        assertRefused(STRANGER.token(header, TestIssuer.claims("items.read")));
        assertThat(gateway.get("/items", gateway.issuer.token(gateway.issuer.header().put("jku", url).put("jwk", STRANGER.jwk()), TestIssuer.claims("items.read"))).status()).isEqualTo(200);
        assertThat(asked).hasValue(0);
    }

    @Test
    void reads_the_keys_again_for_unknown_key_ids_only_once_in_a_while() throws Exception {
        int before = gateway.services.jwksReads.get();
        for (int i = 0; i < 50; i++) {
            assertRefused(TestIssuer.es256("unknown-" + i % 5).token("items.read"));
        }
        assertThat(gateway.services.jwksReads.get() - before).isLessThanOrEqualTo(3);
    }

    /** A field value and the status it gets, over whatever version. */
    static Stream<String> authorizations() {
        return Stream.of("Bearer %s|200", "bearer %s|200", "BEARER %s|200", "Basic %s|401", "Bearer  %s|401", "Bearer|401", "Bearer %s,|401", "Bearer %s %s|401", "Bearer,%s|401", "Token %s|401", "%s|401",
                "Bearer\t%s|401", ",Bearer %s|401", "DPoP %s|401", "Bearer %s, Bearer %s|401", "Bearer \"%s\"|401", "Bearer %s |200");
    }

    @ParameterizedTest
    @MethodSource("authorizations")
    @DisplayName("RFC 6750 §2.1: the scheme in any case, one space, one token")
    void reads_the_authorization_header_strictly(String row) throws Exception {
        String[] both = row.split("\\|");
        String token = gateway.issuer.token("items.read");
        assertThat(gateway.send("GET", TestGateway.HOST, "/items", "Authorization: " + both[0].replace("%s", token)).status()).isEqualTo(Integer.parseInt(both[1]));
    }

    @Test
    @DisplayName("RFC 6750 §2: a token is sent in one way, and in a URL never")
    void refuses_tokens_sent_twice_or_in_the_query() throws Exception {
        String token = gateway.issuer.token("items.read");
        String header = "Authorization: Bearer " + token;

        assertThat(gateway.send("GET", TestGateway.HOST, "/items", header, header).status()).isEqualTo(400);
        assertThat(gateway.send("GET", TestGateway.HOST, "/items", header, "Authorization: Basic YTpi").status()).isEqualTo(400);
        assertThat(gateway.send("GET", TestGateway.HOST, "/items", "Authorization: Basic YTpi", header).status()).isEqualTo(400);
        assertThat(gateway.send("GET", TestGateway.HOST, "/open", header, header).status()).as("where none is asked for, none is read").isEqualTo(200);
        assertThat(gateway.acme.last().headers().contains("Authorization")).isFalse();
        assertThat(gateway.send("GET", TestGateway.HOST, "/items?access_token=" + token, header).status()).isEqualTo(400);
        assertThat(gateway.send("GET", TestGateway.HOST, "/items?a=1&access%5Ftoken=x", header).status()).isEqualTo(400);
        Wire.Answer inQuery = gateway.send("GET", TestGateway.HOST, "/items?access_token=" + token);
        assertThat(inQuery.status()).isEqualTo(401);
        assertThat(inQuery.header("WWW-Authenticate")).doesNotContain("error");
        assertThat(gateway.send("GET", TestGateway.HOST, "/items", header, header).json().containsKey("error")).isFalse();
    }

    @Test
    @DisplayName("Who makes tokens up for keys there are none of holds nobody up whose key is known")
    void serves_good_tokens_while_strangers_name_unknown_keys() throws Exception {
        String good = "Authorization: Bearer " + gateway.issuer.token("items.read");
        gateway.services.holdKeys();
        try (Wire flood = new Wire(gateway.port()); Wire honest = new Wire(gateway.port())) {
            flood.write(TestGateway.request("GET", TestGateway.HOST, "/items", "Authorization: Bearer " + TestIssuer.es256("nobodys").token("items.read")));
            for (int i = 0; i < 20; i++) {
                assertThat(honest.write(TestGateway.request("GET", TestGateway.HOST, "/items", good)).read().status()).isEqualTo(200);
            }
            gateway.services.releaseKeys();
            assertThat(flood.read().status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("RFC 6585 §5: a token that is too long is 431 in the same envelope")
    void refuses_enormous_tokens() throws Exception {
        Wire.Answer answer = gateway.get("/items", "x".repeat(9 * 1024));

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.json().getString("title")).isEqualTo("Request Header Fields Too Large");
        String longKeyId = gateway.issuer.token(gateway.issuer.header().put("kid", "k".repeat(10 * 1024)), TestIssuer.claims("items.read"));
        assertThat(gateway.get("/items", longKeyId).status()).isEqualTo(431);
    }
}
