package dev.claviger.credential.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.session.ForMembers;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.SignedOut;
import dev.claviger.credential.console.session.TestSession;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Every address and form of the console, found in its classes, so that none is forgotten. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Every route of the console")
class EveryRouteTest {

    private static final List<Route> ROUTES = routes();

    private String tenant;
    private TestSession stranger;

    /** @param path with the parameters as the annotations have them */
    private record Route(String method, String path, boolean isOfThePlatform) {

        boolean changes() {
            return !method.equals("GET");
        }

        boolean namesATenant() {
            return path.contains("{tenant}");
        }

        String at(String tenant) {
            return path.replace("{tenant}", tenant).replaceAll("\\{[^}]+\\}", "AnyThing000000000000");
        }

        Response send(RequestSpecification request, String tenant) {
            return request.redirects().follow(false).contentType("application/x-www-form-urlencoded; charset=utf-8").request(method, at(tenant));
        }
    }

    @BeforeAll
    static void there_are_some() {
        assertThat(ROUTES).as("routes that name a tenant").filteredOn(Route::namesATenant).hasSizeGreaterThan(10).anyMatch(Route::changes);
    }

    private void twoTenants() {
        tenant = AdminApi.newTenant();
        stranger = TestSession.ofTenantAdministrator(AdminApi.newTenant());
    }

    @Test
    @DisplayName("another tenant's is not there for a tenant's administrator: 404, and nothing tells it from a tenant that is none")
    void as_another_tenants_administrator() {
        twoTenants();
        for (Route route : tenants()) {
            RequestSpecification form = route.changes() ? stranger.form() : stranger.request();
            String other = route.send(form, tenant).then().statusCode(404).extract().asString();
            RequestSpecification again = route.changes() ? stranger.form() : stranger.request();
            assertThat(route.send(again, "no-such-tenant").then().statusCode(404).extract().asString()).as(route.toString()).isEqualTo(other).contains("no such tenant");
        }
    }

    @Test
    void as_a_member() {
        twoTenants();
        TestSession member = TestSession.ofMember(tenant);
        for (Route route : tenants()) {
            route.send(route.changes() ? member.form() : member.request(), tenant).then().statusCode(403).body(containsString("for administrators"));
        }
    }

    @Test
    @DisplayName("that is for administrators of the platform is for no tenant's administrator, also of the own tenant")
    void of_the_platform() {
        twoTenants();
        TestSession administrator = TestSession.ofTenantAdministrator(tenant);
        for (Route route : ROUTES.stream().filter(Route::isOfThePlatform).toList()) {
            route.send(route.changes() ? administrator.form() : administrator.request(), tenant).then().statusCode(404).body(containsString("no such page"));
        }
    }

    @Test
    @DisplayName("signed out, a page leads to sign in and a form to where it is told that nothing was changed")
    void signed_out() {
        twoTenants();
        for (Route route : ROUTES) {
            String location = route.send(given(), tenant).then().statusCode(303).extract().header("Location");
            assertThat(location).as(route.toString()).startsWith(route.changes() ? "/console/sign-in?lost=1" : "/console/sign-in?return=%2Fconsole");
        }
    }

    @Test
    @DisplayName("a form without the token of its session, or of somebody else's, is refused")
    void without_the_token() {
        twoTenants();
        TestSession administrator = TestSession.ofTenantAdministrator(tenant);
        for (Route route : ROUTES.stream().filter(Route::changes).toList()) {
            route.send(administrator.request(), tenant).then().statusCode(403).body(containsString("came from another site"));
            route.send(administrator.request().formParam("csrf", stranger.csrf()), tenant).then().statusCode(403).body(containsString("came from another site"));
            route.send(administrator.form().header("Sec-Fetch-Site", "cross-site"), tenant).then().statusCode(403).body(containsString("came from another site"));
        }
    }

    @Test
    @DisplayName("no cache keeps an answer, and no other site frames it")
    void kept_by_nobody() {
        twoTenants();
        for (Route route : ROUTES) {
            route.send(given(), tenant).then().header("Cache-Control", startsWith("no-store")).header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
            route.send(route.changes() ? stranger.form() : stranger.request(), tenant).then().header("Cache-Control", startsWith("no-store")).header("X-Frame-Options", "DENY");
        }
    }

    @Test
    @DisplayName("no tenant is called what stands in its place in an address")
    void no_tenant_is_called_like_a_page() {
        List<String> names = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.claviger.credential.console").stream()
                .filter(type -> type.isAnnotatedWith(Path.class)).map(type -> type.reflect().getAnnotation(Path.class).value().split("/"))
                .filter(parts -> parts.length > 2 && !parts[2].startsWith("{")).map(parts -> parts[2]).distinct().toList();
        assertThat(names).contains("sign-in", "signed-out");
        for (String name : names) {
            AdminApi.asAdministrator().body(java.util.Map.of("id", name, "name", "Acme")).post("/admin/v1/tenants").then().statusCode(400).body("errors.id", containsString("console"));
        }
    }

    private static List<Route> tenants() {
        return ROUTES.stream().filter(Route::namesATenant).toList();
    }

    /** But for those that say they are for anybody, or for members, which have tests of their own. */
    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.claviger.credential.console").stream()
                .filter(type -> type.isAnnotatedWith(Path.class) && !type.isAnnotatedWith(SignedOut.class) && !type.isAnnotatedWith(ForMembers.class))
                .forEach(type -> Arrays.stream(type.reflect().getDeclaredMethods()).forEach(method -> route(type.reflect(), method).ifPresent(routes::add)));
        return routes;
    }

    private static Optional<Route> route(Class<?> resource, Method method) {
        String below = Optional.ofNullable(method.getAnnotation(Path.class)).map(path -> "/" + path.value()).orElse("");
        return Arrays.stream(method.getAnnotations()).map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class)).filter(java.util.Objects::nonNull)
                .map(HttpMethod::value).findFirst().map(verb -> new Route(verb, resource.getAnnotation(Path.class).value() + below, resource.isAnnotationPresent(ForPlatformAdministrators.class)));
    }
}
