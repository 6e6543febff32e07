package dev.claviger.credential.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.chromium.Chromium;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.account.session.TestTokenService;
import dev.claviger.credential.console.session.TestSession;
import dev.claviger.credential.usage.fact.TestFacts;
import dev.claviger.credential.usage.gateway.TestGateways;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The console in a real browser: at 360 and 1440 px, light and dark, with and without script")
class ConsoleInBrowserTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int HEIGHT = 900;
    /** Contrast hangs on the scheme and layout on the width: a page is seen in both widths and both schemes, and the next page the other way round. */
    private static final List<List<Look>> LOOKS = List.of(List.of(new Look(360, ColorScheme.LIGHT), new Look(1440, ColorScheme.DARK)), List.of(new Look(1440, ColorScheme.LIGHT), new Look(360, ColorScheme.DARK)));

    private static Optional<Chromium> chromium = Optional.empty();

    @Inject
    Pool pool;

    private String tenant;
    private String scope;
    private int turn;

    @BeforeAll
    static void a_browser() {
        chromium = Chromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in CHROMIUM_PATH");
    }

    @AfterAll
    static void no_browser() {
        chromium.ifPresent(Chromium::close);
    }

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        AdminApi.asAdministrator().body(Map.of("name", "Acme Industries")).patch("/admin/v1/tenants/" + tenant).then().statusCode(200);
        String read = AdminApi.newScope();
        scope = AdminApi.fresh("orders:write");
        AdminApi.asAdministrator().body(Map.of("name", scope, "description", "Create, change and cancel orders", "criticality", "high", "implies", List.of(read)))
                .post("/admin/v1/scopes").then().statusCode(201);
    }

    @Test
    @DisplayName("every page: axe finds nothing (WCAG 2.2 AA), nothing is wider than the window, and the browser does not complain")
    void every_page_in_every_look() {
        try (BrowserContext context = context(TestSession.ofTenantAdministrator(tenant), true)) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onPageError(complaints::add);
            creation(page);
            life(page);
            activity(page);
            endings(page);
            scopes(page);
            people(page);
            assertThat(complaints.stream().filter(text -> !text.contains("status of 4"))).as("what the browser complains of").isEmpty();
        }
        try (BrowserContext context = context(TestSession.ofPlatformAdministrator(), true)) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onPageError(complaints::add);
            open(page, applications());
            seen(page, "console-another-tenant");
            catalogue(page);
            tenants(page);
            environments(page);
            explaining(page);
            replicas(page);
            assertThat(complaints.stream().filter(text -> !text.contains("status of 4") && !text.contains("status of 503"))).as("what the browser complains of").isEmpty();
        }
    }

    private void creation(Page page) {
        open(page, applications());
        seen(page, "console-applications-none");
        page.locator("main .head a.button").click();
        seen(page, "console-new");
        page.locator("main button[type=submit]").click();
        seen(page, "console-new-refused");
        page.locator("#name").fill("Payroll export");
        page.locator("#contact_email").fill("payroll-ops@acme.example");
        page.locator("input[name=scopes][value='" + scope + "']").check();
        assertThat(page.locator("li[data-included]").count()).isEqualTo(1);
        page.getByText("People sign in").first().click();
        seen(page, "console-new-filled");
        page.locator("main button[type=submit]").click();
        page.locator("#secret").waitFor();
        seen(page, "console-secret");
        page.locator("button[data-copies=curl]").click();
        page.waitForCondition(() -> page.locator("#copied").textContent().equals("Copied."));
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(page.locator("#curl").textContent());
        page.getByText("I have kept it").click();
        seen(page, "console-application-fresh");
    }

    private void life(Page page) {
        NewClient warehouse = client("Warehouse", Map.of());
        client("Invoice archive", Map.of("secret_lifetime", "P9D"));
        AdminApi.asAdministrator().body(Map.of("disabled", true)).patch(client("Old shop", Map.of()).path()).then().statusCode(200);
        pool.preparedQuery("update credential set created_at = created_at - interval '70 days' where id = $1").executeAndAwait(Tuple.of(warehouse.credential()));
        String fresh = AdminApi.asAdministrator().body(Map.of("previous_valid_for", "P30D")).post(warehouse.path() + "/secrets").then().statusCode(201).extract().path("credential_id");
        pool.preparedQuery("update credential set created_at = created_at - interval '40 days' where id = $1").executeAndAwait(Tuple.of(fresh));
        pool.preparedQuery("insert into credential_usage (credential_id, use_count, last_used_at, last_used_from) values ($1, 3102, now() - interval '4 minutes', '203.0.113.17')").executeAndAwait(Tuple.of(fresh));
        pool.preparedQuery("insert into credential_usage (credential_id, use_count, last_used_at, last_used_from) values ($1, 90411, now() - interval '33 days', '203.0.113.16')").executeAndAwait(Tuple.of(warehouse.credential()));
        AdminApi.asAdministrator().body(Map.of("name", "Scanner of hall 3")).post(warehouse.path() + "/api-keys").then().statusCode(201);
        open(page, applications());
        seen(page, "console-applications");
        page.locator("#search").pressSequentially("arch");
        page.waitForCondition(() -> page.locator("td.first a").count() == 1);
        assertThat(page.url()).contains("search=arch");
        open(page, applications() + "/" + warehouse.id());
        seen(page, "console-application");
        open(page, applications() + "/" + warehouse.id() + "/edit");
        seen(page, "console-edit");
        AdminApi.asAdministrator().body(Map.of("name", "Warehouse north")).patch(warehouse.path()).then().statusCode(200);
        page.locator("#name").fill("Warehouse south");
        page.locator("main button[type=submit]").click();
        seen(page, "console-edit-overtaken");
        open(page, applications() + "/" + warehouse.id() + "/secrets/" + warehouse.credential() + "/revoke");
        seen(page, "console-revoke");
        open(page, applications() + "/" + warehouse.id() + "/delete");
        seen(page, "console-delete");
    }

    private void environments(Page page) {
        String room = "/console/" + tenant + "/environments";
        AdminApi.asAdministrator().body(Map.of("hosts", List.of("api." + tenant + ".example", "*.eu." + tenant + ".example"), "upstreams", List.of("https://10.0.0.7:8443", "https://10.0.0.8:8443"),
                "require_api_key", true, "cors_origins", List.of("https://app.acme.example"), "rate_limit", Map.of("requests", 5000, "per", "PT1M"), "client_quota", Map.of("requests", 100000, "per", "P31D")))
                .put("/admin/v1/tenants/" + tenant + "/environments/production").then().statusCode(201);
        String before = TestGateways.table("employees GET /api/v1/employees/{id} employees.readonly|employees.all audit", "health GET /health -");
        String table = TestGateways.table("employees GET /api/v1/employees/{id} employees.readonly", "payslips POST /api/v1/payslips payslips.write", "self GET /api/v1/self ");
        TestGateways.report("api-gateway-7c9d5b6f4-x2lqp-1f3a", before, true, 0, List.of());
        TestGateways.report("api-gateway-7c9d5b6f4-x2lqp-1f3a", table, true, 0, List.of(TestGateways.unwell(tenant, "production", "https://10.0.0.8:8443", "ejected", "upstream_timeout", Instant.now().getEpochSecond() - 840)));
        TestGateways.report("api-gateway-7c9d5b6f4-9kd8w-77b0", before, false, 0, List.of());
        open(page, room);
        seen(page, "console-environments");
        open(page, room + "/named/production");
        seen(page, "console-environment");
        open(page, room + "/named/production/edit");
        page.locator("#hosts").fill("no host at all");
        page.locator("#rate_limit").fill("many");
        page.locator("main button[type=submit]").click();
        page.locator("#errors").waitFor();
        seen(page, "console-environment-refused");
        open(page, room + "/named/prod/delete");
        seen(page, "console-environment-delete");
        open(page, room + "/routes");
        seen(page, "console-routes");
        page.locator("#search").pressSequentially("employees");
        page.waitForCondition(() -> page.locator("tbody tr").count() == 1);
        open(page, room + "/routes/changes");
        seen(page, "console-routes-changes");
    }

    private void explaining(Page page) {
        open(page, "/console/" + tenant + "/environments/explain");
        seen(page, "console-explain");
        page.locator("#path").fill("/api/v1/payslips");
        page.getByText("Explain", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("#result").waitFor();
        seen(page, "console-explained");
        page.locator("#path").fill("/wrong-key");
        page.getByText("Explain", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("#errors").waitFor();
        seen(page, "console-explain-unanswered");
    }

    private void scopes(Page page) {
        String audit = AdminApi.newScope();
        String export = AdminApi.newScope();
        NewClient importer = client("Orders import", Map.of("scopes", List.of(scope, audit, export)));
        TestFacts.forwarded(importer, "orders:list", 40_112, scope);
        TestFacts.forwarded(importer, "exports:nightly", 28, export);
        TestFacts.issued(importer, 28, scope + " " + export);
        open(page, "/console/" + tenant + "/scopes?search=" + scope.split(":")[0]);
        seen(page, "console-scopes");
        TestFacts.seen(pool, importer, 3);
        open(page, "/console/" + tenant + "/scopes/one?name=" + scope);
        seen(page, "console-scope-early");
        open(page, applications() + "/" + importer.id() + "/least-privilege");
        seen(page, "console-privilege-early");
        TestFacts.seen(pool, importer, 31);
        open(page, "/console/" + tenant + "/scopes/one?name=" + scope);
        seen(page, "console-scope");
        open(page, applications() + "/" + importer.id() + "/least-privilege");
        seen(page, "console-privilege");
        // As a page sends it: a script would tell where it comes from, and that is no port of a test's.
        page.evaluate("scope => { const form = document.querySelector('form[action$=preview]'); form.querySelector(`[value='${scope}']`).checked = false; form.submit(); }", export);
        page.locator("#preview .rows").waitFor();
        seen(page, "console-privilege-preview");
        page.locator("#preview button").click();
        seen(page, "console-privilege-narrowed");
        open(page, applications() + "/" + importer.id() + "/disable");
        seen(page, "console-disable");
    }

    private void catalogue(Page page) {
        open(page, "/console/" + tenant + "/scopes/new");
        page.locator("main button[type=submit]").click();
        seen(page, "console-scope-refused");
        open(page, "/console/" + tenant + "/scopes/edit?name=" + scope);
        seen(page, "console-scope-edit");
        open(page, "/console/" + tenant + "/scopes/delete?name=" + scope);
        seen(page, "console-scope-delete");
    }

    @Test
    @DisplayName("with script off: choose other scopes, preview what they would have refused, narrow, give back")
    void narrows_without_script() {
        NewClient importer = client("Orders import", Map.of("scopes", List.of(scope, AdminApi.newScope())));
        TestFacts.forwarded(importer, "orders:list", 3, scope);
        TestFacts.seen(pool, importer, 31);
        try (BrowserContext context = context(TestSession.ofTenantAdministrator(tenant), false)) {
            Page page = context.newPage();
            open(page, applications() + "/" + importer.id() + "/least-privilege");
            page.locator("input[type=checkbox]").nth(0).uncheck();
            page.locator("input[type=checkbox]").nth(1).check();
            page.getByText("Preview what is chosen").click();
            assertThat(page.locator("#preview").textContent()).contains("3 requests of the last 30 days would have been refused");
            open(page, applications() + "/" + importer.id() + "/least-privilege");
            page.getByText("Narrow to this scope").click();
            assertThat(page.locator("[role=status]").first().textContent()).contains("The scopes are taken away");
            page.getByText("Give it back").click();
            assertThat(page.locator("[role=status]").first().textContent()).contains("given back");
        }
    }

    /** A day with a quiet night and a bad hour. */
    private void activity(Page page) {
        pool.preparedQuery("insert into usage_hour select date_trunc('hour', now()) - make_interval(hours => n), $1, 'prod', source, outcome, reason, greatest(1, cast(share * (1 + sin(n / 3.8)) as bigint)) * case when n = 5 and outcome = 'refused' then 9 else 1 end"
                + " from generate_series(0, 23) n, (values ('gateway', 'forwarded', '', 5200), ('gateway', 'aborted', '', 60), ('gateway', 'refused', 'scope_missing', 120), ('gateway', 'refused', 'token_expired', 80),"
                + " ('gateway', 'refused', 'upstream_timeout', 20), ('token-service', 'issued', '', 410), ('token-service', 'refused', 'invalid_scope', 14)) o (source, outcome, reason, share)").executeAndAwait(Tuple.of(tenant));
        pool.preparedQuery("insert into usage_day select date_trunc('day', now(), 'UTC'), $1, id, 'prod', 'gateway', 'refused', 'scope_missing', 'orders', '', length(name) * 97 from client where tenant_id = $1").executeAndAwait(Tuple.of(tenant));
        open(page, "/console/" + tenant + "/activity");
        seen(page, "console-activity");
        page.getByText("The same in numbers").first().click();
        page.locator("#live").evaluate("live => htmx.trigger(live, 'seen')");
        page.getByText("Renewed every 10 seconds").waitFor();
        seen(page, "console-activity-numbers");
        open(page, "/console/" + tenant + "/activity?period=7d");
        seen(page, "console-activity-week");
        open(page, "/console/" + tenant + "/activity/audit");
        page.locator(".trail summary").first().click();
        seen(page, "console-audit");
        open(page, "/console/" + tenant + "/activity/audit?who=Nobody&from=tomorrow");
        seen(page, "console-audit-refused");
    }

    private void replicas(Page page) {
        String feed = AdminApi.asGateway().get("/internal/snapshot").path("feed_id");
        for (String replica : List.of("gateway-7c9f6b-x2lqv-1f", "gateway-7c9f6b-p8s4d-a2")) {
            AdminApi.asGateway().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "follower",
                    Map.of("replica", replica, "feed_id", feed, "position", AdminApi.position(), "age_millis", replica.endsWith("1f") ? 420 : 17_300))).post("/internal/usage").then().statusCode(204);
        }
        open(page, "/console/claviger/activity/replicas");
        page.getByText("How this is judged").click();
        seen(page, "console-replicas");
    }

    @Test
    @DisplayName("what renews itself asks nobody while the page is hidden, and at once when it is seen again")
    void a_hidden_page_asks_nobody() {
        try (BrowserContext context = context(TestSession.ofTenantAdministrator(tenant), true)) {
            Page page = context.newPage();
            open(page, "/console/" + tenant + "/activity");
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));
            page.evaluate("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })");
            page.locator("#live").evaluate("live => htmx.trigger(live, 'seen')");
            page.waitForTimeout(150);
            assertThat(asked).noneMatch(url -> url.contains("/activity"));
            page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
            page.getByText("Renewed every 10 seconds").waitFor();
            assertThat(asked).filteredOn(url -> url.contains("/activity")).singleElement().asString().endsWith("/activity/refusals?period=24h");
        }
    }

    private void people(Page page) {
        TestPerson ada = TestPeople.newPerson(tenant, Map.of("username", "ada", "name", "Ada Lovelace", "email", "ada@acme.example", "role", "tenant_administrator", "scopes", List.of(scope)));
        ada.signIn(TestPeople.PASSWORD).then().statusCode(200);
        TestPeople.create(tenant, Map.of("username", "grace@acme.example", "name", "Grace Hopper", "email", "grace@acme.example", "invite", true)).then().statusCode(201);
        TestPeople.create(tenant, Map.of("username", "charles", "disabled", true)).then().statusCode(201);
        NewClient planner = client("Holiday planner", Map.of());
        TestTokenService.signedIn(tenant, ada.id(), "SessionOfAda0000001", "Firefox on Linux");
        TestTokenService.signedIn(tenant, ada.id(), "SessionOfAda0000002", "Safari on iPhone");
        TestTokenService.allowed(tenant, ada.id(), planner.id(), "employees.readonly", "holidays.write");
        String room = "/console/" + tenant + "/people";
        open(page, room);
        seen(page, "console-people");
        page.locator("#search").pressSequentially("hopper");
        page.waitForCondition(() -> page.locator("td.first a").count() == 1);
        open(page, room + "/new");
        seen(page, "console-person-new");
        page.locator("#email").fill("nobody");
        page.locator("main button[type=submit]").click();
        seen(page, "console-person-refused");
        open(page, room + "/" + ada.id());
        seen(page, "console-person");
        open(page, room + "/" + ada.id() + "/edit");
        seen(page, "console-person-edit");
        open(page, room + "/" + ada.id() + "/disable");
        seen(page, "console-person-disable");
        open(page, room + "/" + ada.id() + "/sessions/end");
        seen(page, "console-person-sign-out");
        open(page, room + "/identity-provider");
        seen(page, "console-identity-provider");
        TestTokenService.away(true);
        try {
            open(page, room + "/" + ada.id());
            seen(page, "console-person-unknown");
        } finally {
            TestTokenService.away(false);
        }
    }

    private void tenants(Page page) {
        open(page, "/console/claviger/tenants?search=Acme");
        seen(page, "console-tenants");
        open(page, "/console/" + tenant + "/tenants/new");
        seen(page, "console-tenant-new");
        page.locator("#id").fill(AdminApi.fresh("shown"));
        page.locator("#name").fill("Shown Industries");
        page.locator("#admin_email").fill("first@shown.example");
        page.locator("main button[type=submit]").click();
        page.locator("#secret").waitFor();
        seen(page, "console-link");
        open(page, "/console/claviger/tenants/" + tenant + "/edit");
        seen(page, "console-tenant-edit");
        open(page, "/console/claviger/tenants/" + tenant + "/delete");
        seen(page, "console-tenant-delete");
    }

    private void endings(Page page) {
        open(page, applications() + "/nothing-of-that-name");
        seen(page, "console-error");
    }

    @Test
    @DisplayName("with script off: create, see the secret, find it again, rotate, disable, enable")
    void without_script() {
        try (BrowserContext context = context(TestSession.ofTenantAdministrator(tenant), false)) {
            Page page = context.newPage();
            open(page, applications() + "/new");
            page.locator("#name").fill("Without script");
            page.locator("input[name=scopes][value='" + scope + "']").check();
            page.locator("main button[type=submit]").click();
            String secret = page.locator("#secret").textContent();
            assertThat(secret).startsWith("clv_prod_");
            assertThat(page.locator("button[data-copies]").first().isVisible()).isFalse();
            page.reload();
            assertThat(page.locator("main").textContent()).contains("shown once and cannot be shown again").doesNotContain(secret);
            page.goBack();
            assertThat(page.content()).doesNotContain(secret);
            open(page, applications());
            page.locator("#search").fill("without");
            page.locator("form[role=search] button").click();
            page.locator("td.first a").click();
            page.getByText("Rotate").click();
            assertThat(page.locator("#secret").textContent()).startsWith("clv_prod_").isNotEqualTo(secret);
            page.getByText("I have kept it").click();
            page.locator(".head .actions").getByText("Disable").click();
            page.getByText("Disable it").click();
            assertThat(page.locator("[role=status]").first().textContent()).contains("is disabled");
            page.locator(".head .actions").getByText("Enable").click();
            assertThat(page.locator("[role=status]").first().textContent()).contains("is enabled");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("the back button brings back no page with a secret, and makes no other application, with script and without")
    void the_back_button_brings_no_secret_back(boolean script) {
        try (BrowserContext context = context(TestSession.ofTenantAdministrator(tenant), script)) {
            Page page = context.newPage();
            open(page, applications() + "/new");
            page.locator("#name").fill("Once");
            page.locator("input[name=scopes][value='" + scope + "']").check();
            page.locator("main button[type=submit]").click();
            String secret = page.locator("#secret").textContent();
            page.getByText("I have kept it").click();
            page.waitForURL(url -> !url.endsWith("/new"));
            try {
                page.goBack();
            } catch (PlaywrightException nothingToShow) {
                // Chromium sends no form again by itself: ERR_CACHE_MISS.
                page.waitForURL(url -> url.startsWith("chrome-error:"));
            }
            assertThat(page.content()).doesNotContain(secret);
            open(page, applications());
            assertThat(page.locator("td.first a").allTextContents()).containsExactly("Once");
        }
    }

    @Test
    @DisplayName("the keyboard reaches the content first, and what is wrong is where the focus is")
    void by_keyboard() {
        try (BrowserContext context = context(TestSession.ofTenantAdministrator(tenant), true)) {
            Page page = context.newPage();
            open(page, applications() + "/new");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to the content");
            page.keyboard().press("Enter");
            page.locator("#name").focus();
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
            page.keyboard().press("Enter");
            page.locator("#errors").waitFor();
            page.waitForCondition(() -> page.evaluate("document.activeElement.id").equals("errors"));
        }
    }

    private NewClient client(String name, Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of("name", name, "environment", "prod", "scopes", List.of(scope), "contact_email", "it@acme.example"));
        form.putAll(more);
        return AdminApi.newClient(tenant, form);
    }

    private String applications() {
        return "/console/" + tenant + "/applications";
    }

    private static BrowserContext context(TestSession session, boolean script) {
        BrowserContext context = chromium.orElseThrow().browser().newContext(new NewContextOptions().setJavaScriptEnabled(script)
                .setPermissions(List.of("clipboard-write", "clipboard-read")).setReducedMotion(ReducedMotion.REDUCE).setViewportSize(1440, HEIGHT));
        context.addCookies(List.of(new Cookie(TestSession.COOKIE, session.cookie()).setUrl("http://localhost:" + RestAssured.port)));
        return context;
    }

    private record Look(int width, ColorScheme scheme) {

        Path picture(String name) {
            return PICTURES.resolve(name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");
        }
    }

    private static void look(Page page, Look look) {
        page.setViewportSize(look.width(), HEIGHT);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(look.scheme()));
    }

    private void seen(Page page, String name) {
        List<Look> looks = LOOKS.get(turn % LOOKS.size());
        for (Look look : looks) {
            look(page, look);
            page.screenshot(new ScreenshotOptions().setPath(look.picture(name)).setFullPage(true));
            assertThat(page.evaluate("document.documentElement.scrollWidth")).as(name + " is no wider than the window").isEqualTo(look.width());
        }
        Look judged = looks.get(turn++ / LOOKS.size() % looks.size());
        look(page, judged);
        // No frames, so no second page to put their results together in.
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()).as(name + " " + judged).isEmpty();
    }

    private static void open(Page page, String path) {
        page.navigate("http://localhost:" + RestAssured.port + path);
    }
}
