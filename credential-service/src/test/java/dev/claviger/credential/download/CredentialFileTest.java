package dev.claviger.credential.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;

class CredentialFileTest {

    private static CredentialFile file(String clientName, String apiEndpoint) {
        return new CredentialFile(new IssuedSecret(new TenantId("acme"), new EnvironmentName("prod"), new ClientId("Importer000000000001"), clientName, "clv_prod_x_y"),
                "https://auth.example:8443/claviger", apiEndpoint);
    }

    private static CredentialFile file() {
        return file("Order \"import\"", "https://acme.api.example/v1");
    }

    @Test
    @DisplayName("credentials.cfg: the authorization server without scheme, the API with it")
    void credentials_cfg() {
        assertThat(file().credentialsCfg()).isEqualTo("""
                [default]
                client_id = Importer000000000001
                client_secret = clv_prod_x_y
                auth_endpoint = auth.example:8443/claviger
                api_endpoint = https://acme.api.example/v1
                """);
    }

    @Test
    void an_http_issuer_keeps_its_scheme_for_without_one_the_file_would_mean_https() {
        CredentialFile local = new CredentialFile(new IssuedSecret(new TenantId("acme"), new EnvironmentName("prod"),
                new ClientId("Importer000000000001"), "n", "clv_prod_x_y"), "http://localhost:8081", "http://acme.api.localhost:8080");

        assertThat(local.credentialsCfg()).contains("\nauth_endpoint = http://localhost:8081\n");
    }

    @Test
    void env() {
        assertThat(file().env()).isEqualTo("""
                CLAVIGER_CLIENT_ID=Importer000000000001
                CLAVIGER_CLIENT_SECRET=clv_prod_x_y
                CLAVIGER_AUTH_ENDPOINT=auth.example:8443/claviger
                CLAVIGER_API_ENDPOINT=https://acme.api.example/v1
                """);
        assertThat(file("n", "https://x/$(id)'`#").env()).endsWith("CLAVIGER_API_ENDPOINT='https://x/$(id)'\\''`#'\n");
    }

    @Test
    void kubernetes_secret() {
        assertThat(file().kubernetesSecret()).isEqualTo("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: claviger-order-import
                type: Opaque
                stringData:
                  CLAVIGER_CLIENT_ID: "Importer000000000001"
                  CLAVIGER_CLIENT_SECRET: "clv_prod_x_y"
                  CLAVIGER_AUTH_ENDPOINT: "auth.example:8443/claviger"
                  CLAVIGER_API_ENDPOINT: "https://acme.api.example/v1"
                """);
        assertThat(file("n", "https://x/\"\\\n").kubernetesSecret()).endsWith("CLAVIGER_API_ENDPOINT: \"https://x/\\\"\\\\\\n\"\n");
    }

    @ParameterizedTest
    @CsvSource({"Importer, claviger-importer", "Été / 2026!, claviger-t-2026", "日本, claviger", "-a--b-, claviger-a-b",
            "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffff ggggggg, claviger-aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffff"})
    @DisplayName("RFC 1123 §2.1: a Kubernetes name is a DNS label")
    void kubernetes_name(String clientName, String name) {
        assertThat(file(clientName, "https://x").kubernetesSecret()).contains("  name: " + name + "\n");
    }

    @Test
    void postman() {
        assertThat(file().postman()).contains("\"name\" : \"Order \\\"import\\\" (acme, prod)\"", "\"value\" : \"clv_prod_x_y\",\n    \"type\" : \"secret\"",
                "\"value\" : \"https://auth.example:8443/claviger/oauth2/token\"", "\"_postman_variable_scope\" : \"environment\"");
    }

    @Test
    void is_never_printed() {
        assertThat(file() + " " + file().issued()).doesNotContain("clv_");
    }
}
