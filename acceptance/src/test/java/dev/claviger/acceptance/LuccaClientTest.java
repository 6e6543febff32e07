package dev.claviger.acceptance;

import static dev.claviger.acceptance.Json.like;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.api.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lucca's documented exchanges, on the wire: one token host for all, a form with scopes, many environment hosts, problem+json. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LuccaClientTest {

    private static final String TENANT = "lucca";
    private static final String HOST = "lucca.api.localhost";
    private static final int LONGEST_SCOPE = 4_000;

    private TestClaviger claviger;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        client = claviger.client(TENANT, "production", "employees.readonly", "departments.readonly");
    }

    // --- the token request ---------------------------------------------------------------------------------------

    @Test
    @DisplayName("POST /connect/token, whatever Host the client insists on and with Api-Version: 200, Bearer, half an hour")
    void the_documented_form_brings_a_token() {
        Wire answer = token(client, "&scope=employees.readonly%20departments.readonly");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).is(like("""
                {"access_token":"*","token_type":"Bearer","expires_in":1800,"scope":"employees.readonly departments.readonly"}"""));
    }

    @Test
    void a_subset_of_the_scopes_is_granted_as_asked_and_all_when_none_is() {
        assertThat(token(client, "&scope=employees.readonly").json().path("scope").asText()).isEqualTo("employees.readonly");
        assertThat(token(client, "").json().path("scope").asText()).isEqualTo("departments.readonly employees.readonly");
    }

    @ParameterizedTest
    @DisplayName("RFC 6749 §5.2, at IdentityServer's path: always 400 for a form")
    @CsvSource({
        "grant_type=client_credentials&client_id=$ID&client_secret=wrong, invalid_client",
        "grant_type=client_credentials&client_id=nobody&client_secret=$SECRET, invalid_client",
        "grant_type=client_credentials&client_id=$ID&client_secret=$SECRET&scope=payslips.readonly, invalid_scope",
        "grant_type=client_credentials&client_id=$ID&client_secret=$SECRET&scope=no.such.scope, invalid_scope",
        "grant_type=password&client_id=$ID&client_secret=$SECRET, unsupported_grant_type",
        "client_id=$ID&client_secret=$SECRET, invalid_request"})
    void errors_are_400_with_a_code(String form, String error) {
        Wire answer = token(form.replace("$ID", client.id()).replace("$SECRET", client.secret()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).is(like("{\"error\":\"" + error + "\",\"error_description\":\"*\"}"));
    }

    @Test
    @DisplayName("4,000 characters of scope are the most")
    void the_limit_of_the_scope_lies_at_four_thousand_characters() {
        String longest = "employees.readonly " + "x".repeat(LONGEST_SCOPE - 19);

        // Both are refused, one for an unknown scope and the other for its length: the description tells which.
        Wire within = token(client, "&scope=" + longest.replace(' ', '+'));
        Wire beyond = token(client, "&scope=" + longest.replace(' ', '+') + "x");

        assertThat(within.json().path("error").asText()).isEqualTo("invalid_scope");
        assertThat(beyond.json().path("error").asText()).isEqualTo("invalid_scope");
        assertThat(beyond.json().path("error_description").asText()).contains("4000")
                .isNotEqualTo(within.json().path("error_description").asText());
    }

    @Test
    @DisplayName("The same scope many times is short of nothing: 3,990 characters that are all granted")
    void a_long_scope_that_is_granted_is_granted() {
        String repeated = "employees.readonly+".repeat(209) + "employees.readonly";

        assertThat(token(client, "&scope=" + repeated).json().path("scope").asText()).isEqualTo("employees.readonly");
    }

    @Test
    @DisplayName("Regenerating the secret ends the old one and its tokens at once")
    void a_regenerated_secret_replaces_the_old_one_at_once() {
        Client rotating = claviger.client(TENANT, "production", "employees.readonly");
        String token = token(rotating, "").json().path("access_token").asText();

        Answer fresh = claviger.admin().post(rotating.path() + "/secrets", "{}");
        claviger.secretsSeen().add(fresh.text("client_secret"));

        assertThat(fresh.status()).isEqualTo(201);
        claviger.await(Duration.ofSeconds(2), () -> employees(HOST, token).status() == 401);
        assertThat(token(rotating, "").json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(token(new Client(TENANT, rotating.id(), fresh.text("client_secret"), "-"), "").status()).isEqualTo(200);
    }

    // --- the call ------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("Api-Version goes up; Deprecation and Sunset come down; the establishments stand in a header the caller cannot write")
    void what_the_api_and_its_callers_tell_each_other_passes() throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            upstream.answerWith("Deprecation", "@1730419200");
            upstream.answerWith("Sunset", "Sat, 31 Oct 2026 23:59:59 GMT");
            Tenant tenant = claviger.tenant(upstream.origin());
            Client limited = claviger.registered(tenant.id(), """
                    {"name":"Limited","environment":"production","scopes":["employees.readonly"],"establishments":["paris","nantes"]}""");

            Wire answer = claviger.api("""
                    GET /api/v1/employees HTTP/1.1
                    Host: %s
                    Authorization: Bearer %s
                    Claviger-Establishments: everywhere
                    claviger_establishments: everywhere
                    Api-Version: 2024-11-01""".formatted(tenant.host(), claviger.token(limited)), "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Deprecation")).isEqualTo("@1730419200");
            assertThat(answer.header("Sunset")).isEqualTo("Sat, 31 Oct 2026 23:59:59 GMT");
            assertThat(upstream.latestHeaders().get("Api-Version")).containsExactly("2024-11-01");
            assertThat(upstream.latestHeaders().get("Claviger-Establishments")).containsExactly("paris,nantes");
            assertThat(upstream.latestHeaders().keySet()).noneMatch(name -> name.contains("_"));
        }
    }

    @Test
    @DisplayName("Each customer has its own URL and its own token: on another's host 401, and nothing is forwarded")
    void a_token_on_another_customers_host_is_refused() throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant other = claviger.tenant(upstream.origin());
            claviger.await(Duration.ofSeconds(2), () -> claviger.get(other.host(), "/api/v1/employees", "eyJ").status() != 421);
            Wire answer = claviger.api("""
                    GET /api/v1/employees HTTP/1.1
                    Host: %s
                    Authorization: Bearer %s
                    Api-Version: 2024-11-01""".formatted(other.host(), claviger.token(client)), "");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("RFC 6750 §3, RFC 9457: 401 for a bad token, 403 for a missing scope, both problem+json")
    void refusals_are_problem_json_with_a_challenge() {
        Wire none = claviger.api("GET /lucca-api/employees HTTP/1.1\nHost: " + HOST + "\nApi-Version: 2024-11-01", "");
        Wire bad = employees(HOST, "eyJ");
        Wire beyond = claviger.api("""
                POST /lucca-api/employees HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: 2""".formatted(HOST, claviger.token(client)), "{}");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer realm=\"").doesNotContain("error");
        assertThat(bad.status()).isEqualTo(401);
        assertThat(bad.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(beyond.status()).isEqualTo(403);
        assertThat(beyond.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"", "scope=\"employees.readwrite\"");
        for (Wire refusal : new Wire[] {none, bad, beyond}) {
            assertThat(refusal.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refusal.json().path("status").asInt()).isEqualTo(refusal.status());
            assertThat(refusal.json().path("title").asText()).isEqualTo(refusal.status() == 401 ? "Unauthorized" : "Forbidden");
        }
    }

    @Test
    @DisplayName("50 requests a minute per customer's host, shared by all its integrations; then 429 with Retry-After, and nothing is forwarded")
    void the_request_after_fifty_in_a_minute_is_refused() throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            assertThat(claviger.admin().put(tenant.path() + "/environments/production", """
                    {"hosts":["%s"],"upstreams":["%s"],"rate_limit":{"requests":50,"per":"PT1M"}}""".formatted(tenant.host(), upstream.origin())).status()).isEqualTo(200);
            String one = claviger.token(claviger.client(tenant, "employees.readonly"));
            String other = claviger.token(claviger.client(tenant, "employees.readonly"));
            long begun = System.nanoTime();
            claviger.await(Duration.ofSeconds(2), () -> claviger.get(tenant.host(), "/api/v1/employees", one).header("RateLimit").startsWith("\"environment\";r=49;"));
            int before = upstream.requests().size();

            Answer answer = claviger.get(tenant.host(), "/api/v1/employees", other);
            for (int n = 0; answer.status() == 200; n++) {
                answer = claviger.get(tenant.host(), "/api/v1/employees", n % 2 == 0 ? one : other);
            }

            // One was seen before; while the test goes on, one more comes every 1.2 seconds.
            long refilled = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1200;
            assertThat((long) upstream.requests().size() - before).isBetween(49L, 49L + refilled);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isIn("1", "2");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"environment\";q=50;w=60");
            assertThat(answer.body()).is(like("""
                    {"type":"about:blank","title":"Too Many Requests","status":429,"detail":"Too many requests","message":"Too Many Requests","instance":"*"}"""));
        }
    }

    @Test
    @DisplayName("The documented curl lines, host aside")
    void the_documented_curl_lines_work() throws Exception {
        Shell shell = new Shell(claviger);
        JsonNode token = new ObjectMapper().readTree(shell.run("""
                curl -s --request POST "$ISSUER/connect/token" \
                  --header 'Content-Type: application/x-www-form-urlencoded' \
                  --data-urlencode 'grant_type=client_credentials' \
                  --data-urlencode 'client_id=%s' \
                  --data-urlencode 'client_secret=%s' \
                  --data-urlencode 'scope=employees.readonly departments.readonly'""".formatted(client.id(), client.secret())));
        claviger.secretsSeen().add(token.path("access_token").asText());
        JsonNode reached = new ObjectMapper().readTree(shell.run("""
                curl -s "$GATEWAY_URL/lucca-api/employees" -H "Host: %s" \
                  -H 'Authorization: Bearer %s' -H 'Api-Version: 2024-11-01'""".formatted(HOST, token.path("access_token").asText())));

        assertThat(employees(HOST, token.path("access_token").asText()).header("RateLimit-Policy")).isEqualTo("\"environment\";q=50;w=60");
        assertThat(reached.at("/headers/api-version").asText()).isEqualTo("2024-11-01");
        assertThat(token.path("scope").asText()).isEqualTo("employees.readonly departments.readonly");
        assertThat(reached.at("/headers/claviger-scope").asText()).isEqualTo("departments.readonly employees.readonly");
    }

    private Wire token(Client asking, String more) {
        return token("grant_type=client_credentials&client_id=" + asking.id() + "&client_secret=" + asking.secret() + more);
    }

    private Wire token(String form) {
        return claviger.token("""
                POST /connect/token HTTP/1.1
                Host: accounts.world.luccasoftware.com
                Content-Type: application/x-www-form-urlencoded
                Api-Version: 2024-11-01
                Content-Length: %d""".formatted(form.length()), form);
    }

    private Wire employees(String host, String token) {
        return claviger.api("""
                GET /lucca-api/employees HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Api-Version: 2024-11-01""".formatted(host, token), "");
    }
}
