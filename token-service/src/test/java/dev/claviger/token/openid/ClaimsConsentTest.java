package dev.claviger.token.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayName("Claims that are asked for one by one (OpenID Connect Core §5.5) need what their scopes need: a registration, and a person who agrees")
class ClaimsConsentTest extends TokenServiceTest {

    private static final String EMAIL = "{\"userinfo\":{\"email\":{\"essential\":true}}}";
    private static final String NAME = "{\"id_token\":{\"name\":null}}";

    private TestRelyingParty party;

    @BeforeEach
    void somebody_with_an_application() {
        credentialService.people.register("acme", "ada", TestRelyingParty.PASSWORD);
        party = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
    }

    @Test
    @DisplayName("who has agreed to be known, and to no more, is asked for the mail address as well, and sees that")
    void a_claim_is_agreed_to() {
        party.tokens("scope", "openid");
        assertThat(party.answer("scope", "openid", "prompt", "none")).containsKey("code");
        assertThat(party.answer("scope", "openid", "prompt", "none", "claims", EMAIL)).containsEntry("error", "consent_required");
        Page page = party.browser.get(party.request("scope", "openid", "claims", EMAIL));
        assertThat(page.form("/consent")).isNotNull();
        assertThat(page.text()).contains("To see email").doesNotContain("To see profile");
        assertThat(userInfo(party.tokens("scope", "openid", "claims", EMAIL))).containsKey("email");
        assertThat(party.answer("scope", "openid", "prompt", "none", "claims", EMAIL)).containsKey("code");
        assertThat(party.answer("scope", "openid", "prompt", "none", "claims", NAME)).containsEntry("error", "consent_required");
    }

    @Test
    @DisplayName("a client that is not registered for a scope does not come by its claims another way, and nobody is asked for it")
    void a_claim_needs_the_registration() {
        Application known = TestApplications.of(party.client);
        credentialService.people.register(new Application(known.tenant(), known.tenantName(), known.account(), known.environment(), known.client(), known.name(),
                known.audience(), Scopes.of("openid"), known.scopeTexts(), known.grantTypes(), known.redirectUris(), known.postLogoutRedirectUris(),
                known.allowedOrigins(), known.authMethod(), known.idTokenAlgorithm(), known.backchannelLogoutUri(), known.habits()));
        JsonObject tokens = party.tokens("scope", "openid", "claims", EMAIL);
        assertThat(userInfo(tokens)).containsOnlyKeys("sub");
        assertThat(party.answer("scope", "openid", "prompt", "none", "claims", NAME)).containsKey("code");
    }

    private static Map<String, Object> userInfo(JsonObject tokens) {
        return new JsonObject(request().header("Authorization", "Bearer " + tokens.getString("access_token")).get("/oauth2/userinfo").asString()).getMap();
    }
}
