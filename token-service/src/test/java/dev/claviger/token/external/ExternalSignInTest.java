package dev.claviger.token.external;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.contract.person.Person;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.openid.TestRelyingParty;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("Signing in at the tenant's own OpenID provider")
class ExternalSignInTest extends TokenServiceTest {

    private static final String PAGE = "/account?tenant=acme";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String START = "/login/external";
    private static final String BACK = "/oauth2/sign-in/external/acme";

    @Inject
    MeterRegistry meters;
    private final TestBrowser browser = new TestBrowser();
    private TestProvider provider;
    private Person ada;

    @BeforeEach
    void a_provider_and_somebody() throws IOException {
        provider = new TestProvider();
        credentialService.people.provider(provider.of("acme", false));
        ada = credentialService.people.register("acme", "ada", PASSWORD);
        credentialService.people.external("ada-there", ada);
        credentialService.people.externalQuestions.clear();
    }

    @AfterEach
    void no_provider() {
        credentialService.people.withoutProvider("acme");
        credentialService.people.withoutProvider("other");
        credentialService.people.providersAreDown = false;
        provider.close();
    }

    @Test
    @DisplayName("a button beside the password leads there and back, to where it began, with a new cookie")
    void there_and_back() {
        Page form = browser.get(PAGE);
        assertThat(form.form(START).text()).isEqualTo("Continue with Acme <ID>");
        assertThat(form.form("/login")).isNotNull();
        String planted = browser.cookies.get("claviger-session");
        Page departure = browser.submit(form, START);
        assertThat(departure.status()).isEqualTo(200);
        Map<String, String> asked = TestRelyingParty.query(address(departure));
        assertThat(asked).containsEntry("redirect_uri", "http://localhost:8081" + BACK).containsEntry("code_challenge_method", "S256").containsEntry("scope", "openid email")
                .doesNotContainKeys("prompt", "max_age");
        assertThat(departure.html().selectFirst("meta[http-equiv=refresh]").attr("content")).isEqualTo("0; url=" + address(departure));
        Page answer = browser.get(provider.signIn(address(departure), "ada-there", vouched("ada@acme.example")));
        assertThat(answer.location()).isEqualTo(PAGE);
        assertThat(browser.cookies.get("claviger-session")).as("no fixation").isNotEqualTo(planted);
        assertThat(browser.cookies).doesNotContainKey("claviger-external");
        assertThat(browser.get(PAGE).text()).contains("Where you are signed in");
        assertThat(credentialService.people.externalQuestions).singleElement().satisfies(question -> {
            assertThat(question.subject()).isEqualTo("ada-there");
            assertThat(question.named()).contains("ada@acme.example");
        });
    }

    @Test
    @DisplayName("the flow of an application goes on where it was; auth_time, amr and acr are the provider's; a session like one from a password")
    void an_application_gets_its_code() {
        TestRelyingParty application = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        Page page = application.browser.submit(application.browser.get(application.request("nonce", "n1")), START);
        Date earlier = new Date(System.currentTimeMillis() - 100_000_000);
        page = application.browser.get(provider.signIn(address(page), "ada-there", claims -> claims.claim("auth_time", earlier.getTime() / 1000)
                .claim("amr", List.of("pwd", "mfa", "made up"))));
        page = application.browser.get(page.location());
        page = application.browser.get(application.browser.submit(page, "/consent").location());
        assertThat(page.location()).startsWith(TestApplications.REDIRECT);
        JsonObject tokens = new JsonObject(application.post("/oauth2/token", "grant_type", "authorization_code", "code", TestRelyingParty.query(page.location()).get("code"),
                "redirect_uri", TestApplications.REDIRECT).asString());
        JsonObject idToken = read(tokens.getString("id_token"));
        assertThat(idToken.getString("sub")).isEqualTo(ada.id().toString());
        assertThat(idToken.getLong("auth_time")).isEqualTo(earlier.getTime() / 1000);
        assertThat(idToken.getJsonArray("amr")).isEqualTo(new JsonArray().add("pwd").add("mfa"));
        assertThat(idToken.getString("acr")).isEqualTo("urn:claviger:multi-factor");
    }

    @Test
    @DisplayName("Core §3.1.2.1: prompt, max_age, login_hint and ui_locales go on to the provider; whoever did not sign in anew there is not signed in")
    void what_the_application_asks_goes_on() {
        TestRelyingParty application = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        String request = application.request("prompt", "login consent", "max_age", "60", "login_hint", "ada@acme.example", "ui_locales", "fr");
        Page departure = application.browser.submit(application.browser.get(request), START);
        assertThat(TestRelyingParty.query(address(departure))).containsEntry("prompt", "login").containsEntry("max_age", "60").containsEntry("login_hint", "ada@acme.example")
                .containsEntry("ui_locales", "fr");
        for (UnaryOperator<JWTClaimsSet.Builder> old : List.<UnaryOperator<JWTClaimsSet.Builder>>of(claims -> claims, claims -> claims.claim("auth_time", now() - 3600))) {
            Page refused = application.browser.get(provider.signIn(address(departure), "ada-there", old));
            Page again = application.browser.get(refused.location());
            assertThat(again.alert()).contains("sign in anew");
            departure = application.browser.submit(again, START);
        }
        Page answer = application.browser.get(provider.signIn(address(departure), "ada-there", claims -> claims.claim("auth_time", now())));
        assertThat(application.browser.get(answer.location()).form("/consent")).as("asked for once").isNotNull();
    }

