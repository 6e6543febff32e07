package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.api.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, the caller is told what is wrong; nothing ends in a 500. */
@ExtendWith(ClavigerExtension.class)
class BadInputTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest(name = "{1} {2} {4} → {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "400 | POST   | /admin/v1/tenants | application/json | {",
        "400 | POST   | /admin/v1/tenants | application/json | []",
        "400 | POST   | /admin/v1/tenants | application/json | null",
        "400 | POST   | /admin/v1/tenants | application/json | {\"name\":\"no id\"}",
        "400 | POST   | /admin/v1/tenants | application/json | {\"id\":\"UPPER\",\"name\":\"x\"}",
        "400 | POST   | /admin/v1/tenants | application/json | {\"id\":7,\"name\":{}}",
        "400 | POST   | /admin/v1/tenants | application/json | {\"id\":\"ok\",\"name\":\"x\",\"surprise\":1}",
        "400 | POST   | /admin/v1/tenants | application/json | {\"id\":\"ok\",\"name\":\"x\",\"access_token_lifetime\":\"soon\"}",
        "409 | POST   | /admin/v1/tenants | application/json | {\"id\":\"acme\",\"name\":\"again\"}",
        "415 | POST   | /admin/v1/tenants | text/plain       | {\"id\":\"ok\",\"name\":\"x\"}",
        "405 | PUT    | /admin/v1/tenants | application/json | {}",
        "404 | GET    | /admin/v1/tenants/nobody | application/json | ``",
        "404 | GET    | /admin/v1/tenants/no%20body | application/json | ``",
        "404 | GET    | /admin/v1/nothing | application/json | ``",
        "400 | GET    | /admin/v1/tenants?limit=many | application/json | ``",
        "400 | GET    | /admin/v1/tenants?after=%00 | application/json | ``",
        "404 | PUT    | /admin/v1/tenants/acme/environments/Bad_Name | application/json | {\"hosts\":[\"a.b\"],\"upstreams\":[\"http://127.0.0.1:1\"]}",
        "400 | PUT    | /admin/v1/tenants/acme/environments/x | application/json | {\"hosts\":\"a.b\",\"upstreams\":[]}",
        "400 | PUT    | /admin/v1/tenants/acme/environments/x | application/json | {\"hosts\":[\"a b\"],\"upstreams\":[\"http://127.0.0.1:1\"]}",
        "400 | PUT    | /admin/v1/tenants/acme/environments/x | application/json | {\"hosts\":[\"x.api.localhost\"],\"upstreams\":[\"ftp://x\"]}",
        "409 | PUT    | /admin/v1/tenants/acme/environments/x | application/json | {\"hosts\":[\"acme.api.localhost\"],\"upstreams\":[\"http://127.0.0.1:1\"]}",
        "400 | POST   | /admin/v1/scopes | application/json | {\"name\":\"two words\",\"description\":\"x\",\"criticality\":\"low\",\"implies\":[]}",
        "400 | POST   | /admin/v1/scopes | application/json | {\"name\":\"claviger:root\",\"description\":\"x\",\"criticality\":\"low\",\"implies\":[]}",
        "400 | POST   | /admin/v1/scopes | application/json | {\"name\":\"x\",\"description\":\"x\",\"criticality\":\"huge\",\"implies\":[]}",
        "409 | DELETE | /admin/v1/scopes?name=employees.readonly | application/json | ``",
        "404 | DELETE | /admin/v1/scopes?name=no.such | application/json | ``",
        "400 | POST   | /admin/v1/tenants/acme/clients | application/json | {\"name\":\"x\"}",
        "400 | POST   | /admin/v1/tenants/acme/clients | application/json | {\"name\":\"x\",\"environment\":\"production\",\"scopes\":[\"no.such\"]}",
        "400 | POST   | /admin/v1/tenants/acme/clients | application/json | {\"name\":\"x\",\"environment\":\"nowhere\",\"scopes\":[\"employees.readonly\"]}",
        "400 | POST   | /admin/v1/tenants/acme/clients | application/json | {\"name\":\"x\",\"environment\":\"production\",\"scopes\":[\"claviger:tenant\",\"employees.readonly\"]}",
        "400 | POST   | /admin/v1/tenants/acme/clients | application/json | {\"name\":\"x\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"],\"token_endpoint_auth_method\":\"private_key_jwt\"}",
        "400 | POST   | /admin/v1/tenants/acme/clients | application/json | {\"name\":\"x\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"],\"access_token_lifetime\":\"-PT1M\"}",
        "404 | POST   | /admin/v1/tenants/nobody/clients | application/json | {\"name\":\"x\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"]}",
        "404 | GET    | /admin/v1/tenants/acme/clients/0123456789abcdef | application/json | ``",
        "404 | GET    | /admin/v1/tenants/acme/clients/short | application/json | ``",
        "404 | DELETE | /admin/v1/tenants/acme/clients/0123456789abcdef/secrets/0123456789abcdef | application/json | ``",
        "400 | POST   | /admin/v1/revocations | application/json | {}",
        "400 | POST   | /admin/v1/revocations | application/json | {\"issued_before\":\"yesterday\"}",
        "400 | POST   | /admin/v1/revocations | application/json | {\"tenant\":[]}",
        "400 | GET    | /admin/v1/audit?after=x%27%3B | application/json | ``"})
    void the_admin_api_says_what_is_wrong(int status, String method, String path, String type, String body, TestClaviger claviger) {
        HttpRequest.Builder request = HttpRequest.newBuilder(claviger.credentialService(path))
                .header("Authorization", "Bearer " + claviger.admin().token())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        Answer answer = claviger.send(request);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    }

    @Test
    void the_admin_api_takes_no_body_of_megabytes(TestClaviger claviger) {
        Answer answer = claviger.admin().post("/admin/v1/tenants", "{\"id\":\"big\",\"name\":\"" + "x".repeat(3_000_000) + "\"}");

        assertThat(answer.status()).isIn(400, 413);
    }

    @Test
    void the_admin_api_wants_a_token_of_its_own_audience(TestClaviger claviger) {
        URI tenants = claviger.credentialService("/admin/v1/tenants");
        String api = claviger.token(claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly"));
        String tenant = claviger.token(claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "claviger:tenant"));

        assertThat(claviger.get(tenants).status()).isEqualTo(401);
        assertThat(claviger.send(HttpRequest.newBuilder(tenants).header("Authorization", "Bearer " + api)).status()).isEqualTo(401);
        assertThat(claviger.post(tenants, JSON, "{\"id\":\"mine\",\"name\":\"x\"}", "Authorization", "Bearer " + tenant).status())
                .isEqualTo(403);
        assertThat(claviger.get(DemoData.HOST, DemoData.PROTECTED_PATH, tenant).status()).as("and no gateway takes it").isEqualTo(401);
    }

    @ParameterizedTest(name = "{1} {2} {3} → {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "400 | /oauth2/token     | application/x-www-form-urlencoded | ``                          | invalid_request",
        "400 | /oauth2/token     | application/x-www-form-urlencoded | grant_type=password&client_id=a&client_secret=b | unsupported_grant_type",
        "400 | /oauth2/token     | application/x-www-form-urlencoded | grant_type=client_credentials&grant_type=client_credentials | invalid_request",
        "400 | /oauth2/token     | application/x-www-form-urlencoded | grant_type=client_credentials&client_id=%zz | invalid_request",
        "400 | /oauth2/token     | application/x-www-form-urlencoded | grant_type=client_credentials&client_id=a&client_secret=%00 | invalid_client",
        "400 | /oauth2/token     | application/json                  | {                           | invalid_request",
        "400 | /oauth2/token     | application/json                  | []                          | invalid_request",
        "400 | /oauth2/token     | application/json                  | {\"grant_type\":7}          | invalid_request",
        "401 | /oauth2/token     | application/json                  | {\"grant_type\":\"client_credentials\",\"client_id\":\"a\",\"client_secret\":\"b\"} | invalid_client",
        "400 | /token            | text/plain                        | grant_type=client_credentials | invalid_request",
        "400 | /v1/oauth2/token  | application/xml                   | <a/>                        | invalid_request",
        "400 | /connect/token    | application/x-www-form-urlencoded | grant_type=client_credentials&client_id=a&client_secret=b | invalid_client"})
    void the_token_endpoint_answers_with_an_oauth_error(int status, String path, String type, String body, String error,
            TestClaviger claviger) {
        Answer answer = claviger.post(claviger.tokenService(path), type, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.header("Content-Type")).startsWith(JSON);
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', value = {"{ | 400,422", "[] | 400,422", "{\"client_id\":1,\"client_secret\":2} | 400,401,422", "{} | 422"})
    void the_one_host_token_endpoint_answers_with_a_detail(String body, String statuses, TestClaviger claviger) {
        Answer answer = claviger.post(claviger.tokenService("/api/v1/auth/token"), JSON, body);

        assertThat(statuses.split(",")).contains(Integer.toString(answer.status()));
        assertThat(answer.json().has("detail")).as(answer.body()).isTrue();
    }

    @Test
    @DisplayName("RFC 6749 §3.2: the token endpoint is POST only")
    void the_token_endpoint_is_not_read(TestClaviger claviger) {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            assertThat(claviger.send(HttpRequest.newBuilder(claviger.tokenService("/oauth2/token"))
                    .method(method, BodyPublishers.noBody())).status()).as(method).isEqualTo(405);
        }
    }

    @Test
    @DisplayName("Unknown client and wrong secret: the same status, headers and bytes")
    void an_unknown_client_cannot_be_told_from_a_wrong_secret(TestClaviger claviger) {
        Client client = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly");
        String wrong = client.secret().substring(0, client.secret().length() - 1) + "!";
        Answer known = credentials(claviger, client.id(), wrong);
        Answer unknown = credentials(claviger, "0123456789abcdefghijkl", wrong);

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(400);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(unknown.response().headers().map().keySet()).isEqualTo(known.response().headers().map().keySet());
    }

    private static Answer credentials(TestClaviger claviger, String id, String secret) {
        return claviger.post(claviger.tokenService("/oauth2/token"), FORM,
                "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret);
    }
}
