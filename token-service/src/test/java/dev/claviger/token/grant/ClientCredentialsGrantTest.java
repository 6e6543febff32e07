package dev.claviger.token.grant;

import dev.claviger.contract.Scopes;
import dev.claviger.token.TestClient;
import dev.claviger.token.client.ProvenClients;
import dev.claviger.token.error.OAuthException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("RFC 6749 §4.4: what a client may have for itself")
class ClientCredentialsGrantTest {

    private final ClientCredentialsGrant grant = new ClientCredentialsGrant();
    private final TestClient client = TestClient.of("acme", "production", "all", "other");

    @ParameterizedTest
    @CsvSource({"all, all", "other all, all other", "some, some", "little, little", "'  ', all other", "all all, all"})
    @DisplayName("§3.3: exactly what was asked, within what is registered or implied")
    void grants_what_was_asked(String asked, String granted) {
        assertThat(grant(client, asked).scopes()).isEqualTo(Scopes.parse(granted));
    }

    @ParameterizedTest
    @CsvSource({"other all, other all", "all other, all other", "' other  all other', other all", "'  ', all other"})
    @DisplayName("the answer lists them in the order asked, each once; sorted when none was asked")
    void lists_them_as_asked(String asked, String listed) {
        assertThat(grant(client, asked).scopeList()).hasToString(listed);
    }

    @Test
    void grants_all_that_is_registered_when_nothing_is_asked() {
        Grant granted = grant.grant(ProvenClients.of(client), new AccessRequest(Optional.empty(), 100, List.of()));
        assertThat(granted.scopes()).isEqualTo(Scopes.of("all", "other"));
    }

    @Test
    @DisplayName("OpenID Connect Core §5.4 and §11: scopes of a person are no machine's, registered or not")
    void leaves_out_those_of_people() {
        TestClient both = TestClient.of("acme", "production", "all", "openid", "profile", "email", "offline_access");
        assertThat(grant.grant(ProvenClients.of(both), new AccessRequest(Optional.empty(), 100, List.of())).scopes()).isEqualTo(Scopes.of("all"));
        assertRefused("invalid_scope", () -> grant(both, "all email"));
        TestClient ofPeopleOnly = TestClient.of("acme", "production", "openid", "email");
        assertRefused("invalid_scope", () -> grant.grant(ProvenClients.of(ofPeopleOnly), new AccessRequest(Optional.empty(), 100, List.of())));
    }

    @ParameterizedTest
    @CsvSource({"unknown", "all unknown", "ALL", "\"all\"", "claviger:admin", "openid", "offline_access", "profile", "email", "all openid"})
    void refuses_anything_else(String asked) {
        assertRefused("invalid_scope", () -> grant(client, asked));
    }

    @Test
    void what_implies_a_registered_scope_is_not_granted() {
        assertRefused("invalid_scope", () -> grant(TestClient.of("acme", "production", "little"), "all"));
    }

    @Test
    void refuses_more_scope_than_the_dialect_allows() {
        assertRefused("invalid_scope", () -> grant(client, "all" + " ".repeat(98)));
    }

    @Test
    @DisplayName("§5.2 unauthorized_client comes before any look at the scope")
    void refuses_a_client_of_another_grant_type() {
        assertRefused("unauthorized_client", () -> grant(client.withGrantTypes("refresh_token"), "unknown"));
    }

    @ParameterizedTest
    @CsvSource({"urn:claviger:acme:production, true", "urn:claviger:acme:production/, false", "URN:claviger:acme:production, false"})
    @DisplayName("RFC 8707 §2: the audience, compared whole")
    void only_the_own_audience(String resource, boolean granted) {
        AccessRequest request = new AccessRequest(Optional.empty(), 100, List.of("urn:claviger:acme:production", resource));
        if (granted) {
            assertThat(grant.grant(ProvenClients.of(client), request).scopes()).isNotEmpty();
        } else {
            assertRefused("invalid_target", () -> grant.grant(ProvenClients.of(client), request));
        }
    }

    private Grant grant(TestClient asker, String scope) {
        return grant.grant(ProvenClients.of(asker), new AccessRequest(Optional.of(scope), 100, List.of()));
    }

    private static void assertRefused(String code, Runnable attempt) {
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(OAuthException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