    @Test
    @DisplayName("RFC 9700 §4.7: with another's answer nobody is signed in: not in another browser, not without having begun, not at another tenant's address")
    void login_csrf_and_mix_up() {
        Page departure = browser.submit(browser.get(PAGE), START);
        String answer = provider.signIn(address(departure), "ada-there", claims -> claims);
        TestBrowser victim = new TestBrowser();
        assertThat(victim.get(answer).status()).isEqualTo(403);
        victim.submit(victim.get(PAGE), START);
        assertThat(victim.get(answer).status()).as("of another attempt").isEqualTo(403);
        victim.cookies.put("claviger-external", browser.cookies.get("claviger-external"));
        assertThat(victim.get(answer).status()).as("a cookie planted from elsewhere").isEqualTo(403);
        assertThat(browser.get(answer.replace("/acme?", "/other?")).text()).contains("expired");
        assertThat(browser.get(answer + "&iss=https%3A%2F%2Fevil.example").location()).as("RFC 9207").isEqualTo(PAGE);
        assertThat(provider.seen).doesNotContain("/token");
        assertThat(new TestBrowser().post(START, Map.of("tenant", "acme", "request", PAGE)).status()).as("begun by another site").isEqualTo(403);
    }

    @Test
    @DisplayName("an answer is good once, and a stranger's answer in between does not end what was begun")
    void replay() {
        Page departure = browser.submit(browser.get(PAGE), START);
        assertThat(browser.get(BACK + "?code=stranger&state=other").status()).isEqualTo(403);
        String answer = provider.signIn(address(departure), "ada-there", claims -> claims);
        Map<String, String> before = Map.copyOf(browser.cookies);
        assertThat(browser.get(answer).location()).isEqualTo(PAGE);
        assertThat(browser.get(answer).status()).isEqualTo(403);
        TestBrowser copy = new TestBrowser();
        copy.cookies.putAll(before);
        assertThat(copy.get(answer).status()).as("even of somebody who has all the cookies").isEqualTo(403);
        assertThat(provider.seen.stream().filter("/token"::equals)).hasSize(1);
    }

    @Test
    @DisplayName("an attempt is for one code: who does not forget it as told has no further one sent to the provider, with our secret")
    void one_code_for_each_attempt() {
        String state = TestRelyingParty.query(address(browser.submit(browser.get(PAGE), START))).get("state");
        String pending = browser.cookies.get("claviger-external");
        assertThat(browser.get(BACK + "?code=made-up&state=" + state).location()).isEqualTo(PAGE);
        browser.cookies.put("claviger-external", pending);
        assertThat(browser.get(BACK + "?code=made-up-too&state=" + state).status()).isEqualTo(403);
        assertThat(provider.seen.stream().filter("/token"::equals)).hasSize(1);
    }

    @Test
    @DisplayName("a provider that was changed to another since is not asked, and one that was removed is not offered")
    void a_provider_that_changed() throws IOException {
        Page form = browser.get(PAGE);
        String answer = provider.signIn(address(browser.submit(form, START)), "ada-there", claims -> claims);
        try (TestProvider another = new TestProvider()) {
            credentialService.people.provider(another.of("acme", false));
            assertThat(browser.get(answer).status()).isEqualTo(403);
            assertThat(another.seen).isEmpty();
        }
        credentialService.people.withoutProvider("acme");
        assertThat(browser.submit(form, START).location()).isEqualTo(PAGE);
        assertThat(browser.get(PAGE).form(START)).isNull();
    }

    @Test
    @DisplayName("Discovery §4.3: an issuer is what is written: another tenant's other spelling, tried first, leaves this one's as it is")
    void another_spelling_is_another_provider() {
        IdentityProvider right = provider.of("acme", false);
        URI shouted = URI.create(right.issuer().toString().replace("http:", "HTTP:"));
        credentialService.people.provider(new IdentityProvider(new TenantId("other"), shouted, "Other", right.clientId(), right.clientSecret(), right.scopes(), right.claim(), false));
        TestBrowser elsewhere = new TestBrowser();
        assertThat(elsewhere.submit(elsewhere.get("/account?tenant=other"), START).status()).isEqualTo(303);
        assertThat(elsewhere.get("/account?tenant=other").alert()).contains("cannot be reached");
        String answer = provider.signIn(address(browser.submit(browser.get(PAGE), START)), "ada-there", claims -> claims);
        credentialService.people.provider(new IdentityProvider(right.tenant(), shouted, "Acme", right.clientId(), right.clientSecret(), right.scopes(), right.claim(), false));
        assertThat(browser.get(answer).status()).as("written otherwise since it was begun").isEqualTo(403);
    }

