package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.api.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClavigerExtension.class)
class TwoTenantsTest {

    private static final String PATH = "/api/v1/employees";

    @Test
    @DisplayName("Same path, different upstreams: a token of one tenant is 401 at the other's host and reaches nobody")
    void a_token_is_worth_nothing_at_another_tenants_host(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstreamOne = new RecordingUpstream(); RecordingUpstream upstreamTwo = new RecordingUpstream()) {
            Tenant one = claviger.tenant(upstreamOne.origin());
            Tenant two = claviger.tenant(upstreamTwo.origin());
            String tokenOne = claviger.token(claviger.client(one, "employees.readonly"));
            String tokenTwo = claviger.token(claviger.client(two, "employees.readonly"));
            claviger.await(java.time.Duration.ofSeconds(5), () -> claviger.get(two.host(), PATH, null).status() == 401);

            assertThat(claviger.get(one.host(), PATH, tokenOne).status()).isEqualTo(200);
            assertThat(claviger.get(two.host(), PATH, tokenTwo).status()).isEqualTo(200);
            Answer foreign = claviger.get(two.host(), PATH, tokenOne);

            assertThat(foreign.status()).isEqualTo(401);
            assertThat(foreign.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(claviger.get(one.host(), PATH, tokenTwo).status()).isEqualTo(401);
            assertThat(upstreamOne.requests()).containsExactly("GET " + PATH);
            assertThat(upstreamTwo.requests()).containsExactly("GET " + PATH);
        }
    }

    @Test
    void a_forwarded_host_does_not_choose_the_tenant(TestClaviger claviger) throws Exception {
        try (RecordingUpstream mine = new RecordingUpstream(); RecordingUpstream theirs = new RecordingUpstream()) {
            Tenant one = claviger.tenant(mine.origin());
            Tenant two = claviger.tenant(theirs.origin());
            String token = claviger.token(claviger.client(one, "employees.readonly"));

            for (String header : new String[] {"X-Forwarded-Host", "X-Original-Host", "X-Host"}) {
                claviger.send(HttpRequest.newBuilder(claviger.gateway(PATH)).header("Host", one.host())
                        .header(header, two.host()).header("Authorization", "Bearer " + token));
            }

            assertThat(theirs.requests()).isEmpty();
            assertThat(mine.requests()).hasSize(3);
        }
    }

    @Test
    void a_host_nobody_owns_is_misdirected(TestClaviger claviger) {
        assertThat(claviger.get("nobody.api.localhost", PATH, null).status()).isEqualTo(421);
    }

    @Test
    void another_tenants_administrator_finds_nothing(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant mine = claviger.tenant(upstream.origin());
            Tenant theirs = claviger.tenant(upstream.origin());
            Client victim = claviger.client(theirs, "employees.readonly");
            String token = claviger.token(claviger.client(mine, "claviger:tenant"));

            for (String path : new String[] {theirs.path(), theirs.path() + "/environments/production", victim.path(),
                victim.path() + "/secrets"}) {
                assertThat(claviger.send(HttpRequest.newBuilder(claviger.credentialService(path))
                        .header("Authorization", "Bearer " + token)).status()).as(path).isEqualTo(404);
            }
            assertThat(claviger.send(HttpRequest.newBuilder(claviger.credentialService(
                    victim.path() + "/secrets/" + victim.credential())).DELETE()
                    .header("Authorization", "Bearer " + token)).status()).isEqualTo(404);
            assertThat(claviger.token(victim)).isNotEmpty();
        }
    }
}
