package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Service;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClavigerExtension.class)
class ProbesTest {

    @ParameterizedTest
    @EnumSource(Service.class)
    void started_live_and_ready_are_told_on_the_management_port(Service service, TestClaviger claviger) {
        for (String probe : new String[] {"started", "live", "ready"}) {
            Answer answer = claviger.get(management(claviger, service, "/q/health/" + probe));
            assertThat(answer.status()).as(probe).isEqualTo(200);
            assertThat(answer.text("status")).isEqualTo("UP");
        }
    }

    @ParameterizedTest
    @CsvSource({"GATEWAY, claviger_gateway_requests_total", "GATEWAY, claviger_feed_age_seconds",
        "GATEWAY, claviger_feed_position", "TOKEN, claviger_token_requests_total", "TOKEN, claviger_verification_cache_total",
        "TOKEN, claviger_feed_age_seconds", "CREDENTIAL, claviger_admin_requests_total",
        "CREDENTIAL, claviger_verifications_total", "CREDENTIAL, claviger_feed_followers", "CREDENTIAL, claviger_events_total"})
    void what_an_operator_watches_is_counted(Service service, String metric, TestClaviger claviger) {
        String token = claviger.token(claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly"));
        claviger.get(DemoData.HOST, DemoData.PROTECTED_PATH, token);

        assertThat(claviger.get(management(claviger, service, "/q/metrics")).body()).contains(metric);
    }

    @Test
    void metrics_and_probes_are_out_of_reach_from_the_public_ports(TestClaviger claviger) {
        for (String path : new String[] {"/q/metrics", "/q/health", "/q/health/ready"}) {
            assertThat(claviger.get(DemoData.HOST, path, null).status()).isEqualTo(404);
            assertThat(claviger.get(claviger.tokenService(path)).status()).isEqualTo(404);
            assertThat(claviger.get(claviger.credentialService(path)).status()).isIn(401, 404);
        }
    }

    @Test
    void labels_never_come_from_request_text(TestClaviger claviger) {
        claviger.get(DemoData.HOST, "/no/such/thing-canary", null);
        claviger.get("canary-host.example", "/", null);

        assertThat(claviger.get(management(claviger, Service.GATEWAY, "/q/metrics")).body()).doesNotContain("canary");
    }

    private static URI management(TestClaviger claviger, Service service, String path) {
        return URI.create(claviger.installation().blueprint().management(service) + path);
    }
}
