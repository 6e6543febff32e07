package dev.claviger.credential.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;

class ClientChangeTest {

    private static final ClientForm BEFORE = form("prod", Scopes.of("a", "b"), List.of("paris"), false, Optional.empty());

    private static ClientForm form(String environment, Scopes scopes, List<String> establishments, boolean disabled, Optional<Duration> lifetime) {
        return new ClientForm("n", Optional.empty(), new EnvironmentName(environment), scopes, establishments, ClientForm.DEFAULT_GRANT_TYPES,
                ClientForm.DEFAULT_AUTH_METHOD, CodeFlow.NONE, lifetime, Optional.empty(), true, false, Optional.empty(), false, false, false, disabled);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("nothing", BEFORE, false, false),
                arguments("disabled", BEFORE.withDisabled(true), true, true),
                arguments("moved", form("test", Scopes.of("a", "b"), List.of("paris"), false, Optional.empty()), true, true),
                arguments("loses a scope", form("prod", Scopes.of("a"), List.of("paris"), false, Optional.empty()), true, true),
                arguments("swaps a scope", form("prod", Scopes.of("a", "c"), List.of("paris"), false, Optional.empty()), true, true),
                arguments("gains a scope", form("prod", Scopes.of("a", "b", "c"), List.of("paris"), false, Optional.empty()), false, true),
                arguments("loses its establishment", form("prod", Scopes.of("a", "b"), List.of("lyon"), false, Optional.empty()), true, true),
                arguments("gains an establishment", form("prod", Scopes.of("a", "b"), List.of("paris", "lyon"), false, Optional.empty()), false, true),
                arguments("is limited no more", form("prod", Scopes.of("a", "b"), List.of(), false, Optional.empty()), true, true),
                arguments("lives longer", form("prod", Scopes.of("a", "b"), List.of("paris"), false, Optional.of(Duration.ofHours(1))), false, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void changes(String what, ClientForm after, boolean endsTokens, boolean changesVerification) {
        ClientChange change = new ClientChange(BEFORE, after);
        assertThat(change.endsTokens()).isEqualTo(endsTokens);
        assertThat(change.changesVerification()).isEqualTo(changesVerification);
        assertThat(change.changed().isEmpty()).isEqualTo(!changesVerification);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void changes_of_refreshing(String changed, ClientForm after, boolean changesVerification) {
        ClientChange change = new ClientChange(BEFORE, after);
        assertThat(change.changed()).containsExactly(changed);
        assertThat(change.endsTokens()).isFalse();
        assertThat(change.changesVerification()).isEqualTo(changesVerification);
    }

    static Stream<Arguments> changes_of_refreshing() {
        return Stream.of(
                arguments("grant_types", refreshing(List.of("client_credentials", "refresh_token"), Optional.empty(), true, false, false), true),
                arguments("refresh_token_lifetime", refreshing(BEFORE.grantTypes(), Optional.of(Duration.ofDays(1)), true, false, false), true),
                arguments("refresh_token_rotation", refreshing(BEFORE.grantTypes(), Optional.empty(), false, false, false), true),
                arguments("revoke_access_on_refresh", refreshing(BEFORE.grantTypes(), Optional.empty(), true, true, false), true),
                arguments("retire_unused_secrets", refreshing(BEFORE.grantTypes(), Optional.empty(), true, false, true), false));
    }

    private static ClientForm refreshing(List<String> grantTypes, Optional<Duration> lifetime, boolean rotation, boolean endsEarlier, boolean retires) {
        return new ClientForm(BEFORE.name(), BEFORE.contactEmail(), BEFORE.environment(), BEFORE.scopes(), BEFORE.establishments(), grantTypes,
                BEFORE.tokenEndpointAuthMethod(), CodeFlow.NONE, BEFORE.accessTokenLifetime(), lifetime, rotation, endsEarlier, BEFORE.secretLifetime(), retires, false, false, false);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource
    @DisplayName("tokens end that a client could not obtain any more; a refresh token is looked at when it comes")
    void changes_of_grant_types(List<String> before, List<String> after, boolean endsTokens) {
        ClientChange change = new ClientChange(signingIn(before, CodeFlow.NONE), signingIn(after, CodeFlow.NONE));
        assertThat(change.changed()).containsExactly("grant_types");
        assertThat(change.endsTokens()).isEqualTo(endsTokens);
        assertThat(change.changesVerification()).isTrue();
    }

    static Stream<Arguments> changes_of_grant_types() {
        List<String> all = List.of("client_credentials", "authorization_code", "refresh_token");
        return Stream.of(arguments(all, List.of("client_credentials", "refresh_token"), true), arguments(all, List.of("authorization_code", "refresh_token"), true),
                arguments(all, List.of("client_credentials", "authorization_code"), false), arguments(List.of("authorization_code"), all, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("whoever was sent back to an address came there when it was right, so its loss ends nothing, and token-service is told")
    void changes_of_the_code_flow(String changed, CodeFlow after) {
        ClientChange change = new ClientChange(signingIn(BEFORE.grantTypes(), flow(List.of("https://a.example/cb"), List.of(), false, Optional.empty())),
                signingIn(BEFORE.grantTypes(), after));
        assertThat(change.changed()).containsExactly(changed);
        assertThat(change.endsTokens()).isFalse();
        assertThat(change.changesVerification()).isTrue();
    }

    static Stream<Arguments> changes_of_the_code_flow() {
        List<String> before = List.of("https://a.example/cb");
        return Stream.of(arguments("redirect_uris", flow(List.of(), List.of(), false, Optional.empty())),
                arguments("allowed_origins", flow(before, List.of("https://a.example"), false, Optional.empty())),
                arguments("require_pkce", flow(before, List.of(), true, Optional.empty())),
                arguments("backchannel_logout_uri", flow(before, List.of(), false, Optional.of("https://a.example/logout"))));
    }

    private static CodeFlow flow(List<String> redirects, List<String> origins, boolean pkce, Optional<String> logout) {
        return new CodeFlow("web", redirects, List.of(), origins, false, List.of("S256"), pkce, "RS256", logout);
    }

    private static ClientForm signingIn(List<String> grantTypes, CodeFlow flow) {
        return new ClientForm(BEFORE.name(), BEFORE.contactEmail(), BEFORE.environment(), BEFORE.scopes(), BEFORE.establishments(), grantTypes,
                BEFORE.tokenEndpointAuthMethod(), flow, Optional.empty(), Optional.empty(), true, false, Optional.empty(), false, false, false, false);
    }

    @ParameterizedTest
    @MethodSource("enabling")
    void enabling_or_naming_the_first_establishment(ClientForm before, ClientForm after, boolean endsTokens) {
        assertThat(new ClientChange(before, after).endsTokens()).isEqualTo(endsTokens);
    }

    static Stream<Arguments> enabling() {
        ClientForm unlimited = form("prod", Scopes.of("a"), List.of(), false, Optional.empty());
        return Stream.of(arguments(BEFORE.withDisabled(true), BEFORE, false),
                arguments(unlimited, form("prod", Scopes.of("a"), List.of("paris"), false, Optional.empty()), true));
    }
}
