package dev.claviger.quickstart.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DemoTenantTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @DisplayName("The lifetimes each system documents")
    @CsvSource({"contract-lucidity,PT24H,P30D", "lucidtech,PT1H,", "lucca,PT30M,", "lucid,PT1H,P180D"})
    void lifetimes_are_those_of_the_system(String name, String access, String refresh) throws Exception {
        JsonNode tenant = JSON.readTree(DemoTenant.named(name).tenantJson());

        assertThat(tenant.path("access_token_lifetime").asText()).isEqualTo(access);
        assertThat(tenant.path("refresh_token_lifetime").asText()).isEqualTo(refresh == null ? "" : refresh);
    }

    @ParameterizedTest
    @MethodSource("dev.claviger.quickstart.tenants.DemoTenant#all")
    void each_is_whole(DemoTenant tenant) throws Exception {
        Set<String> defined = tenant.scopesJson().stream().map(DemoTenantTest::nameOf).collect(Collectors.toSet());

        assertThat(tenant.host()).isEqualTo(tenant.id() + ".api.localhost");
        assertThat(tenant.apiPath()).startsWith("/").doesNotEndWith("/");
        assertThat(defined).containsAll(tenant.scopesOfClient());
        assertThat(JSON.readTree(tenant.clientJson()).path("environment").asText()).isEqualTo(DemoTenant.ENVIRONMENT);
        assertThat(JSON.readTree(tenant.environmentJson(URI.create("http://127.0.0.1:8090"))).at("/upstreams/0").asText())
                .isEqualTo("http://127.0.0.1:8090");
    }

    @Test
    void no_two_share_an_id() {
        assertThat(DemoTenant.all()).extracting(DemoTenant::id).doesNotHaveDuplicates().hasSize(3);
    }

    private static String nameOf(String scope) {
        try {
            return JSON.readTree(scope).path("name").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
