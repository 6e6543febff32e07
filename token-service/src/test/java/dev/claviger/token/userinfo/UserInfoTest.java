package dev.claviger.token.userinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.claviger.contract.person.Person;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.openid.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayName("The userinfo endpoint (OpenID Connect Core §5.3)")
class UserInfoTest extends TokenServiceTest {

    private static final String PATH = "/oauth2/userinfo";
    private static final String BARE = "Bearer realm=\"claviger\"";

    private Person ada;
    private TestRelyingParty party;
    private String token;

    @BeforeEach
    void somebody_who_agreed() {
        ada = credentialService.people.register("acme", "ada", TestRelyingParty.PASSWORD);
        party = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        token = party.tokens().getString("access_token");
    }

    @Test
    @DisplayName("§5.3.1, §5.4: GET with header, POST with header and POST with form say the same, and nothing stores it")
    void three_ways_to_ask() {
        JsonObject expected = new JsonObject().put("sub", ada.id().toString()).put("name", "Ada Lovelace").put("preferred_username", "ada")
                .put("updated_at", 1_790_000_000).put("email", "ada@example.com").put("email_verified", true);
        String byGet = request().header("Authorization", "Bearer " + token).get(PATH).then().statusCode(200).contentType("application/json")
                .header("Cache-Control", "no-store").extract().asString();
        String byPost = request().header("Authorization", "bearer " + token).post(PATH).then().statusCode(200).extract().asString();
        String byForm = form().formParam("access_token", token).post(PATH).then().statusCode(200).extract().asString();
        assertThat(new JsonObject(byGet)).isEqualTo(expected);
        assertThat(new JsonObject(byPost)).isEqualTo(expected);
        assertThat(new JsonObject(byForm)).isEqualTo(expected);
    }

    @Test
    @DisplayName("§5.4: a scope that was not agreed to brings nothing")
    void only_what_the_scopes_bring() {
        String narrow = party.tokens("scope", "openid email").getString("access_token");
        assertThat(new JsonObject(request().header("Authorization", "Bearer " + narrow).get(PATH).asString()).fieldNames())
                .containsExactlyInAnyOrder("sub", "email", "email_verified");
    }

    @Test
    @DisplayName("RFC 6750 §2, §3.1: one token in one place, never in the query string; without one, a challenge and no error")
    void where_the_token_may_be() {
        request().get(PATH).then().statusCode(401).header("WWW-Authenticate", BARE);
        request().header("Authorization", "Basic abc").get(PATH).then().statusCode(401).header("WWW-Authenticate", BARE);
        request().header("Authorization", "Bearer " + token, "Bearer " + token).get(PATH).then().statusCode(400).body("error", equalTo("invalid_request"));
        request().header("Authorization", "Bearer a b").get(PATH).then().statusCode(400).header("WWW-Authenticate", BARE + ", error=\"invalid_request\"");
        form().header("Authorization", "Bearer " + token).formParam("access_token", token).post(PATH).then().statusCode(400);
        request().get(PATH + "?access_token=" + token).then().statusCode(400);
        form().post(PATH + "?access_token=" + token).then().statusCode(400);
        request().header("Authorization", "Bearer " + token).put(PATH).then().statusCode(405).header("Allow", "GET, POST");
    }

    @Test
    @DisplayName("RFC 6750 §3.1: without openid insufficient_scope, with its name")
    void insufficient_scope() {
        String other = party.tokens("scope", "user.read").getString("access_token");
        request().header("Authorization", "Bearer " + other).get(PATH).then().statusCode(403)
                .header("WWW-Authenticate", BARE + ", error=\"insufficient_scope\", scope=\"openid\"").body("error", equalTo("insufficient_scope"));
    }

    @Test
    @DisplayName("RFC 6750 §3.1: revoked, or of somebody who is gone: invalid_token, and nothing says which")
    void tokens_that_are_over() {
        String revoked = party.tokens().getString("access_token");
        assertThat(party.post("/oauth2/revoke", "token", revoked).statusCode()).isEqualTo(200);
        request().header("Authorization", "Bearer " + revoked).get(PATH).then().statusCode(401)
                .header("WWW-Authenticate", BARE + ", error=\"invalid_token\"").body("error", equalTo("invalid_token"));
        credentialService.people.remove(ada);
        request().header("Authorization", "Bearer " + token).get(PATH).then().statusCode(401)
                .header("WWW-Authenticate", BARE + ", error=\"invalid_token\"").body("error", equalTo("invalid_token"));
    }
}
