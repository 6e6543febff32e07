package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9}, at the worst moments. Each service comes back by itself, as under {@code ./claviger up}. */
@Order(Integer.MAX_VALUE - 20)
@ExtendWith(ClavigerExtension.class)
class CrashTest {

    private static final String PATH = "/api/v1/employees";

    @Test
    void the_gateway_serves_on_while_the_other_two_are_down_and_nothing_acknowledged_is_lost(TestClaviger claviger)
            throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client early = claviger.client(tenant, "employees.readonly");
            String token = claviger.token(early);
            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);
            Client acknowledged = claviger.client(tenant, "employees.readonly");

            long credential = kill(claviger, Service.CREDENTIAL);
            long tokens = kill(claviger, Service.TOKEN);
            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);
            back(claviger, Service.CREDENTIAL, credential);
            back(claviger, Service.TOKEN, tokens);
            namesTheOneThatCameBack(claviger);

            assertThat(claviger.get(tenant.host(), PATH, token).status()).as("signed before the crash").isEqualTo(200);
            String fresh = claviger.token(acknowledged);
            assertThat(claviger.get(tenant.host(), PATH, fresh).status()).as("signed after it").isEqualTo(200);
            claviger.revoke(early);
            claviger.await(Duration.ofSeconds(5), () -> claviger.get(tenant.host(), PATH, token).status() == 401);
            assertThat(claviger.get(tenant.host(), PATH, fresh).status()).isEqualTo(200);
        }
    }

    @Test
    void a_revocation_acknowledged_just_before_the_crash_still_reaches_the_gateway(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.client(tenant, "employees.readonly");
            String token = claviger.token(client);
            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);

            claviger.revoke(client);
            long before = kill(claviger, Service.CREDENTIAL);
            back(claviger, Service.CREDENTIAL, before);

            claviger.await(Duration.ofSeconds(10), () -> claviger.get(tenant.host(), PATH, token).status() == 401);
        }
    }

    @Test
    void a_gateway_that_comes_back_never_accepts_what_was_revoked(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client revoked = claviger.client(tenant, "employees.readonly");
            String dead = claviger.token(revoked);
            String alive = claviger.token(claviger.client(tenant, "employees.readonly"));

            long before = kill(claviger, Service.GATEWAY);
            claviger.revoke(revoked);
            Set<Integer> seen = new HashSet<>();
            claviger.await(Duration.ofSeconds(60), () -> {
                seen.add(claviger.statusOf(tenant.host(), PATH, dead));
                return claviger.statusOf(tenant.host(), PATH, alive) == 200;
            });
            seen.add(claviger.statusOf(tenant.host(), PATH, dead));
            back(claviger, Service.GATEWAY, before);

            assertThat(seen).as("0 is: nobody listens yet").contains(401).isSubsetOf(0, 401, 421, 503);
            assertThat(upstream.requests()).as("only the live token's request").hasSize(1);
        }
    }

    /** The env file, for whoever signals a service by its process id. */
    private static void namesTheOneThatCameBack(TestClaviger claviger) {
        Path env = claviger.installation().blueprint().folder().resolve("env");
        claviger.await(Duration.ofSeconds(2), () -> read(env).contains(
                "TOKEN_PID='" + claviger.installation().service(Service.TOKEN).pid() + "'"));
    }

    /** From outside, as an operating system does it; the process id that died. */
    private static long kill(TestClaviger claviger, Service service) {
        ServiceProcess process = claviger.installation().service(service);
        long pid = process.pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        claviger.await(Duration.ofSeconds(5), () -> !process.isAlive());
        return pid;
    }

    private static void back(TestClaviger claviger, Service service, long before) {
        ServiceProcess process = claviger.installation().service(service);
        claviger.await(Duration.ofSeconds(10), () -> process.pid() != before && process.isAlive());
        process.awaitReady();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
