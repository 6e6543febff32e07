package dev.claviger.credential.console.session;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.account.person.StandingPeople;
import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;

/** Somebody who is signed in to the console, without having gone through the provider's pages. */
public record TestSession(TestPerson person, String cookie) {

    /** The name of the cookie where the console is not reached by https. */
    public static final String COOKIE = ConsoleCookies.SESSION;

    public static TestSession of(TestPerson person) {
        ConsoleSessions sessions = Arc.container().instance(ConsoleSessions.class).get();
        ProviderSession provider = new ProviderSession(TestInstallation.CONSOLE_CLIENT, Optional.of("sid-of-" + person.id()), Long.toString(person.id()), "an.ID.token");
        return new TestSession(person, Arc.container().instance(StandingPeople.class).get().find(new TenantId(person.tenant()), new PersonId(person.id()))
                .chain(standing -> sessions.position().chain(position -> sessions.begin(standing.orElseThrow(), provider, position))).await().indefinitely().reveal());
    }

    public static TestSession ofTenantAdministrator(String tenant) {
        return of(TestPeople.newPerson(tenant, Map.of("role", "tenant_administrator")));
    }

    public static TestSession ofPlatformAdministrator() {
        return of(TestPeople.newPerson("claviger", Map.of("role", "platform_administrator")));
    }

    public static TestSession ofMember(String tenant) {
        return of(TestPeople.newPerson(tenant));
    }

    /** A request of that browser; redirects are not followed. */
    public RequestSpecification request() {
        return given().redirects().follow(false).cookie(ConsoleCookies.SESSION, cookie);
    }

    /** A form of a page of ours. */
    public RequestSpecification form() {
        return request().formParam(CsrfCheck.FIELD, csrf());
    }

    public String csrf() {
        return SessionSecret.parse(cookie).orElseThrow().csrf();
    }
}
