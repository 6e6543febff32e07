package dev.claviger.token.readiness;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.person.Person;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestCredentialService;
import dev.claviger.token.TestPeople;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import dev.claviger.token.signing.SigningKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.net.URL;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("No secret, token or key in logs, metrics or errors")
class SecretsStayInsideTest extends TokenServiceTest {

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final ExtHandler everything = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord record) {
            logged.add(new PatternFormatter("%d %p %c %s%e").format(record));
        }
    };

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Inject
    SigningKeys keys;

    @BeforeEach
    void listen() {
        everything.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(everything);
        Logger.getLogger("dev.claviger").setLevel(Level.ALL);
        // Below DEBUG nothing can be switched on in a built service: quarkus.log.min-level is fixed with the build.
        Logger.getLogger("io.vertx").setLevel(Level.FINE);
    }

    @AfterEach
    void stop_listening() {
        Logger.getLogger("").removeHandler(everything);
        Logger.getLogger("dev.claviger").setLevel(null);
        Logger.getLogger("io.vertx").setLevel(null);
    }

    @Test
    void whatever_goes_right_or_wrong() {
        TestClient client = client("a");
        String token = basic(client).post("/oauth2/token").jsonPath().getString("access_token");
        TestClient refreshing = refreshing("a");
        String spent = basic(refreshing).post("/oauth2/token").jsonPath().getString("refresh_token");
        String live = refresh(refreshing, spent).jsonPath().getString("refresh_token");
        refresh(refreshing, refresh(refreshing, live).jsonPath().getString("refresh_token"));
        String wrong = ClientSecret.generate(new EnvironmentName("production"), client.record().credential()).reveal();
        List<Response> refusals = List.of(
                form().header("Authorization", TestClient.basic(client.id(), wrong)).formParam("grant_type", "client_credentials").post("/oauth2/token"),
                basic(client).queryParam("client_secret", client.secret().reveal()).post("/oauth2/token"),
                basic(client).formParam("scope", wrong + "\"").post("/oauth2/token"),
                form().formParam("grant_type", wrong).post("/oauth2/token"),
                json("{\"client_id\":\"" + wrong + "\",\"client_secret\":{\"x\":\"" + wrong + "\"}}").post("/api/v1/auth/token"),
                json("{\"client_secret\":\"" + wrong).post("/oauth2/token"),
                form().body(wrong + "=%zz").post("/oauth2/token"),
                refresh(refreshing, spent), refresh(client, live),
                json("{\"refresh_token\":\"" + live + "\"}").post("/api/v1/auth/token"));
        credentialService.status = 500;
        form().header("Authorization", TestClient.basic(client.id(), wrong)).formParam("grant_type", "client_credentials").post("/oauth2/token");

        assertThat(logged).isNotEmpty();
        List<String> secrets = List.of(client.secret().reveal(), wrong, token, spent, live, ProductionReadiness.DEVELOPMENT_REFRESH_PEPPER, token.substring(token.lastIndexOf('.')),
                TestCredentialService.KEY, ProductionReadiness.DEVELOPMENT_ENCRYPTION_KEY,
                Base64.getEncoder().encodeToString(keys.current().privateKey().getEncoded()));
        List<String> seen = new ArrayList<>(logged);
        refusals.forEach(answer -> seen.add(answer.headers() + answer.asString()));
        List.of("http://localhost:" + management.getPort() + "/q/metrics", "/oauth2/jwks", "/openapi")
                .forEach(document -> seen.add(request().get(document).asString()));
        for (String secret : secrets) {
            assertThat(seen.stream().filter(text -> text.contains(secret))).isEmpty();
        }
    }

    @Test
    @DisplayName("nor what people type, are given or carry in their browser")
    void of_people() {
        String password = "a password that stays inside";
        String link = "clvp_a_link_that_stays_inside";
        Person ada = credentialService.people.register("acme", "ada", password);
        credentialService.people.link(link, ada, "reset");
        TestBrowser browser = new TestBrowser();
        browser.signIn("acme", "ada", "a wrong one that stays inside");
        browser.signIn("acme", "ada", password);
        Page secret = browser.submit(browser.get("/account?tenant=acme"), "/account/one-time-passwords", "current_password", password);
        browser.submit(secret, "/account/one-time-passwords/confirm", "one_time_password", TestPeople.CODE);
        List<String> carried = new ArrayList<>(browser.cookies.values());
        browser.submit(browser.get("/account?tenant=acme"), "/account/sign-out");
        browser.signIn("acme", "ada", password);
        carried.addAll(browser.cookies.values());
        Page chosen = new TestBrowser().get("/password/" + link);
        credentialService.status = 500;
        new TestBrowser().submit(chosen, "/password", "new_password", password);
        browser.submit(browser.get("/account?tenant=acme"), "/login", "username", "ada", "password", password);

        carried.addAll(List.of(password, "stays inside", link, TestPeople.SECRET, "aaaa-bbbb"));
        assertThat(logged).isNotEmpty();
        for (String text : carried) {
            assertThat(logged.stream().filter(line -> line.contains(text))).as(text).isEmpty();
        }
    }

    private static Response refresh(TestClient client, String token) {
        return form().header("Authorization", client.basic()).formParam("grant_type", "refresh_token").formParam("refresh_token", token).post("/oauth2/token");
    }
}
