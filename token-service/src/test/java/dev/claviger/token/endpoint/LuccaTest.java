package dev.claviger.token.endpoint;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@DisplayName("Clients of Lucca work unchanged")
class LuccaTest extends TokenServiceTest {

    private static final String TOKEN = "/connect/token";

    @Test
    @DisplayName("credentials and scopes in a form, with the headers its clients add")
    void the_documented_exchange() {
        asking(client("employees.readonly", "departments.readonly"), "employees.readonly departments.readonly")
                .header("Host", "accounts.world.luccasoftware.com").header("Api-Version", "2024-11-01").post(TOKEN)
                .then().statusCode(200).body("token_type", equalTo("Bearer")).body("expires_in", equalTo(1800))
                .body("scope", equalTo("employees.readonly departments.readonly"));
    }

    @Test
    @DisplayName("a wrong secret: 400 invalid_client; a scope not granted: 400 invalid_scope")
    void errors_as_identity_server_has_them() {
        form().body("grant_type=client_credentials&client_id=id&client_secret=s").post(TOKEN)
                .then().statusCode(400).body("error", equalTo("invalid_client"));
        asking(client("a"), "b").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_scope"));
    }

    @Test
    @DisplayName("more than 4,000 characters of scope: invalid_scope; exactly 4,000 are not")
    void the_scope_is_bounded() {
        String scope = "a".repeat(199) + " ";
        TestClient client = client("a".repeat(199));
        asking(client, scope.repeat(20)).post(TOKEN).then().statusCode(200);
        asking(client, scope.repeat(20) + " ").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_scope"));
        asking(client, scope.repeat(20) + " ").post("/oauth2/token").then().statusCode(200);
    }

    @Test
    @DisplayName("JSON is not of this dialect")
    void json_is_refused() {
        json("{\"grant_type\":\"client_credentials\"}").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    private static RequestSpecification asking(TestClient client, String scope) {
        return form().formParam("grant_type", "client_credentials").formParam("client_id", client.id())
                .formParam("client_secret", client.secret().reveal()).formParam("scope", scope);
    }
}