    @Test
    @DisplayName("nobody here, an address that is not verified, and a no of the provider: the page says so, and is as it was")
    void refusals() {
        assertThat(refusedAs(request -> provider.signIn(request, "nobody", vouched("nobody@acme.example")))).contains("does not open anything here");
        provider.signIn(address(browser.submit(browser.get(PAGE), START)), "x", claims -> claims);
        assertThat(refusedAs(request -> provider.signIn(request, "unverified", claims -> claims.claim("email", "ada@acme.example")))).contains("does not open anything here");
        assertThat(credentialService.people.externalQuestions.get(1).named()).as("no address that the provider does not stand by").isEmpty();
        assertThat(refusedAs(request -> provider.signIn(request, "a\u0000b", claims -> claims))).contains("does not open anything here");
        assertThat(refusedAs(request -> BACK + "?error=access_denied&error_description=%3Cscript%3E&state=" + TestRelyingParty.query(request).get("state")))
                .contains("did not sign you in").doesNotContain("script");
        assertThat(refusedAs(request -> provider.signIn(request, "ada-there", claims -> claims.audience("another")))).contains("cannot be used");
        assertThat(meters.counter("claviger.external.logins", "outcome", "unknown").count()).isGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName("while the provider is down the page says so, and passwords go on; while nobody knows of one, too")
    void the_provider_is_down() {
        provider.isDown = true;
        Page answer = browser.submit(browser.get(PAGE), START);
        assertThat(answer.location()).isEqualTo(PAGE);
        Page page = browser.get(PAGE);
        assertThat(page.alert()).contains("Acme <ID> cannot be reached");
        assertThat(browser.get(PAGE).alert()).as("once").isEmpty();
        assertThat(browser.submit(page, "/login", "username", "ada", "password", PASSWORD).status()).isEqualTo(303);
        credentialService.people.providersAreDown = true;
        Page without = new TestBrowser().get(PAGE);
        assertThat(without.form(START)).isNull();
        assertThat(without.form("/login")).isNotNull();
    }

    @Test
    @DisplayName("while a provider hangs, one address waits for it in a few places; the next is told at once, and passwords go on")
    void a_provider_that_hangs() throws Exception {
        provider.hangs = new CountDownLatch(1);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        List<Thread> waiting = Stream.generate(() -> new Thread(() -> {
            TestBrowser one = new TestBrowser();
            one.submit(one.get(PAGE), START);
            told.add(one.get(PAGE).alert());
        })).limit(6).toList();
        waiting.forEach(Thread::start);
        assertThat(told.poll(10, TimeUnit.SECONDS)).contains("Too many people are signing in");
        assertThat(browser.submit(browser.get(PAGE), "/login", "username", "ada", "password", PASSWORD).status()).isEqualTo(303);
        provider.hangs.countDown();
        for (Thread thread : waiting) {
            thread.join(10_000);
        }
    }

    @Test
    @DisplayName("where passwords are refused there is only the button")
    void without_passwords() {
        credentialService.people.provider(provider.of("acme", true));
        Page page = browser.get(PAGE);
        assertThat(page.form("/login")).isNull();
        assertThat(page.text()).doesNotContain("Forgotten password");
        assertThat(browser.get(browser.get(provider.signIn(address(browser.submit(page, START)), "ada-there", claims -> claims)).location()).text()).contains("Where you are signed in");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 2_300})
    @DisplayName("what is kept in between fits a cookie (RFC 6265 §6.1), and no database, log or page has the secrets in it")
    void what_the_browser_keeps(int length) {
        TestRelyingParty application = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        String request = application.request("state", "x".repeat(length - application.request("state", "").length()));
        Page departure = application.browser.submit(application.browser.get(request), START);
        assertThat(departure.status()).isEqualTo(200);
        String cookie = TestBrowser.setCookies(departure.answer()).stream().filter(one -> one.startsWith("claviger-external=")).findFirst().orElseThrow();
        assertThat(cookie.length()).isLessThan(4_096);
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax").contains("Path=/").doesNotContain(TestRelyingParty.query(address(departure)).get("nonce"));
        assertThat(departure.answer().body()).doesNotContain(TestProvider.SECRET);
    }

    @Test
    void a_request_that_is_too_long_is_refused_with_a_page() {
        TestRelyingParty application = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        Page page = application.browser.submit(application.browser.get(application.request("state", "x".repeat(3_000))), START);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("too long");
    }

    private String refusedAs(UnaryOperator<String> answering) {
        Page departure = browser.submit(browser.get(PAGE), START);
        Page answer = browser.get(answering.apply(address(departure)));
        assertThat(answer.location()).isEqualTo(PAGE);
        Page page = browser.get(PAGE);
        assertThat(page.form(START)).isNotNull();
        return page.alert();
    }

    private static String address(Page departure) {
        return departure.html().selectFirst("a.button").attr("href");
    }

    private static UnaryOperator<JWTClaimsSet.Builder> vouched(String email) {
        return claims -> claims.claim("email", email).claim("email_verified", true);
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static JsonObject read(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), java.nio.charset.StandardCharsets.UTF_8));
    }
}
