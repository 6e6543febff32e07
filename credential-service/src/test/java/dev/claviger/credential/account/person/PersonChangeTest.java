package dev.claviger.credential.account.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Role;

class PersonChangeTest {

    private static final PersonForm BEFORE = form("ann", Role.TENANT_ADMINISTRATOR, "a b", false);

    private static PersonForm form(String username, Role role, String limit, boolean disabled) {
        return new PersonForm(username, Optional.of("Ann"), Optional.of("ann@acme.example"), role, Optional.ofNullable(limit).map(Scopes::parse), disabled);
    }

    private static PersonChange to(PersonForm after) {
        return new PersonChange(BEFORE, after);
    }

    @ParameterizedTest
    @DisplayName("tokens end when the person may give less, and only then")
    @CsvSource(nullValues = "all", value = {"TENANT_ADMINISTRATOR, a b, false, false", "TENANT_ADMINISTRATOR, a b c, false, false", "TENANT_ADMINISTRATOR, all, false, false",
            "PLATFORM_ADMINISTRATOR, a b, false, false", "MEMBER, a b, false, true", "TENANT_ADMINISTRATOR, a, false, true", "TENANT_ADMINISTRATOR, a c, false, true",
            "TENANT_ADMINISTRATOR, '', false, true", "TENANT_ADMINISTRATOR, a b, true, true"})
    void ends_tokens_when_it_narrows(Role role, String limit, boolean disabled, boolean ends) {
        assertThat(to(form("ann", role, limit, disabled)).endsTokens()).isEqualTo(ends);
    }

    @Test
    void a_first_limit_narrows_and_none_does_not() {
        assertThat(PersonChange.narrows(Optional.empty(), Optional.of(Scopes.of("a")))).isTrue();
        assertThat(PersonChange.narrows(Optional.of(Scopes.of("a")), Optional.empty())).isFalse();
        assertThat(PersonChange.narrows(Optional.empty(), Optional.empty())).isFalse();
    }

    @Test
    void names_what_differs() {
        assertThat(to(BEFORE).changed()).isEmpty();
        assertThat(to(new PersonForm("bob", Optional.empty(), Optional.empty(), Role.MEMBER, Optional.empty(), true)).changed())
                .isEqualTo(List.of("username", "name", "email", "role", "scopes", "disabled"));
    }

    @Test
    @DisplayName("links end when their mail went to an address that is another now, or nobody may sign in by them")
    void ends_links() {
        assertThat(to(form("bob", Role.MEMBER, null, false)).endsLinks()).isFalse();
        assertThat(to(form("ann", Role.TENANT_ADMINISTRATOR, "a b", true)).endsLinks()).isTrue();
        assertThat(to(new PersonForm("ann", Optional.empty(), Optional.of("other@acme.example"), Role.MEMBER, Optional.empty(), false)).endsLinks()).isTrue();
    }

    @Test
    void stops_administering_by_role_or_by_being_disabled() {
        assertThat(to(form("ann", Role.MEMBER, "a b", false)).stopsAdministering()).isTrue();
        assertThat(to(form("ann", Role.TENANT_ADMINISTRATOR, "a b", true)).stopsAdministering()).isTrue();
        assertThat(to(form("ann", Role.TENANT_ADMINISTRATOR, "a", false)).stopsAdministering()).isFalse();
    }
}
