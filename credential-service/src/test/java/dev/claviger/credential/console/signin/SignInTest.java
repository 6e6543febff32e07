package dev.claviger.credential.console.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.console.session.TestSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Signing in to the console and out of it")
class SignInTest {

    private static final String SESSION = "claviger-console";
    private static final String BEGUN = "claviger-console-sign-in";

    @Inject
    MeterRegistry meters;

    private final Map<String, String> cookies = new HashMap<>();
    private String tenant;
    private TestPerson person;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        person = TestPeople.newPerson(tenant, Map.of("role", "tenant_administrator"));
    }

    @Test
    @DisplayName("code with PKCE, state and nonce; a session of this host that no script reads; and back to the page")
    void signs_in_and_leads_back() {
        Response begun = get("/console/sign-in?return=" + "%2Fconsole%2F" + tenant + "%2Ftest-page%3Fx%3D1");
        begun.then().statusCode(303).header("Cache-Control", containsString("no-store"));
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/").doesNotContain("Secure");
        Map<String, String> asked = TestProvider.parameters(URI.create(begun.header("Location")).getRawQuery());
        assertThat(asked).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256").containsEntry("redirect_uri", "http://console.example/console/signed-in")
                .containsKeys("state", "nonce", "code_challenge").doesNotContainKey("tenant");
        Response signedIn = get("/console/signed-in?" + TestProvider.signedIn(begun.header("Location"), subject(), claims(tenant)));
        signedIn.then().statusCode(303).header("Location", "/console/" + tenant + "/test-page?x=1");
        String cookie = signedIn.getDetailedCookie(SESSION).toString();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/").doesNotContain("Max-Age").doesNotContain("Domain");
        get("/console/" + tenant + "/test-page").then().statusCode(200).body(containsString("tenant_administrator"));
    }

    @Test
    @DisplayName("what became of sign-ins is counted: success, refused, nobody, not begun here")
    void counts_sign_ins() {
        Map<String, Double> before = counted();
        signIn(person);
        get("/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims("no-such-tenant"))).then().statusCode(403);
        Map<String, String> asked = TestProvider.parameters(URI.create(get("/console/sign-in").header("Location")).getRawQuery());
        get("/console/signed-in?error=access_denied&state=" + asked.get("state") + "&iss=" + TestProvider.issuer()).then().statusCode(403);
        get("/console/signed-in?state=never").then().statusCode(400);
        assertThat(counted()).allSatisfy((outcome, count) -> assertThat(count - before.get(outcome)).as(outcome)
                .isEqualTo(List.of("success", "refused", "nobody", "not_begun_here").contains(outcome) ? 1 : 0)).containsKeys("provider_unreachable", "busy");
    }

    private Map<String, Double> counted() {
        Map<String, Double> counts = new HashMap<>();
        meters.find("claviger_console_sign_ins").counters().forEach(counter -> counts.put(counter.getId().getTag("outcome"), counter.count()));
        return counts;
    }

    @Test
    @DisplayName("login CSRF: an answer that this browser did not ask for signs nobody in")
    void an_answer_to_somebody_else_signs_nobody_in() {
        String attackers = "/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims(tenant));
        cookies.clear();
        get(attackers).then().statusCode(400).body(containsString("not begun in this browser"));
        get("/console/sign-in");
        get(attackers).then().statusCode(400);
        assertThat(cookies).doesNotContainKey(SESSION);
    }

    @Test
    @DisplayName("an answer counts once: sent again it signs nobody in")
    void an_answer_that_is_sent_again_signs_nobody_in() {
        String answer = "/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims(tenant));
        String begun = cookies.get(BEGUN);
        get(answer).then().statusCode(303);
        assertThat(cookies).doesNotContainKey(BEGUN);
        cookies.clear();
        cookies.put(BEGUN, begun);
        get(answer).then().statusCode(403);
        assertThat(cookies).doesNotContainKey(SESSION);
    }

    @Test
    @DisplayName("each of several tabs comes back to its own page, whichever is first; the last of more than three is remembered")
    void tabs_do_not_forget_each_other() {
        String first = get("/console/sign-in?return=%2Fconsole%2F" + tenant + "%2Fone").header("Location");
        String second = get("/console/sign-in?return=%2Fconsole%2F" + tenant + "%2Ftwo").header("Location");
        get("/console/signed-in?" + TestProvider.signedIn(second, subject(), claims(tenant))).then().statusCode(303).header("Location", "/console/" + tenant + "/two");
        get("/console/signed-in?" + TestProvider.signedIn(first, subject(), claims(tenant))).then().statusCode(303).header("Location", "/console/" + tenant + "/one");
        assertThat(cookies).doesNotContainKey(BEGUN);
        String forgotten = get("/console/sign-in").header("Location");
        for (int tab = 0; tab < 3; tab++) {
            get("/console/sign-in?return=%2Fconsole%2F" + tenant + "%2F" + "x".repeat(1400));
        }
        assertThat(cookies.get(BEGUN).length()).isLessThan(4000);
        get("/console/signed-in?" + TestProvider.signedIn(forgotten, subject(), claims(tenant))).then().statusCode(400);
        get("/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims(tenant))).then().statusCode(303);
    }

    @Test
    @DisplayName("RFC 9207: an answer in another provider's name, and one without any, sign nobody in")
    void another_providers_answer() {
        String answer = "/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims(tenant));
        get(answer.replaceAll("&iss=.*", "&iss=https%3A%2F%2Fevil.example")).then().statusCode(403);
        get(answer.replaceAll("&iss=.*", "")).then().statusCode(403);
    }

    @Test
    void whoever_refuses_at_the_provider_is_told_so() {
        Map<String, String> asked = TestProvider.parameters(URI.create(get("/console/sign-in").header("Location")).getRawQuery());
        get("/console/signed-in?error=access_denied&state=" + asked.get("state") + "&iss=" + TestProvider.issuer()).then().statusCode(403).body(containsString("not completed"));
    }

    @Test
    @DisplayName("session fixation: a sign-in begins a session of its own, and ends the one the browser brought")
    void a_session_that_was_planted_is_worth_nothing() {
        signIn(person);
        String before = cookies.get(SESSION);
        signIn(person);
        assertThat(cookies.get(SESSION)).isNotEqualTo(before);
        given().redirects().follow(false).cookie(SESSION, before).get("/console/" + tenant + "/test-page").then().statusCode(303);
        given().redirects().follow(false).cookie(SESSION, "A".repeat(43)).get("/console/" + tenant + "/test-page").then().statusCode(303);
    }

    @Test
    @DisplayName("of whom the provider vouches for but nobody knows here, of another tenant than it says, or disabled, no session begins")
    void nobody_here() {
        for (Map<String, Object> claims : List.<Map<String, Object>>of(claims("no-such-tenant"), claims(AdminApi.newTenant()), Map.of(), Map.of("tenant", "Not A Tenant"), Map.of("tenant", 7))) {
            get("/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims)).then().statusCode(403).body(containsString("no account"));
        }
        AdminApi.asAdministrator().body(Map.of("disabled", true)).patch(person.path()).then().statusCode(200);
        get("/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims(tenant))).then().statusCode(403);
        assertThat(cookies).doesNotContainKey(SESSION);
    }

    @Test
    void a_return_address_elsewhere_leads_to_the_start() {
        String location = get("/console/sign-in?return=https%3A%2F%2Fevil.example").header("Location");
        get("/console/signed-in?" + TestProvider.signedIn(location, subject(), claims(tenant))).then().header("Location", "/console");
    }

    @Test
    void whoever_sent_a_form_too_late_is_told_that_nothing_was_changed() {
        String location = given().redirects().follow(false).formParam("word", "x").post("/console/" + tenant + "/test-page").then().statusCode(303).extract().header("Location");
        get(location).then().statusCode(200).header("Cache-Control", containsString("no-store")).body(containsString("Nothing was changed"));
    }

    @Test
    @DisplayName("a provider that does not answer holds ten at once and no more: who comes then is told at once, and signing out is done all the same")
    void a_provider_that_hangs() {
        List<Supplier<Integer>> answers = new ArrayList<>();
        for (int browser = 0; browser < 10; browser++) {
            cookies.clear();
            String answer = "/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), subject(), claims(tenant));
            Map<String, String> jar = Map.copyOf(cookies);
            answers.add(() -> given().urlEncodingEnabled(false).redirects().follow(false).cookies(jar).get(answer).statusCode());
        }
        TestSession signedIn = TestSession.of(person);
        CountDownLatch release = TestProvider.hang();
        ExecutorService browsers = Executors.newFixedThreadPool(10);
        try {
            answers.forEach(answer -> browsers.submit(answer::get));
            int status = 303;
            for (Instant patience = Instant.now().plusSeconds(20); status == 303 && Instant.now().isBefore(patience); ) {
                status = get("/console/sign-in").statusCode();
            }
            assertThat(status).isEqualTo(503);
            signedIn.form().post("/console/sign-out").then().statusCode(200).body(containsString("/console/signed-out"));
            logout("x.y.z").then().statusCode(503).header("Retry-After", is("5"));
        } finally {
            release.countDown();
            browsers.shutdown();
        }
    }

    @Test
    @DisplayName("signing out ends the session here, and the browser goes on to the provider with the ID token (RP-Initiated Logout 1.0 §2)")
    void signs_out() {
        signIn(person);
        String session = cookies.get(SESSION);
        String csrf = get("/console/sign-out").then().statusCode(200).extract().asString().replaceAll("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
        given().redirects().follow(false).cookies(cookies).post("/console/sign-out").then().statusCode(403);
        Response signedOut = given().redirects().follow(false).cookies(cookies).formParam("csrf", csrf).post("/console/sign-out");
        signedOut.then().statusCode(200).header("Cache-Control", containsString("no-store"))
                .body(containsString("url=" + TestProvider.issuer() + "/logout?")).body(containsString("id_token_hint="));
        assertThat(URLDecoder.decode(signedOut.asString(), StandardCharsets.UTF_8)).contains("post_logout_redirect_uri=http://console.example/console/signed-out");
        assertThat(signedOut.getDetailedCookie(SESSION).getMaxAge()).isZero();
        given().redirects().follow(false).cookie(SESSION, session).get("/console/" + tenant + "/test-page").then().statusCode(303);
        get("/console/signed-out").then().statusCode(200).body(containsString("signed out"));
    }

    @Test
    void a_member_may_sign_out() {
        TestSession member = TestSession.ofMember(tenant);
        member.request().get("/console/" + tenant + "/test-page").then().statusCode(403).body(containsString("for administrators")).body(containsString("href=\"/console/sign-out\""));
        member.form().post("/console/sign-out").then().statusCode(200);
        member.request().get("/console/" + tenant + "/test-page").then().statusCode(303);
    }

    @Test
    @DisplayName("Back-Channel Logout 1.0 §2.5: what ends at the provider ends here, that session and no other")
    void back_channel_logout() {
        TestSession mine = TestSession.of(person);
        TestSession others = TestSession.ofTenantAdministrator(tenant);
        logout(TestProvider.logoutToken("sid-of-" + person.id(), subject(), TestInstallation.CONSOLE_CLIENT)).then().statusCode(200).header("Cache-Control", containsString("no-store"));
        mine.request().get("/console/" + tenant + "/test-page").then().statusCode(303);
        others.request().get("/console/" + tenant + "/test-page").then().statusCode(200);
    }

    @Test
    @DisplayName("§2.6: a logout token for another client, an ID token, and what is none end nothing")
    void other_tokens_end_nothing() {
        TestSession mine = TestSession.of(person);
        String good = TestProvider.logoutToken("sid-of-" + person.id(), subject(), TestInstallation.CONSOLE_CLIENT);
        for (String token : List.of(TestProvider.logoutToken("sid-of-" + person.id(), subject(), "somebody-else"), good.substring(0, good.length() - 8) + "AAAAAAAA", "", "x.y.z",
                TestProvider.idToken("sid-of-" + person.id(), subject()))) {
            logout(token).then().statusCode(400).body("error", is("invalid_request"));
        }
        given().post("/console/back-channel-logout").then().statusCode(not(200));
        mine.request().get("/console/" + tenant + "/test-page").then().statusCode(200);
    }

    private void signIn(TestPerson who) {
        get("/console/signed-in?" + TestProvider.signedIn(get("/console/sign-in").header("Location"), Long.toString(who.id()), claims(who.tenant()))).then().statusCode(303);
    }

    private static Response logout(String token) {
        return given().formParam("logout_token", token).post("/console/back-channel-logout");
    }

    private String subject() {
        return Long.toString(person.id());
    }

    private static Map<String, Object> claims(String tenant) {
        return Map.of("tenant", tenant, "sid", "a-session");
    }

    /** As a browser does: keeps cookies, and forgets those that are to go. */
    private Response get(String path) {
        Response answer = given().urlEncodingEnabled(false).redirects().follow(false).cookies(cookies).get(path);
        answer.getDetailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return answer;
    }
}
