package dev.claviger.credential.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("What pages of the console let a browser do, and what it loads")
class PageSecurityTest {

    private static final String EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{frame.csrf}\u202E";

    private TestConsole console;

    @BeforeEach
    void somebody() {
        console = TestConsole.of(AdminApi.newTenant());
    }

    @Test
    @DisplayName("no frame, no script but ours, no cache, no referrer: on pages, refusals and redirects")
    void everything_else_is_forbidden() {
        for (String path : new String[] {"/console", console.applications(), console.applications() + "/new", console.applications() + "/nothing", "/console/claviger/applications"}) {
            Response answer = console.get(path).answer();
            assertThat(answer.header("Content-Security-Policy")).as(path).isEqualTo(PageHeaders.POLICY);
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
    }

    @Test
    @DisplayName("pages have no script and no style of their own")
    void nothing_is_inline() {
        NewClient client = AdminApi.newClient(console.tenant(), AdminApi.newScope());
        String path = console.applications() + "/" + client.id();
        for (String page : new String[] {console.applications(), console.applications() + "/new", path, path + "/edit", path + "/delete"}) {
            Page shown = console.get(page);
            assertThat(shown.html().select("script:not([src]), style, [style], [onclick], [onload]")).as(page).isEmpty();
            assertThat(shown.html().select("[src], link[href]").stream().map(each -> each.hasAttr("src") ? each.attr("src") : each.attr("href"))).as(page).allMatch(source -> source.startsWith("/console/assets/"));
        }
    }

    @Test
    @DisplayName("the first page is less than 100 KB, with all that it loads")
    void the_first_page_is_small() {
        Page page = console.get(console.applications());
        int weight = page.answer().asByteArray().length;
        for (Element loaded : page.html().select("script[src], link[href]")) {
            String path = loaded.hasAttr("src") ? loaded.attr("src") : loaded.attr("href");
            Response asset = RestAssured.given().get(path);
            assertThat(asset.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            weight += asset.asByteArray().length;
        }
        assertThat(weight).isLessThan(100_000);
    }

    @Test
    @DisplayName("of htmx' jar nothing is served but the script, under a name of ours")
    void the_jar_is_not_served() {
        RestAssured.get("/_static/htmx.org/2.0.2/dist/htmx.js").then().statusCode(404);
        RestAssured.get("/_static/htmx.org/2.0.2/package.json").then().statusCode(404);
    }

    @Test
    @DisplayName("a stranger's text is text, in every field, title and attribute (OWASP XSS)")
    void text_is_text() {
        String scope = AdminApi.fresh("evil:read");
        AdminApi.asAdministrator().body(Map.of("name", scope, "description", EVIL, "criticality", "low")).post("/admin/v1/scopes").then().statusCode(201);
        AdminApi.asAdministrator().body(Map.of("name", "Evil " + EVIL)).patch("/admin/v1/tenants/" + console.tenant()).then().statusCode(200);
        NewClient client = AdminApi.newClient(console.tenant(), Map.of("name", EVIL, "environment", "prod", "scopes", List.of(scope), "establishments", List.of("\"><script>")));
        AdminApi.asAdministrator().body(Map.of("name", EVIL)).post(client.path() + "/api-keys").then().statusCode(201);
        String path = console.applications() + "/" + client.id();
        for (String page : new String[] {console.applications(), console.applications() + "?search=%22%3E%3Cscript%3E&state=%22%3E%3Cscript%3E&done=%3Cscript%3E", console.applications() + "/new", path,
                path + "/edit", path + "/disable", path + "/delete", path + "/secrets/" + client.credential() + "/revoke"}) {
            harmless(page, console.get(page));
        }
        Page typed = console.submit(console.get(path + "/edit").form(path + "/edit"), "name", EVIL + "\u0007", "contact_email", EVIL, "establishments", EVIL, "redirect_uris", EVIL,
                "environment", EVIL, "access_token_lifetime", EVIL, "scopes", EVIL, "version", EVIL);
        harmless("typed", typed);
    }

    private static void harmless(String where, Page page) {
        assertThat(page.html().select("script:not([src]), img")).as(where).isEmpty();
        assertThat(page.html().getAllElements()).as(where).allMatch(element -> element.attributes().asList().stream().noneMatch(attribute -> attribute.getKey().startsWith("on")));
        assertThat(page.html().title()).as(where).doesNotContain("\u202E");
        assertThat(page.answer().asString()).as(where).doesNotContain("<script>alert");
    }

    @Test
    @DisplayName("a form without its token, or of another site, changes nothing")
    void forms_of_others_are_refused() {
        Element form = console.get(console.applications() + "/new").form(console.applications() + "/new");
        assertThat(console.submit(form, "csrf", "x", "name", "Evil").status()).isEqualTo(403);
        assertThat(console.session().form().header("Sec-Fetch-Site", "cross-site").post(console.applications() + "/new").statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("who is nobody is led to sign in, and sees nothing")
    void nobody_sees_nothing() {
        Response answer = RestAssured.given().redirects().follow(false).get(console.applications());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("/console/sign-in?return=");
    }
}
