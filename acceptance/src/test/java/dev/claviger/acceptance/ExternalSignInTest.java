package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.acceptance.Visitor.Page;
import dev.claviger.quickstart.api.Answer;
import java.net.URI;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People of one tenant sign in at the OpenID provider of their company, which here is another tenant. Its pages are seen with another browser's cookies, as
 * if they were on another host.
 */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalSignInTest {

    private static final String REDIRECT = "http://localhost:4000/back";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final Pattern AWAY = Pattern.compile("class=\"button full\" href=\"([^\"]*)\"");

    private TestClaviger claviger;
    private String issuer;
    private Tenant company;
    private Tenant guest;
    private Client application;
    private Person ann;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        issuer = claviger.installation().blueprint().issuer();
        company = claviger.tenant("http://127.0.0.1:9");
        guest = claviger.tenant("http://127.0.0.1:9");
        Client registration = claviger.codeClient(company, ",\"redirect_uris\":[\"%s/oauth2/sign-in/external/%s\"]".formatted(issuer, guest.id()), "openid", "profile", "email");
        application = claviger.codeClient(guest, ",\"redirect_uris\":[\"%s\"]".formatted(REDIRECT), "openid", "profile");
        ann = claviger.person(company, "ann", "member");
        Answer put = claviger.admin().put(guest.path() + "/identity-provider", """
                {"issuer":"%s","name":"The company","client_id":"%s","client_secret":"%s","claim":"preferred_username","create_people":true,"passwords":"refused"}"""
                .formatted(issuer, registration.id(), registration.secret()));
        assertThat(put.status()).as(put.body()).isEqualTo(201);
    }

    @Test
    @DisplayName("from an application to the company's sign-in and back, with a code for who that is here: the first time, and again")
    void somebody_comes_in_by_another_provider() throws Exception {
        JsonNode first = claims(signedIn(new Visitor(claviger), new Visitor(claviger)));
        JsonNode again = claims(signedIn(new Visitor(claviger), new Visitor(claviger)));

        assertThat(first.path("sub").asText()).isNotEqualTo(Long.toString(ann.id())).isEqualTo(again.path("sub").asText());
        JsonNode person = claviger.admin().get(guest.path() + "/people/" + first.path("sub").asText()).json();
        assertThat(person.path("username").asText()).isEqualTo("ann");
        assertThat(person.path("role").asText()).isEqualTo("member");
        assertThat(person.path("has_password").asBoolean()).isFalse();
        assertThat(first.path("amr").toString()).as("how it was proved there").isEqualTo("[\"pwd\"]");
    }

    @Test
    @DisplayName("an answer brought to another browser signs nobody in; a person who is disabled here comes in no more")
    void an_answer_is_for_the_browser_that_asked() throws Exception {
        Visitor browser = new Visitor(claviger);
        URI back = URI.create(atTheCompany(new Visitor(claviger), away(browser.submit(browser.open(request())))));
        String answer = back.getRawPath() + "?" + back.getRawQuery();

        assertThat(new Visitor(claviger).open(answer).status()).isEqualTo(403);
        Page consent = browser.open(answer);
        assertThat(consent.text()).contains("Grant access");

        String person = claims(browser.submit(consent).parameter("code")).path("sub").asText();
        assertThat(claviger.admin().patch(guest.path() + "/people/" + person, "{\"disabled\":true}").status()).isEqualTo(200);
        Visitor later = new Visitor(claviger);
        URI refused = URI.create(atTheCompany(new Visitor(claviger), away(later.submit(later.open(request())))));
        assertThat(later.open(refused.getRawPath() + "?" + refused.getRawQuery()).text()).contains("does not open anything here");
        assertThat(claviger.admin().patch(guest.path() + "/people/" + person, "{\"disabled\":false}").status()).isEqualTo(200);
    }

    /** @return the application's code */
    private String signedIn(Visitor browser, Visitor elsewhere) {
        Page login = browser.open(request());
        assertThat(login.text()).contains("Continue with The company");
        assertThat(login.has("name=\"password\"")).as("passwords are refused").isFalse();
        URI back = URI.create(atTheCompany(elsewhere, away(browser.submit(login))));
        Page page = browser.open(back.getRawPath() + "?" + back.getRawQuery());
        return (page.away().isEmpty() ? browser.submit(page) : page).parameter("code");
    }

    private String request() {
        return "/oauth2/authorize?response_type=code&scope=openid&client_id=" + application.id() + "&redirect_uri=" + Visitor.encoded(REDIRECT)
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE;
    }

    private static String away(Page departure) {
        Matcher link = AWAY.matcher(departure.html());
        assertThat(link.find()).as(departure.text()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    /** Signs in and agrees, up to where the browser would come back. */
    private String atTheCompany(Visitor elsewhere, String address) {
        Page page = elsewhere.signIn(elsewhere.openUntil(address, "/oauth2/sign-in/external/"), ann);
        return page.away().isEmpty() ? elsewhere.submit(page).away() : page.away();
    }

    private JsonNode claims(String code) throws Exception {
        Answer answer = claviger.post(claviger.tokenService("/oauth2/token"), "application/x-www-form-urlencoded", "grant_type=authorization_code&code=" + code
                + "&redirect_uri=" + Visitor.encoded(REDIRECT) + "&code_verifier=" + VERIFIER, "Authorization", application.basic());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(answer.json().path("id_token").asText().split("\\.")[1]));
    }
}
