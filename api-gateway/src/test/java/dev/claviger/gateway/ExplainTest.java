package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.CallProof;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("POST /explain on the management port")
class ExplainTest {

    private static final String REVOKED_CLIENT = "client0000000666";

    private TestGateway gateway;
    private HttpServer management;
    private String operator;

    @BeforeAll
    void start() throws Exception {
        gateway = TestGateway.started(Map.of());
        management = management(gateway);
        operator = gateway.issuer.token(TestIssuer.claims(Scopes.ADMIN).put("aud", "urn:claviger:admin"));
        gateway.services.revoke(RevocationTarget.client(new TenantId("acme"), new ClientId(REVOKED_CLIENT)));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == 2);
    }

    private static HttpServer management(TestGateway gateway) throws Exception {
        Router router = Router.router(gateway.vertx);
        gateway.parts.explaining().register(router);
        return TestGateway.await(gateway.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    private Wire.Answer ask(String body, String bearer) throws Exception {
        return ask(management, body, bearer);
    }

    private static Wire.Answer ask(HttpServer management, String body, String bearer) throws Exception {
        return Wire.exchange(management.actualPort(), TestGateway.request("POST", "localhost", "/explain", "Authorization: Bearer " + bearer,
                "Content-Type: application/json", "Content-Length: " + body.length()) + body);
    }

    private JsonObject explained(JsonObject question) throws Exception {
        Wire.Answer answer = ask(question.encode(), operator);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonObject question(String host, String path) {
        return new JsonObject().put("method", "GET").put("host", host).put("path", path);
    }

    private static String outcomes(JsonObject explanation) {
        return checks(explanation).map(check -> check.getString("outcome")).collect(Collectors.joining(" "));
    }

    private static Stream<JsonObject> checks(JsonObject explanation) {
        JsonArray checks = explanation.getJsonArray("checks");
        return checks.stream().map(JsonObject.class::cast);
    }

    private static String detail(JsonObject explanation, String name) {
        return checks(explanation).filter(check -> check.getString("check").equals(name)).findFirst().orElseThrow().getString("detail", "");
    }

    /** What is wrong, where, with which token: made from the good claims. */
    record Case(String refused, String failed, String detail, String method, String host, String path, JsonObject claims) {
        @Override
        public String toString() {
            return refused;
        }
    }

    private static Case ofToken(String refused, String failed, String detail, JsonObject claims) {
        return new Case(refused, failed, detail, "GET", TestGateway.HOST, "/items/7", claims);
    }

    static List<Case> cases() {
        long now = Instant.now().getEpochSecond();
        JsonObject good = TestIssuer.claims("items.read");
        return List.of(new Case("malformed_target", "form", "", "GET", TestGateway.HOST, "/items/..;/x", good), new Case("malformed_host", "form", "", "GET", "a@b", "/items", good),
                new Case("host_unknown", "host", "", "GET", "nobody.test", "/items", good), new Case("path_unknown", "route", "", "GET", TestGateway.HOST, "/nowhere", good),
                new Case("method_not_allowed", "route", "declared are GET, HEAD", "DELETE", TestGateway.HOST, "/items/7", good),
                new Case("no_token", "token", "", "GET", TestGateway.HOST, "/items/7", null),
                ofToken("token_issuer_wrong", "issuer", "it says https://other.test; here it is https://issuer.test", good.copy().put("iss", "https://other.test")),
                ofToken("token_not_yet_valid", "times", "issued ", good.copy().put("iat", now + 600).put("exp", now + 900)),
                ofToken("token_lifetime_too_long", "times", "for 259200 s", good.copy().put("exp", now + 259_200)),
                ofToken("token_expired", "expiry", "expires ", good.copy().put("iat", now - 900).put("exp", now - 300)),
                ofToken("token_revoked", "revocation", "ended at position 2 by a revocation of {tenant=acme, client_id=" + REVOKED_CLIENT + "}", good.copy().put("client_id", REVOKED_CLIENT)),
                ofToken("tenant_wrong", "tenant", "it is for globex/prod; the host is of acme/prod", good.copy().put("tenant", "globex")),
                ofToken("environment_wrong", "environment", "", good.copy().put("env", "sandbox")),
                ofToken("audience_wrong", "audience", "it says urn:other; the environment has urn:claviger:acme:prod", good.copy().put("aud", "urn:other")),
                ofToken("scope_missing", "scopes", "held are audit; the route needs items.read, or audit items.admin", good.copy().put("scope", "audit")),
                new Case("api_key_missing", "api_key", "", "GET", TestGateway.HOST, "/keyed", good),
                new Case("no_upstream", "upstream", "", "GET", "none.test", "/open", null));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("The check that failed is the one whose status the data port answers with; all before it were passed, none after it is judged")
    void names_what_fails_and_how_to_mend_it(Case wrong) throws Exception {
        String token = wrong.claims() == null ? null : gateway.issuer.token(wrong.claims());
        JsonObject question = question(wrong.host(), wrong.path()).put("method", wrong.method()).put("token", token);
        double before = refusals(wrong.refused());
        Wire.Answer real = gateway.send(wrong.method(), wrong.host(), wrong.path(), token == null ? "X-None: 1" : "Authorization: Bearer " + token);
        TestGateway.eventually(() -> refusals(wrong.refused()) == before + 1);

        JsonObject explanation = explained(question);
        assertThat(explanation.getString("outcome")).isEqualTo("refused");
        assertThat(explanation.getString("refused")).isEqualTo(wrong.refused());
        assertThat(explanation.getInteger("status")).isEqualTo(real.status());
        assertThat(explanation.getString("failed")).isEqualTo(wrong.failed());
        assertThat(explanation.getString("mend")).isNotBlank();
        assertThat(detail(explanation, wrong.failed())).contains(wrong.detail());
        assertThat(outcomes(explanation)).matches("((passed|not_needed) )*failed( not_reached)*");
        assertThat(explanation.encode()).doesNotContain(token == null ? "null" : token.substring(token.lastIndexOf('.') + 1));
        assertThat(real.body()).doesNotContain("mend", wrong.refused());
    }

    private double refusals(String reason) {
        return gateway.registry.get("claviger.gateway.requests").tag("reason", reason).counter().count();
    }

    @Test
    void tells_that_a_request_would_be_forwarded_and_forwards_nothing() throws Exception {
        int reached = gateway.reached();
        JsonObject explanation = explained(question(TestGateway.HOST, "/items/7?x=1").put("token", gateway.issuer.token("items.all")));
        assertThat(explanation.getString("outcome")).isEqualTo("forwarded");
        assertThat(outcomes(explanation)).matches("((passed|not_needed) ?)*");
        assertThat(detail(explanation, "host")).isEqualTo("acme/prod");
        assertThat(detail(explanation, "route")).isEqualTo("'read' needs items.read, or audit items.admin");
        assertThat(gateway.reached()).isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({"/open, forwarded", "/api/v1/auth/token, forwarded"})
    void needs_no_token_where_requests_need_none(String path, String outcome) throws Exception {
        JsonObject explanation = explained(question(TestGateway.HOST, path).put("method", "POST"));
        assertThat(explanation.getString("outcome")).isEqualTo(outcome);
        assertThat(checks(explanation).filter(check -> check.getString("check").equals("signature")).findFirst().orElseThrow().getString("outcome")).isEqualTo("not_needed");
    }

    @ParameterizedTest
    @CsvSource({"acme, prod, items.all, forwarded,", "acme, prod, audit, refused, scope_missing", "acme, sandbox, items.read, refused, environment_wrong", "globex, prod, items.read, refused, tenant_wrong"})
    @DisplayName("A client is asked about by its registration: what its next token would be let through for")
    void foresees_what_a_clients_next_token_would_meet(String tenant, String environment, String scope, String outcome, String refused) throws Exception {
        JsonObject explanation = explained(question(TestGateway.HOST, "/items/7").put("tenant", tenant).put("environment", environment).put("client_id", TestIssuer.CLIENT)
                .put("scopes", new JsonArray().add(scope)));
        assertThat(explanation.getString("outcome")).isEqualTo(outcome);
        assertThat(explanation.getString("refused")).isEqualTo(refused);
        assertThat(checks(explanation).filter(check -> check.getString("check").equals("signature")).findFirst().orElseThrow().getString("outcome")).isEqualTo("not_needed");
    }

    /** Its tenant has this host alone. */
    private static void limit(TestGateway gateway, String host, EnvironmentLimits limits) throws Exception {
        long next = gateway.parts.snapshots().position() + 1;
        gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId("limited"), new EnvironmentName("prod"), List.of(host), List.of(gateway.acme.url()), "urn:limited", List.of(), false,
                List.of(), limits)));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == next);
    }

    private static String outcome(JsonObject explanation, String name) {
        return checks(explanation).filter(check -> check.getString("check").equals(name)).findFirst().orElseThrow().getString("outcome");
    }

    @Test
    @DisplayName("Limits are foreseen as this replica counts: the answer is the one a request would get, and no question uses anything up")
    void foresees_limits_and_uses_none_up() throws Exception {
        RateLimit perClient = new RateLimit(2, Duration.ofDays(1));
        limit(gateway, "limited.test", new EnvironmentLimits(Optional.of(new RateLimit(50, Duration.ofMinutes(1))), Optional.of(perClient), Optional.empty(), Optional.empty()));
        String token = gateway.issuer.token(TestIssuer.claims("items.read").put("tenant", "limited").put("aud", "urn:limited"));
        JsonObject question = question("limited.test", "/items/7").put("token", token);
        for (int n = 0; n < 5; n++) {
            JsonObject explanation = explained(question);
            assertThat(explanation.getString("outcome")).isEqualTo("forwarded");
            assertThat(detail(explanation, "limits")).isEqualTo("'client' of 2 per PT24H leaves 1 more after it, as this replica counts");
        }
        assertThat(gateway.get("limited.test", "/items/7", token).header("RateLimit")).startsWith("\"client\";r=1;");
        assertThat(gateway.get("limited.test", "/items/7", token).status()).isEqualTo(200);

        JsonObject refused = explained(question);
        Wire.Answer real = gateway.get("limited.test", "/items/7", token);
        assertThat(refused.getInteger("status")).isEqualTo(real.status()).isEqualTo(429);
        assertThat(refused.getString("refused")).isEqualTo("rate_limited");
        assertThat(detail(refused, "limits")).matches("'client' of 2 per PT24H has room again in \\d+ s, as this replica counts");
        assertThat(outcome(refused, "upstream")).isEqualTo("not_reached");

        JsonObject registered = question("limited.test", "/items/7").put("tenant", "limited").put("environment", "prod").put("scopes", new JsonArray().add("items.read"));
        assertThat(explained(registered.copy().put("client_id", TestIssuer.CLIENT)).getString("refused")).isEqualTo("rate_limited");
        assertThat(detail(explained(registered), "limits")).as("one that has asked for nothing yet").contains("leaves 1 more");
        assertThat(outcome(explained(question("limited.test", "/open")), "limits")).isEqualTo("not_needed");
        assertThat(outcome(explained(question(TestGateway.HOST, "/items/7").put("token", gateway.issuer.token("items.read"))), "limits")).isEqualTo("not_needed");
    }

    @Test
    @DisplayName("Where replicas count together, nothing this one could say would be true: it says so")
    void says_that_a_store_of_limits_was_not_asked() throws Exception {
        try (TestGateway sharing = TestGateway.started(Map.of("claviger.limits.store.url", "redis://127.0.0.1:1"))) {
            limit(sharing, "limited.test", new EnvironmentLimits(Optional.of(new RateLimit(50, Duration.ofMinutes(1))), Optional.empty(), Optional.empty(), Optional.empty()));
            String token = sharing.issuer.token(TestIssuer.claims("items.read").put("tenant", "limited").put("aud", "urn:limited"));
            Wire.Answer answer = ask(management(sharing), question("limited.test", "/items/7").put("token", token).encode(),
                    sharing.issuer.token(TestIssuer.claims(Scopes.ADMIN).put("aud", "urn:claviger:admin")));
            assertThat(answer.json().getString("outcome")).isEqualTo("forwarded");
            assertThat(outcome(answer.json(), "limits")).isEqualTo("not_asked");
            assertThat(detail(answer.json(), "limits")).isEqualTo("all replicas count in one store, which was not asked: 'environment' of 50 per PT1M");
        }
    }

    @Test
    void explains_a_line_of_the_access_log() throws Exception {
        JsonObject explanation = explained(new JsonObject().put("refused", "token_revoked"));
        assertThat(explanation.getString("failed")).isEqualTo("revocation");
        assertThat(explanation.getString("mend")).contains("audit");
    }

    @Test
    @DisplayName("Only for access tokens of the admin API with claviger:admin, not revoked; and the data port accepts none of those")
    void is_for_administrators_only() throws Exception {
        String body = question(TestGateway.HOST, "/open").encode();
        assertThat(ask(body, gateway.issuer.token("items.read")).status()).isEqualTo(401);
        assertThat(ask(body, gateway.issuer.token(TestIssuer.claims(Scopes.TENANT).put("aud", "urn:claviger:admin"))).status()).isEqualTo(403);
        assertThat(ask(body, gateway.issuer.token(TestIssuer.claims(Scopes.ADMIN).put("aud", "urn:claviger:admin").put("client_id", REVOKED_CLIENT))).status()).isEqualTo(401);
        assertThat(ask(body, TestIssuer.es256("key-1").token(TestIssuer.claims(Scopes.ADMIN).put("aud", "urn:claviger:admin"))).status()).isEqualTo(401);
        Wire.Answer bare = Wire.exchange(management.actualPort(), TestGateway.request("POST", "localhost", "/explain", "Content-Length: 2") + "{}");
        assertThat(bare.status()).isEqualTo(401);
        assertThat(bare.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(gateway.get("/any/x", operator).status()).isEqualTo(401);
    }

    private Wire.Answer askWithProof(String body, String... proofs) throws Exception {
        String headers = Stream.of(proofs).map(proof -> CallProof.HEADER + ": " + proof + "\r\n").collect(Collectors.joining());
        return Wire.exchange(management.actualPort(), TestGateway.request("POST", "localhost", "/explain", headers + "Content-Length: " + body.length()) + body);
    }

    private static String proof(String body, Instant at, String... keys) {
        return CallProof.of("POST /explain", body.getBytes(StandardCharsets.UTF_8), List.of(keys), at).toHeader();
    }

    @Test
    @DisplayName("Or for who proves to know this gateway's key at credential-service: for this question, once, and within a minute")
    void is_for_the_console_that_proves_to_know_the_key() throws Exception {
        String body = question(TestGateway.HOST, "/open").encode();
        String proof = proof(body, Instant.now(), "the-next-key-0123456789", TestServices.KEY);
        assertThat(askWithProof(body, proof).json().getString("outcome")).isEqualTo("forwarded");
        assertThat(askWithProof(body, proof).body()).contains("used before");
        assertThat(askWithProof(body, proof("{}", Instant.now(), TestServices.KEY)).body()).contains("not by this gateway's key");
        assertThat(askWithProof(body, proof(body, Instant.now().minusSeconds(90), TestServices.KEY)).body()).contains("clocks");
        Wire.Answer wrong = askWithProof(body, proof(body, Instant.now(), "another-key-0123456789"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Claviger-Proof");
        assertThat(wrong.body()).contains("claviger.internal.gateway-keys").doesNotContain(TestServices.KEY);
        assertThat(askWithProof(body, proof(body, Instant.now(), TestServices.KEY), proof(body, Instant.now(), TestServices.KEY)).status()).isEqualTo(401);
        assertThat(askWithProof("", proof("", Instant.now(), TestServices.KEY)).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("A proof opens nothing but this: neither does a token help a wrong one, nor a proof the data port")
    void a_proof_is_for_this_alone() throws Exception {
        String body = question(TestGateway.HOST, "/open").encode();
        Wire.Answer both = Wire.exchange(management.actualPort(), TestGateway.request("POST", "localhost", "/explain", "Authorization: Bearer " + operator,
                CallProof.HEADER + ": " + proof(body, Instant.now(), "another"), "Content-Length: " + body.length()) + body);
        assertThat(both.status()).isEqualTo(401);
        assertThat(gateway.send("GET", TestGateway.HOST, "/items/7", CallProof.HEADER + ": " + proof("", Instant.now(), TestServices.KEY)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"host\":\"a\"}", "{\"host\":\"a\",\"path\":\"/\",\"tokn\":\"x\"}", "{\"host\":\"a\",\"path\":\"/\",\"token\":\"x\",\"tenant\":\"acme\",\"environment\":\"prod\",\"scopes\":[]}",
            "{\"host\":\"a\",\"path\":\"/\",\"tenant\":\"acme\"}", "{\"host\":\"acme.api.test\",\"path\":\"/items\",\"tenant\":\"acme\",\"environment\":\"gone\",\"scopes\":[]}", "{\"refused\":\"because\"}", "{\"host\":7,\"path\":\"/\"}", ""})
    void refuses_questions_it_cannot_read_without_repeating_them(String body) throws Exception {
        Wire.Answer answer = ask(body, operator);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("tokn", "because");
    }

    @Test
    void refuses_questions_that_are_too_long() throws Exception {
        assertThat(ask("{\"host\":\"a\",\"path\":\"/" + "a".repeat(40_000) + "\"}", operator).status()).isEqualTo(413);
    }
}
