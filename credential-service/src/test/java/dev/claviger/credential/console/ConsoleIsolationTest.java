package dev.claviger.credential.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.account.session.TestTokenService;
import dev.claviger.credential.console.session.TestSession;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Every page and form of the console that names a tenant, as its resources declare them, so that none is forgotten. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Every page and form of a tenant")
class ConsoleIsolationTest {

    private static final String NAMED = "{tenant}";

    private record Route(String method, String path) {

        Response ask(RequestSpecification request, Map<String, String> names) {
            String url = path.replaceAll("\\{nothing[^}]*}", "nothing");
            for (Map.Entry<String, String> name : names.entrySet()) {
                url = url.replace("{" + name.getKey() + "}", name.getValue());
            }
            assertThat(url).as("a name this test does not know").doesNotContain("{");
            return request.redirects().follow(false).request(method, url);
        }
    }

    @Test
    @DisplayName("is nowhere for another tenant's administrator, forbidden to a member, and leads who is signed out to sign in; nothing is changed by any of them")
    void is_for_its_own_administrators() {
        String tenant = AdminApi.newTenant();
        NewClient client = AdminApi.newClient(tenant, AdminApi.newScope());
        String key = AdminApi.newApiKey(client).path("api_key_id");
        TestPerson person = TestPeople.newPerson(tenant);
        TestTokenService.signedIn(tenant, person.id(), "SessionOfSomebody1", "Firefox");
        TestTokenService.allowed(tenant, person.id(), client.id(), "things");
        Map<String, String> names = Map.of("tenant", tenant, "client_id", client.id(), "credential_id", client.credential(), "api_key_id", key, "environment", "prod",
                "person_id", Long.toString(person.id()), "session_id", "SessionOfSomebody1", "tenant_id", tenant);
        TestSession stranger = TestSession.ofTenantAdministrator(AdminApi.newTenant());
        TestSession member = TestSession.ofMember(tenant);
        String before = state(client, person);
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(15).contains(new Route("POST", "/console/{tenant}/applications/{client_id}/delete"));
        for (Route route : routes) {
            assertThat(route.ask(stranger.form(), names).statusCode()).as(route + " as another tenant's administrator").isEqualTo(404);
            assertThat(route.ask(member.form(), names).statusCode()).as(route + " as a member").isEqualTo(403);
            Response nobody = route.ask(RestAssured.given().contentType("application/x-www-form-urlencoded"), names);
            assertThat(nobody.statusCode()).as(route + " signed out").isEqualTo(303);
            assertThat(nobody.header("Location")).as(route + " signed out").startsWith("/console/sign-in?");
        }
        assertThat(state(client, person)).isEqualTo(before);
    }

    private static String state(NewClient client, TestPerson person) {
        return AdminApi.asAdministrator().get(client.path()).header("ETag") + AdminApi.asAdministrator().get(client.path() + "/secrets").asString()
                + AdminApi.asAdministrator().get(client.path() + "/api-keys").asString() + AdminApi.asAdministrator().get("/admin/v1/tenants/" + client.tenant() + "/clients").asString()
                + AdminApi.asAdministrator().get("/admin/v1/tenants/" + client.tenant() + "/environments").asString()
                + AdminApi.asAdministrator().get("/admin/v1/tenants/" + client.tenant() + "/people").asString() + TestTokenService.sessions(person.tenant(), person.id())
                + TestTokenService.consents(person.tenant(), person.id());
    }

    private static List<Route> routes() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.claviger.credential.console").stream()
                .map(JavaClass::reflect).filter(resource -> resource.isAnnotationPresent(Path.class)).flatMap(ConsoleIsolationTest::routes).filter(route -> route.path().contains(NAMED)).toList();
    }

    private static Stream<Route> routes(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> method(method).stream().map(verb -> new Route(verb, path(resource, method))));
    }

    private static Optional<String> method(Method method) {
        return Arrays.stream(method.getAnnotations()).map(Annotation::annotationType).filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value()).findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        return resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
    }
}
