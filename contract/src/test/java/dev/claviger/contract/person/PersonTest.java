package dev.claviger.contract.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import org.junit.jupiter.api.Test;

class PersonTest {

    private static final ScopeCatalogue CATALOGUE = ScopeCatalogue.of(List.of(
            new ScopeDefinition("document", Scopes.of("document.app")), new ScopeDefinition("document.app", Scopes.NONE)));

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void without_a_limit_gives_every_api_scope() {
        assertThat(person(Role.MEMBER, Optional.empty()).among(Scopes.of("document", "users", "openid"), CATALOGUE))
                .isEqualTo(Scopes.of("document", "users", "openid"));
    }

    @Test
    void with_a_limit_gives_what_is_named_and_what_that_implies() {
        assertThat(person(Role.MEMBER, Optional.of(Scopes.of("document"))).among(Scopes.of("document.app", "users", "offline_access"), CATALOGUE))
                .isEqualTo(Scopes.of("document.app", "offline_access"));
    }

    @Test
    void administers_what_the_role_says_whatever_the_limit() {
        Scopes asked = Scopes.of(Scopes.ADMIN, Scopes.TENANT);

        assertThat(person(Role.MEMBER, Optional.empty()).among(asked, CATALOGUE)).isEqualTo(Scopes.NONE);
        assertThat(person(Role.TENANT_ADMINISTRATOR, Optional.of(Scopes.NONE)).among(asked, CATALOGUE)).isEqualTo(Scopes.of(Scopes.TENANT));
        assertThat(person(Role.PLATFORM_ADMINISTRATOR, Optional.empty()).among(asked, CATALOGUE)).isEqualTo(asked);
    }

    @Test
    void survives_the_wire_unchanged() throws IOException {
        PersonVerification verified = new PersonVerification("feed", 9, PersonVerification.Outcome.VERIFIED,
                Optional.of(person(Role.MEMBER, Optional.of(Scopes.of("document")))), Optional.of("device"), Optional.empty());
        PersonVerification later = new PersonVerification("feed", 9, PersonVerification.Outcome.TOO_MANY,
                Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(30)));

        assertThat(PersonVerification.of(overTheWire(verified.toFields()))).isEqualTo(verified);
        assertThat(PersonVerification.of(overTheWire(later.toFields()))).isEqualTo(later);
    }

    @Test
    void what_is_said_of_a_provider_survives_the_wire_and_shows_no_secret() throws IOException {
        IdentityProvider provider = new IdentityProvider(new TenantId("acme"), URI.create("https://login.acme.example"), "Acme", "us", Optional.of("hunter2"),
                List.of("openid", "email"), "email", true);
        IdentityProvider offered = new IdentityProvider(new TenantId("acme"), URI.create("https://login.acme.example"), "Acme", "us", Optional.empty(), List.of(), "upn", false);
        ExternalSignIn signIn = new ExternalSignIn(new TenantId("acme"), "https://login.acme.example", "subject", Optional.of("ann@acme.example"), Optional.empty(), Optional.of("Ann"));

        assertThat(IdentityProvider.of(overTheWire(provider.toFields()))).isEqualTo(provider);
        assertThat(IdentityProvider.of(overTheWire(offered.toFields()))).isEqualTo(offered);
        assertThat(ExternalSignIn.of(overTheWire(signIn.toFields()))).isEqualTo(signIn);
        assertThat(provider.toString() + signIn).doesNotContain("hunter2", "ann", "Ann", "subject");
    }

    @Test
    void never_shows_what_was_typed() {
        PersonQuestion question = new PersonQuestion(new TenantId("acme"), "ann", "hunter2", Optional.of("123456"), Optional.of("device"), "192.0.2.1");

        assertThat(question.toString()).doesNotContain("ann", "hunter2", "123456", "device");
    }

    private static Person person(Role role, Optional<Scopes> limit) {
        return new Person(new TenantId("acme"), new PersonId(7), "ann", Optional.of("Ann"), Optional.of("ann@acme.example"), true, role, limit,
                Instant.ofEpochSecond(1_900_000_000), "era-1");
    }

    @SuppressWarnings("unchecked")
    private Fields overTheWire(Map<String, Object> fields) throws IOException {
        return new Fields(json.readValue(json.writeValueAsBytes(fields), Map.class));
    }
}
