package dev.claviger.credential.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;

@DisplayName("The line that obtains the first token")
class TokenRequestTest {

    private static final IssuedSecret ISSUED = new IssuedSecret(new TenantId("acme"), new EnvironmentName("prod"), new ClientId("ClientOfTheTest01"), "Importer", "clv_prod_x_y");
    private static final Optional<String> ORIGIN = Optional.of("https://api.acme.example");

    @Test
    void goes_to_the_issuer_where_the_environment_has_no_token_path() {
        assertThat(TokenRequest.at(ORIGIN, List.of(), "https://id.example").curl(ISSUED, List.of("a:read", "b")))
                .isEqualTo("curl -sS 'https://id.example/oauth2/token' -u 'ClientOfTheTest01:clv_prod_x_y' -d grant_type=client_credentials --data-urlencode 'scope=a:read b'");
    }

    @Test
    void goes_to_the_environments_own_host_where_it_has_one() {
        assertThat(TokenRequest.at(ORIGIN, List.of("/other", "/api/v1/auth/token", "/connect/token"), "https://id.example").url()).isEqualTo("https://api.acme.example/connect/token");
        assertThat(TokenRequest.at(Optional.empty(), List.of("/connect/token"), "https://id.example").url()).isEqualTo("https://id.example/oauth2/token");
    }

    @Test
    @DisplayName("as JSON, where clients of Contract Lucidity ask")
    void json_where_that_is_asked_for() {
        assertThat(TokenRequest.at(ORIGIN, List.of("/api/v1/auth/token"), "https://id.example").curl(ISSUED, List.of("it's")))
                .isEqualTo("curl -sS 'https://api.acme.example/api/v1/auth/token' -H 'Content-Type: application/json' -d '{\"client_id\":\"ClientOfTheTest01\",\"client_secret\":\"clv_prod_x_y\",\"scope\":\"it'\\''s\"}'");
    }
}
