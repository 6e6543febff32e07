package dev.claviger.credential.leak;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@QuarkusTestResource(TestSigner.class)
class LeakReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Pool pool;

    @Test
    @DisplayName("GitHub's secret scanning partner form: token in, token_hash and label out")
    void a_secret_github_found_is_revoked_with_its_tokens() throws Exception {
        NewClient client = newClient();
        long before = AdminApi.position();
        Response answer = reportAsGithub(json(List.of(Map.of("token", client.secret(), "type", "claviger_client_secret",
                "url", "https://github.com/octocat/Hello-World/blob/12345600b9cbe38a219f39a9941c9319b600c002/foo/bar.txt", "source", "content"))));
        answer.then().statusCode(200).header("Cache-Control", "no-store").body("size()", equalTo(1))
                .body("[0].token_hash", equalTo(sha256(client.secret()))).body("[0].token_type", equalTo("claviger_client_secret"))
                .body("[0].label", equalTo("true_positive"));
        assertThat(answer.asString()).doesNotContain(client.secret());
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("status", equalTo("revoked"));
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: revoked", client.credential());
        }
    }

    @Test
    void the_audit_says_that_it_leaked_and_who_said_so() {
        NewClient client = newClient();
        reportAsScanner(json(Map.of("secret", client.secret()))).then().statusCode(200).body("[0].label", equalTo("true_positive"));
        asAdministrator().queryParam("client_id", client.id()).get("/admin/v1/audit").then()
                .body("items.action", equalTo(List.of("secret.revoked", "secret.leaked", "client.created")))
                .body("items[1].actor", equalTo("leak-report:our-scanner")).body("items[1].credential_id", equalTo(client.credential()))
                .body("items[0].actor", equalTo("leak-report:our-scanner")).body("items[0].address", equalTo("127.0.0.1"));
    }

    @Test
    void a_leaked_api_key_is_deleted() throws Exception {
        NewClient client = newClient();
        Response created = AdminApi.newApiKey(client);
        long before = AdminApi.position();
        reportAsScanner(json(Map.of("secret", created.path("api_key")))).then().statusCode(200).body("[0].label", equalTo("true_positive"));
        assertThat(AdminApi.verifyApiKey(created.path("api_key")).<Boolean>path("verified")).isFalse();
        asAdministrator().get(created.header("Location")).then().statusCode(404);
        asAdministrator().queryParam("client_id", client.id()).get("/admin/v1/audit").then()
                .body("items.action", equalTo(List.of("api_key.deleted", "api_key.leaked", "api_key.created", "client.created")));
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: api-key-deleted", created.path("api_key_id"));
        }
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
    }

    @Test
    @DisplayName("a report sent again, or of what is revoked already, is a true positive and changes nothing")
    void a_replay_changes_nothing() {
        NewClient client = newClient();
        String key = AdminApi.newApiKey(client).path("api_key");
        String report = json(List.of(Map.of("secret", client.secret()), Map.of("secret", key)));
        reportAsScanner(report).then().statusCode(200);
        long position = AdminApi.position();
        long entries = auditEntriesOf(client);
        reportAsScanner(report).then().statusCode(200).body("label", equalTo(List.of("true_positive", "true_positive")));
        reportAsGithub(report.replace("\"secret\"", "\"token\"")).then().statusCode(200).body("label", equalTo(List.of("true_positive", "true_positive")));
        assertThat(AdminApi.position()).isEqualTo(position);
        assertThat(auditEntriesOf(client)).isEqualTo(entries);
    }

    @Test
    @DisplayName("only the whole secret counts: its id, its beginning, another one of the same record are false positives and end nothing")
    void what_does_not_verify_ends_nothing() {
        NewClient client = newClient();
        Response apiKey = AdminApi.newApiKey(client);
        long position = AdminApi.position();
        EnvironmentName prod = new EnvironmentName("prod");
        List<String> noSecrets = List.of(ClientSecret.generate(prod, new CredentialId(client.credential())).reveal(),
                ClientSecret.generate(prod, new CredentialId("NobodyAtAll00000000")).reveal(),
                ApiKey.generate(prod, new ApiKeyId(apiKey.path("api_key_id"))).reveal(), ApiKey.generate(prod, new ApiKeyId("NobodyAtAll00000000")).reveal(),
                client.secret().substring(0, client.secret().length() - 1), client.secret() + "x", " " + client.secret(), client.credential(), "", "x".repeat(20_000));
        Response answer = reportAsScanner(json(noSecrets.stream().map(text -> Map.of("secret", text)).toList()));
        answer.then().statusCode(200).body("token_hash", equalTo(noSecrets.stream().map(LeakReportTest::sha256).toList()))
                .body("label", equalTo(noSecrets.stream().map(text -> "false_positive").toList()));
        assertThat(AdminApi.position()).isEqualTo(position);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        assertThat(AdminApi.verifyApiKey(apiKey.path("api_key")).<Boolean>path("verified")).isTrue();
    }

    @Test
    @DisplayName("an expired secret is revoked too, for its tokens may still live")
    void an_expired_secret_is_still_revoked() {
        NewClient client = newClient();
        pool.query("update credential set expires_at = now() where id = '" + client.credential() + "'").executeAndAwait();
        reportAsScanner(json(Map.of("secret", client.secret()))).then().body("[0].label", equalTo("true_positive"));
        asAdministrator().get(client.path() + "/secrets/" + client.credential()).then().body("status", equalTo("revoked"));
    }

    @Test
    @DisplayName("unsigned: 401 with a challenge; signed by nobody we know, over another body, or in another's name: 403; neither repeats a byte or ends a secret")
    void believes_nobody_without_a_right_signature() {
        NewClient client = newClient();
        String body = json(Map.of("secret", client.secret()));
        String good = TestSigner.signAsScanner(body);
        List<Response> unsigned = List.of(unsigned().body(body).post("/leak-reports"),
                unsigned().header("Claviger-Signature", good).body(body).post("/leak-reports"),
                unsigned().header("Claviger-Signer", "our-scanner").body(body).post("/leak-reports"),
                unsigned().header("Claviger-Signer", "our-scanner", "github").header("Claviger-Signature", good).body(body).post("/leak-reports"),
                signedBy("our-scanner", good).header("Github-Public-Key-Identifier", TestSigner.GITHUB_KEY).header("Github-Public-Key-Signature", good)
                        .body(body).post("/leak-reports"));
        assertThat(unsigned).allSatisfy(answer -> answer.then().statusCode(401).header("WWW-Authenticate", "Claviger-Signature"));
        List<Response> forged = List.of(signedBy("our-scanner", TestSigner.sign(TestSigner.keys("Ed25519"), body)).body(body).post("/leak-reports"),
                signedBy("our-scanner", TestSigner.signAsScanner(body + " ")).body(body).post("/leak-reports"),
                signedBy("github", good).body(body).post("/leak-reports"), signedBy("nobody", good).body(body).post("/leak-reports"),
                signedBy("our-scanner", "not base64!").body(body).post("/leak-reports"), signedBy("our-scanner", "").body(body).post("/leak-reports"),
                signedBy("our-scanner", Base64.getEncoder().encodeToString(new byte[64])).body(body).post("/leak-reports"),
                unsigned().header("Github-Public-Key-Identifier", "unknown").header("Github-Public-Key-Signature", TestSigner.sign(TestSigner.GITHUB, body))
                        .body(body).post("/leak-reports"));
        assertThat(forged).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(403));
        assertThat(forged.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(List.of(unsigned, forged)).allSatisfy(answers -> assertThat(answers).noneMatch(answer -> answer.asString().contains(client.secret())));
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
    }

    @Test
    @DisplayName("CVE-2022-21449: an ECDSA signature of two zeroes proves nothing")
    void believes_no_signature_of_zeroes() {
        for (byte[] zeroes : List.of(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}, new byte[64], new byte[0])) {
            unsigned().header("Github-Public-Key-Identifier", TestSigner.GITHUB_KEY).header("Github-Public-Key-Signature", Base64.getEncoder().encodeToString(zeroes))
                    .body("[]").post("/leak-reports").then().statusCode(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "7", "\"clv_\"", "{", "[{\"secret\":7}]", "[{\"secret\":\"x\"},{}]", "[[]]", "[null]", "{\"secret\":\"a\",\"secret\":\"b\"}",
            "{\"token\":\"x\"}", "[{\"secret\":\"x\"}] x", "[[[[[[[[[[[["})
    @DisplayName("signed but not a report: 400, and nothing of it comes back")
    void refuses_what_is_no_report(String body) {
        Response answer = reportAsScanner(body);
        answer.then().statusCode(400).contentType("application/problem+json");
        assertThat(answer.asString()).doesNotContain("clv_", "jackson", "Exception");
    }

    @Test
    @DisplayName("more than 64 KiB or 200 findings are refused, with Content-Length and without")
    void refuses_what_is_too_large() throws IOException {
        reportAsScanner(json(java.util.Collections.nCopies(201, Map.of("secret", "x")))).then().statusCode(400);
        String large = json(Map.of("secret", "x".repeat(66_000)));
        reportAsScanner(large).then().statusCode(413).contentType("application/problem+json");
        assertThat(chunked(large)).startsWith("HTTP/1.1 413");
    }

    @Test
    void takes_a_post_of_json_only() {
        given().get("/leak-reports").then().statusCode(405);
        given().contentType(ContentType.TEXT).body("x").post("/leak-reports").then().statusCode(415);
    }

    private static String chunked(String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST /leak-reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                    + "Claviger-Signer: our-scanner\r\nClaviger-Signature: " + TestSigner.signAsScanner(body) + "\r\n\r\n"
                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private long auditEntriesOf(NewClient client) {
        return pool.query("select count(*) from audit_entry where client_id = '" + client.id() + "'").executeAndAwait().iterator().next().getLong(0);
    }

    private static Response reportAsScanner(String body) {
        return signedBy("our-scanner", TestSigner.signAsScanner(body)).body(body.getBytes(StandardCharsets.UTF_8)).post("/leak-reports");
    }

    private static Response reportAsGithub(String body) {
        return unsigned().header("GITHUB-PUBLIC-KEY-IDENTIFIER", TestSigner.GITHUB_KEY)
                .header("GITHUB-PUBLIC-KEY-SIGNATURE", TestSigner.sign(TestSigner.GITHUB, body)).body(body).post("/leak-reports");
    }

    private static RequestSpecification signedBy(String signer, String signature) {
        return unsigned().header("Claviger-Signer", signer).header("Claviger-Signature", signature);
    }

    private static RequestSpecification unsigned() {
        return given().contentType(ContentType.JSON);
    }

    private static String sha256(String text) {
        return ReportedSecret.of(text, null, null).hash();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static NewClient newClient() {
        return AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
    }
}
