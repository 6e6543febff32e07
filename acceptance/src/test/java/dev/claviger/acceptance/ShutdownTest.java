package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Order(Integer.MAX_VALUE - 10)
@ExtendWith(ClavigerExtension.class)
class ShutdownTest {

    private static final String PATH = "/api/v1/employees";

    @Test
    void a_request_under_way_is_finished_before_the_gateway_ends(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            String token = claviger.token(claviger.client(tenant, "employees.readonly"));
            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);
            upstream.think(Duration.ofSeconds(2));

            CompletableFuture<Answer> underWay = CompletableFuture.supplyAsync(() -> claviger.get(tenant.host(), PATH, token));
            claviger.await(Duration.ofSeconds(5), () -> upstream.requests().size() == 2);
            ServiceProcess gateway = claviger.installation().service(Service.GATEWAY);
            gateway.terminate();

            assertThat(underWay.get().status()).isEqualTo(200);
            assertThat(underWay.get().body()).isEqualTo("reached");
            assertThat(gateway.awaitEnd()).isIn(0, 143);
            startAgain(claviger, Service.GATEWAY);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Service.class, names = "GATEWAY", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("a service told to end ends in order, and needs not give up on the streams of those who follow it")
    void a_service_told_to_end_ends_in_order(Service service, TestClaviger claviger) throws Exception {
        Path log = claviger.installation().blueprint().log(service);
        long logged = Files.readString(log).lines().count();
        ServiceProcess process = claviger.installation().service(service);
        process.terminate();

        assertThat(process.awaitEnd()).isIn(0, 143);
        assertThat(Files.readString(log).lines().skip(logged)).anyMatch(line -> line.contains("stopped in"))
                .noneMatch(line -> line.contains("Timed out waiting for graceful shutdown"));
        startAgain(claviger, service);
    }

    private static void startAgain(TestClaviger claviger, Service service) {
        claviger.installation().service(service).start();
        claviger.installation().awaitReady(service);
        claviger.local().writeEnv();
    }
}
