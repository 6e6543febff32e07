package dev.claviger.credential.application;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.application.FirstPartyClients.Description;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class FirstPartyClientsTest {

    private static final TenantId TENANT = new TenantId("claviger");
    private static final EnvironmentName ENVIRONMENT = new EnvironmentName("platform");

    @Inject
    FirstPartyClients clients;

    private final ClientId id = Identifiers.newClientId();
    private final ClientSecret secret = newSecret();

    @Test
    void is_made_once_and_then_left_as_it_is() throws Throwable {
        assertThat(keep("https://a.example", secret)).isTrue();
        assertThat(keep("https://a.example", secret)).isFalse();
        asAdministrator().get(path()).then().statusCode(200).body("first_party", is(true)).body("grant_types", contains("authorization_code")).body("scopes", contains("openid", "profile"))
                .body("redirect_uris", contains("https://a.example/console/signed-in")).body("require_pkce", is(true)).body("backchannel_logout_uri", is("https://a.example/told"));
        assertThat(AdminApi.verifies(id.value(), secret.reveal())).isTrue();
    }

    @Test
    void another_address_or_secret_replaces_what_differs_and_nothing_else() throws Throwable {
        keep("https://a.example", secret);
        asAdministrator().body(Map.of("disabled", true, "contact_email", "ops@example.com", "redirect_uris", java.util.List.of("https://evil.example/"))).patch(path()).then().statusCode(200);
        ClientSecret next = newSecret();
        assertThat(keep("https://b.example", next)).isTrue();
        asAdministrator().get(path()).then().body("redirect_uris", contains("https://b.example/console/signed-in")).body("disabled", is(true)).body("contact_email", is("ops@example.com"));
        asAdministrator().get(path() + "/secrets").then().body("items", hasSize(2));
        assertThat(keep("https://b.example", next)).isFalse();
    }

    @Test
    void neither_anothers_client_nor_anothers_secret_is_taken() throws Throwable {
        AdminApi.NewClient other = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        assertThatThrownBy(() -> keep(new ClientId(other.id()), "https://a.example", secret)).isInstanceOf(Problem.class).hasMessageContaining("another tenant");
        assertThatThrownBy(() -> keep("https://a.example", ClientSecret.parse(other.secret()).orElseThrow())).isInstanceOf(Problem.class).hasMessageContaining("another client");
        keep("https://a.example", secret);
        ClientSecret forged = ClientSecret.generate(ENVIRONMENT, secret.credential());
        assertThatThrownBy(() -> keep("https://a.example", forged)).isInstanceOf(Problem.class).hasMessageContaining("another secret");
    }

    @Test
    void a_client_that_is_something_else_is_left_as_it_is() {
        assertThatThrownBy(() -> keep(new ClientId(TestInstallation.ADMIN_CLIENT), "https://a.example", secret)).isInstanceOf(Problem.class).hasMessageContaining("not first_party");
        asAdministrator().get("/admin/v1/tenants/claviger/clients/" + TestInstallation.ADMIN_CLIENT).then().body("scopes", contains("claviger:admin")).body("disabled", is(false));
    }

    @Test
    void a_secret_that_is_no_longer_good_is_not_taken_for_one() throws Throwable {
        keep("https://a.example", secret);
        asAdministrator().delete(path() + "/secrets/" + secret.credential()).then().statusCode(204);
        assertThatThrownBy(() -> keep("https://a.example", secret)).isInstanceOf(Problem.class).hasMessageContaining("revoked or expired");
    }

    private boolean keep(String url, ClientSecret with) throws Throwable {
        return keep(id, url, with);
    }

    private boolean keep(ClientId client, String url, ClientSecret with) throws Throwable {
        Description described = new Description(client, with, "Console", URI.create(url + "/console/signed-in"), URI.create(url + "/console/signed-out"), URI.create(url + "/told"));
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> clients.keep(Actor.ofInstallation("bootstrap"), TENANT, ENVIRONMENT, described)));
    }

    private static ClientSecret newSecret() {
        return ClientSecret.generate(ENVIRONMENT, Identifiers.newCredentialId());
    }

    private String path() {
        return "/admin/v1/tenants/claviger/clients/" + id;
    }
}
