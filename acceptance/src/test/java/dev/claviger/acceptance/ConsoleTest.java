package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.claviger.chromium.Chromium;
import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.people.ConsoleAccess;
import dev.claviger.quickstart.people.ConsoleAccess.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant's administrator at work in the console: what a browser does there, and what comes of it at the token endpoint and the gateway. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String SCOPE = "console-journey:read";
    private static final String CALLED = "/echo/console-journey";

    private TestClaviger claviger;
    private Shell shell;
    private ConsoleAccess console;
    private Login administrator;
    private Optional<Chromium> chromium = Optional.empty();

    @BeforeAll
    void open(TestClaviger running) {
        claviger = running;
        shell = new Shell(claviger);
        console = claviger.local().console();
        administrator = console.administrator().orElseThrow();
        claviger.scope(SCOPE);
        claviger.route(DemoData.HOST, CALLED, SCOPE);
        chromium = Chromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in CHROMIUM_PATH");
    }

    @AfterAll
    void close() {
        chromium.ifPresent(Chromium::close);
    }

    @Test
    @DisplayName("create → copy → paste the line into a shell → see that it was used; rotate with an overlap → retire the old secret; disable, and the gateway refuses")
    void the_life_of_an_application() {
        try (BrowserContext context = context()) {
            Page page = signedIn(context);
            create(page, "Journey");
            String first = copied(page, "secret");
            String token = pasted(page);
            assertThat(call(token)).isEqualTo(200);
            page.getByText("I have kept it").click();
            String application = page.url();
            awaitUse(page);
            picture(page, "journey-used");

            page.locator("#previous_valid_for").selectOption("P1D");
            page.getByText("Rotate", new Page.GetByTextOptions().setExact(true)).click();
            String second = copied(page, "secret");
            String newer = pasted(page);
            assertThat(call(token)).as("with an overlap, what the old secret obtained goes on").isEqualTo(200);
            page.navigate(application);
            picture(page, "journey-overlap");

            page.locator("a[href*='" + first.split("_")[2] + "/revoke']").click();
            page.getByText("Revoke it").click();
            claviger.await(Duration.ofSeconds(5), () -> call(token) == 401);
            assertThat(call(newer)).as("the other secret's token").isEqualTo(200);
            assertThat(second).isNotEqualTo(first);

            page.locator(".head .actions").getByText("Disable").click();
            page.getByText("Disable it").click();
            claviger.await(Duration.ofSeconds(5), () -> call(newer) == 401);
            page.navigate(application + "/delete");
            picture(page, "journey-delete");
            page.getByText("Delete it for good").click();
            assertThat(page.locator("[role=status]").first().textContent()).contains("deleted");
        }
    }

    @Test
    @DisplayName("Two administrators edit the same application: the second is told what the first has done, and loses nothing of what was typed")
    void the_second_of_two_is_told() {
        try (BrowserContext mine = context(); BrowserContext theirs = context()) {
            Page one = signedIn(mine);
            create(one, "Shared");
            claviger.secret(one.locator("#secret").textContent());
            one.getByText("I have kept it").click();
            String application = one.url();
            Page two = signedIn(theirs);
            one.navigate(application + "/edit");
            two.navigate(application + "/edit");
            two.locator("#contact_email").fill("them@example.com");
            two.getByText("Save changes").click();
            one.locator("#name").fill("Shared by two");
            one.getByText("Save changes").click();
            assertThat(one.locator("#meanwhile").textContent()).contains("Technical contact is now: them@example.com");
            assertThat(one.locator("#name").inputValue()).isEqualTo("Shared by two");
            picture(one, "journey-told");
        }
    }

    @Test
    @DisplayName("an application that has more than it needs is narrowed by the proposal, which a young one has to be asked for: the gateway refuses what the preview said, serves the rest, and serves all again once it is given back")
    void narrowed_to_what_it_needs() {
        List<String> scopes = List.of("console-daily:read", "console-rare:read", "console-never:read");
        scopes.forEach(scope -> {
            claviger.scope(scope);
            claviger.route(DemoData.HOST, "/echo/" + scope.replace(':', '-'), scope);
        });
        Client client = claviger.client(administrator.tenant(), DemoData.ENVIRONMENT, scopes.toArray(String[]::new));
        String before = claviger.token(client);
        // Until the gateway has read the new routes, another answers for the whole of /echo, and refuses.
        for (String scope : List.of(scopes.get(0), scopes.get(0), scopes.get(1))) {
            claviger.await(Duration.ofSeconds(5), () -> call(scope, before) == 200);
        }
        try (BrowserContext context = context()) {
            Page page = signedIn(context);
            page.navigate(console.url() + "/" + administrator.tenant() + "/applications/" + client.id() + "/least-privilege");
            claviger.await(Duration.ofSeconds(15), () -> {
                page.reload();
                return page.locator("main").textContent().contains("without 1 of its 3 scopes");
            });
            assertThat(page.locator(".notice.warn").first().textContent()).contains("So all that it has stays chosen");
            assertThat(chosen(page, scopes.get(2))).isTrue();
            page.locator("#offered").click();
            page.waitForCondition(() -> !chosen(page, scopes.get(2)));
            assertThat(page.locator("#preview").textContent()).contains("Nothing that gateways let through");
            page.locator("input[type=checkbox][value='" + scopes.get(1) + "']").uncheck();
            page.waitForCondition(() -> page.locator("#preview").textContent().contains("1 request since "));
            assertThat(page.locator("#preview .rows").textContent()).contains("test-echo-console-rare-read", scopes.get(1), "once on 1 day");
            picture(page, "journey-preview");
            page.getByText("Narrow to this scope").click();
            assertThat(page.locator("[role=status]").first().textContent()).contains("The scopes are taken away");
            picture(page, "journey-narrowed");

            claviger.await(Duration.ofSeconds(5), () -> call(scopes.get(0), before) == 401);
            String narrowed = claviger.token(client);
            assertThat(call(scopes.get(0), narrowed)).isEqualTo(200);
            assertThat(call(scopes.get(1), narrowed)).isEqualTo(403);

            page.locator("form[action$='/restore'] button").click();
            assertThat(page.locator("[role=status]").first().textContent()).contains("given back");
            claviger.await(Duration.ofSeconds(5), () -> call(scopes.get(1), claviger.token(client)) == 200);
        }
    }

    private static boolean chosen(Page page, String scope) {
        return page.locator("input[type=checkbox][value='" + scope + "']").isChecked();
    }

    private int call(String scope, String token) {
        return claviger.statusOf(DemoData.HOST, "/echo/" + scope.replace(':', '-'), token);
    }

    private void create(Page page, String name) {
        page.getByText("New application").first().click();
        page.locator("#name").fill(name);
        page.locator("#environment").selectOption(DemoData.ENVIRONMENT);
        page.locator("input[name=scopes][value='" + SCOPE + "']").check();
        page.getByText("Create application").click();
        page.locator("#secret").waitFor();
    }

    /** As a person takes it: with the button beside it. */
    private String copied(Page page, String what) {
        page.locator("button[data-copies=" + what + "]").click();
        page.waitForCondition(() -> page.locator("#copied").textContent().equals("Copied."));
        String text = (String) page.evaluate("navigator.clipboard.readText()");
        if (what.equals("secret")) {
            claviger.secret(text);
        }
        assertThat(text).isEqualTo(page.locator("#" + what).textContent());
        return text;
    }

    /** What the line on the page brings, in a real shell. */
    private String pasted(Page page) {
        String answer = shell.run(copied(page, "curl"));
        assertThat(answer).contains("access_token");
        String token = answer.replaceFirst("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        claviger.secret(token);
        return token;
    }

    private void awaitUse(Page page) {
        claviger.await(Duration.ofSeconds(15), () -> {
            page.reload();
            return !page.locator("main").textContent().contains("never, as far as is known");
        });
        assertThat(page.locator(".head .badge").textContent()).isEqualTo("Active");
    }

    private int call(String token) {
        return claviger.statusOf(DemoData.HOST, CALLED, token);
    }

    private Page signedIn(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(console.url() + "/" + administrator.tenant() + "/applications");
        page.locator("input[name=organisation]").fill(administrator.tenant());
        page.locator("main button[type=submit]").click();
        page.locator("input[name=username]").fill(administrator.username());
        page.locator("input[name=password]").fill(administrator.password());
        page.locator("main button[type=submit]").click();
        page.waitForURL(url -> url.startsWith(console.url().toString()));
        return page;
    }

    private BrowserContext context() {
        return chromium.orElseThrow().browser().newContext(new NewContextOptions().setViewportSize(1440, 900).setPermissions(List.of("clipboard-write", "clipboard-read")));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve("console-" + name + ".png")).setFullPage(true));
    }
}
