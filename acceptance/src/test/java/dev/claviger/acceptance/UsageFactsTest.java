package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happened at the gateway and the token endpoint is told to whoever administers the tenant, seconds later and off the path of every request. */
@Order(Integer.MAX_VALUE - 21)
@ExtendWith(ClavigerExtension.class)
class UsageFactsTest {

    private static final String PATH = "/api/v1/employees";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Test
    @DisplayName("calls show in the hours with their outcome, by client with the scope they needed, and as a proposal of fewer scopes; killing the gateway loses what an interval counted, and nothing that was told")
    void calls_show_as_use_of_scopes_and_survive_a_killed_gateway(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.client(tenant, "employees.readonly", "payslips.readonly");
            String token = claviger.token(client);
            call(claviger, tenant, token, 3);
            assertThat(claviger.get(tenant.host(), PATH, "forged").status()).isEqualTo(401);
            claviger.await(PATIENCE, () -> forwarded(claviger, tenant) == 3 && count(claviger, tenant, "refused") == 1 && count(claviger, tenant, "issued") == 1);

            JsonNode usage = claviger.admin().get(client.path() + "/scope-usage").json();
            assertThat(usage.at("/proposal")).hasToString("[\"employees.readonly\"]");
            assertThat(usage.at("/routes/0/needs")).hasToString("[[\"employees.readonly\"]]");
            assertThat(usage.at("/routes/0/requests").asLong()).isEqualTo(3);
            assertThat(claviger.admin().get(client.path() + "/scope-usage?scopes=payslips.readonly").json().at("/preview/requests").asLong()).isEqualTo(3);
            JsonNode followers = claviger.admin().get("/admin/v1/followers").json().at("/items");
            assertThat(followers.findValuesAsText("role")).contains("gateway", "token-service");

            call(claviger, tenant, token, 2);
            killGateway(claviger);
            call(claviger, tenant, token, 4);
            claviger.await(PATIENCE, () -> forwarded(claviger, tenant) >= 7);
            assertThat(forwarded(claviger, tenant)).isLessThanOrEqualTo(9);
        }
    }

    private static void call(TestClaviger claviger, Tenant tenant, String token, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);
        }
    }

    private static long forwarded(TestClaviger claviger, Tenant tenant) {
        return count(claviger, tenant, "forwarded");
    }

    private static long count(TestClaviger claviger, Tenant tenant, String outcome) {
        JsonNode items = claviger.admin().get("/admin/v1/tenants/" + tenant.id() + "/usage").json().at("/items");
        return StreamSupport.stream(items.spliterator(), false).filter(item -> item.at("/outcome").asText().equals(outcome)).mapToLong(item -> item.at("/requests").asLong()).sum();
    }

    private static void killGateway(TestClaviger claviger) {
        ServiceProcess process = claviger.installation().service(Service.GATEWAY);
        long pid = process.pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        claviger.await(Duration.ofSeconds(15), () -> process.pid() != pid && process.isAlive());
        process.awaitReady();
    }
}
