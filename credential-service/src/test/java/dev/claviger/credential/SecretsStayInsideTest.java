package dev.claviger.credential;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.leak.TestSigner;
import io.restassured.http.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

/** A canary: secrets that are used in every way, and then looked for everywhere. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@QuarkusTestResource(TestSigner.class)
class SecretsStayInsideTest {

    private static final List<String> TABLES = List.of("tenant", "environment", "scope", "client", "credential", "api_key", "notification", "audit_entry", "event",
            "live_revocation", "idempotency_key", "credential_usage", "usage_batch", "delivered_revocation", "installation", "feed",
            "person", "person_password", "password_link", "known_browser", "guess", "one_time_password", "recovery_code", "identity_provider", "external_identity");

    @TestHTTPResource(value = "/", management = true)
    URI management;
    @Inject
    Pool pool;

    @Test
    void a_secret_is_nowhere_but_in_the_answer_that_created_it() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = recorder(logged);
        Logger.getLogger("").addHandler(handler);
        List<String> canaries = new ArrayList<>(List.of("development-gateway-key", "ZGV2ZWxvcG1lbnQtcGVwcGVy", TestInstallation.ADMIN_SECRET.reveal()));
        List<String> answers = new ArrayList<>();
        try {
            NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
            String rotated = asAdministrator().header("Idempotency-Key", AdminApi.fresh("key")).body(Map.of("previous_valid_for", "P1D"))
                    .post(client.path() + "/secrets").path("client_secret");
            String token = AdminToken.administrator().sign();
            String apiKey = asAdministrator().post(client.path() + "/api-keys").path("api_key");
            canaries.addAll(List.of(client.secret(), rotated, token, apiKey));
            answers.addAll(misuse(client, apiKey, token));
            answers.add(asGateway().body(Map.of("api_key", apiKey)).post("/internal/api-key-verifications").asString());
            answers.add(asAdministrator().get(client.path() + "/api-keys").asString());
            answers.addAll(reports(rotated, apiKey));
            canaries.addAll(people(answers));
            answers.addAll(misuse(client, rotated, token));
            answers.add(asAdministrator().get(client.path()).asString());
            answers.add(asAdministrator().get(client.path() + "/secrets").asString());
            answers.add(asAdministrator().get("/admin/v1/audit?limit=500").asString());
            answers.add(asGateway().get("/internal/snapshot").asString());
            answers.add(given().get("/openapi").asString());
            answers.add(given().get(management.resolve("/q/metrics")).asString());
            TABLES.forEach(table -> pool.query("select x::text from " + table + " x").executeAndAwait().forEach(row -> answers.add(row.getString(0))));
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(canaries).allSatisfy(canary -> {
            assertThat(answers).noneMatch(text -> text.contains(canary));
            assertThat(logged).noneMatch(text -> text.contains(canary));
        });
    }

    /** Secrets where they do not belong, as people put them: refused, and not repeated. */
    private static List<String> misuse(NewClient client, String secret, String token) {
        return List.of(asAdministrator().body("{\"name\": " + secret + "}").patch(client.path()).asString(),
                asAdministrator().body(Map.of("environment", secret)).patch(client.path()).asString(),
                asAdministrator().body(Map.of("client_id", secret)).post("/admin/v1/revocations").asString(),
                asAdministrator().get("/admin/v1/audit?client_id=" + secret).asString(),
                asTokenService().body(Map.of("client_id", secret, "client_secret", client.id())).post("/internal/client-verifications").asString(),
                asTokenService().body("{\"client_secret\": \"" + secret + "\", ").post("/internal/client-verifications").asString(),
                given().header("Authorization", "Bearer " + token + "x").get("/admin/v1/scopes").asString(),
                given().header("Authorization", "Bearer " + secret).get("/internal/snapshot").asString());
    }

    /** What a person has, used and misused; what showed it rightly is not among the answers. */
    private static List<String> people(List<String> answers) {
        String password = AdminApi.fresh("horse battery canary");
        String tenant = AdminApi.newTenant();
        TestPerson person = TestPeople.newPerson(tenant, Map.of("password", password, "email", "canary@acme.example"));
        answers.add(asAdministrator().header("Idempotency-Key", AdminApi.fresh("key")).body(Map.of("username", "idem", "password", password)).post("/admin/v1/tenants/" + tenant + "/people").asString());
        String device = person.signIn(password).path("device");
        String link = asAdministrator().post(person.path() + "/invitations").path("link");
        String token = link.substring(link.lastIndexOf('/') + 1);
        Map<String, Object> begin = Map.of("tenant", tenant, "id", person.id(), "step", "begin", "current_password", password);
        String secret = asTokenService().body(begin).post("/internal/one-time-passwords").path("secret");
        for (String canary : List.of(password, device, token, secret)) {
            answers.add(person.signIn(Map.of("username", canary, "password", canary, "one_time_password", canary)).asString());
            answers.add(asTokenService().body("{\"tenant\":\"" + canary + "\"}").post("/internal/person-verifications").asString());
            answers.add(asTokenService().body("{\"password\":\"" + canary + "\", ").post("/internal/passwords").asString());
            answers.add(asTokenService().body(Map.of("token", canary + "x", "password", "short", "address", canary)).post("/internal/passwords").asString());
            answers.add(asTokenService().body(Map.of("tenant", tenant, "username", canary, "address", "192.0.2.9")).post("/internal/password-resets").asString());
            answers.add(asTokenService().body(Map.of("tenant", tenant, "id", person.id(), "step", canary, "code", canary)).post("/internal/one-time-passwords").asString());
            answers.add(asAdministrator().body(Map.of("username", "x", "password", 7, "role", canary, "shoe", canary)).post("/admin/v1/tenants/" + tenant + "/people").asString());
        }
        answers.add(asTokenService().body(Map.of("token", token)).post("/internal/password-links").asString());
        answers.add(asTokenService().body(Map.of("token", token, "password", "short", "address", "192.0.2.9")).post("/internal/passwords").asString());
        answers.add(asAdministrator().get(person.path()).asString());
        return List.of(password, device, token, secret, provider(answers, tenant));
    }

    /** What a provider gave us, told to token-service alone. */
    private static String provider(List<String> answers, String tenant) {
        String secret = AdminApi.fresh("provider canary");
        String path = "/admin/v1/tenants/" + tenant + "/identity-provider";
        Map<String, Object> form = Map.of("issuer", "https://login.example.com", "name", "Acme", "client_id", "us", "client_secret", secret);
        answers.add(asAdministrator().body(form).put(path).asString());
        answers.add(asAdministrator().body(form).put(path).asString());
        answers.add(asAdministrator().get(path).asString());
        answers.add(asAdministrator().body(Map.of("issuer", secret, "name", secret + "\n", "claim", secret, "passwords", secret)).put(path).asString());
        answers.add(asTokenService().body(Map.of("tenant", tenant)).post("/internal/identity-providers").asString());
        return secret;
    }

    /** As leaked, signed and not, whole and broken. */
    private static List<String> reports(String secret, String apiKey) {
        String report = "[{\"secret\":\"" + secret + "\",\"url\":\"https://x.example/" + secret + "\"},{\"secret\":\"" + apiKey + "\",\"type\":\"" + apiKey + "\"}";
        return Stream.of(report + "]", report, "{\"" + secret + "\":7}", secret)
                .flatMap(body -> Stream.of(TestSigner.signAsScanner(body), secret).map(signature -> given().contentType(ContentType.JSON)
                        .header("Claviger-Signer", "our-scanner").header("Claviger-Signature", signature).body(body).post("/leak-reports").asString()))
                .toList();
    }

    private static Handler recorder(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage() + " " + (record.getThrown() == null ? "" : record.getThrown()) + " "
                        + (record.getParameters() == null ? "" : List.of(record.getParameters())));
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                setLevel(Level.OFF);
            }
        };
    }
}
