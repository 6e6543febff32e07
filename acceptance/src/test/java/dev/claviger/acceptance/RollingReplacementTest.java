package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.installation.Replica;
import dev.claviger.quickstart.installation.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An upgrade, or a node that is emptied: gateways are told to end while callers go on. */
@Order(Integer.MAX_VALUE - 12)
@ExtendWith(ClavigerExtension.class)
class RollingReplacementTest {

    private static final String PATH = "/api/v1/employees";
    private static final int CALLERS = 4;
    /** As in production, where a balancer needs the time to see that readiness fell. */
    private static final Map<String, String> WITH_TIME_TO_LEAVE = Map.of("quarkus.shutdown.delay", "1S");

    @Test
    void no_request_fails_while_each_of_two_gateways_is_replaced(TestClaviger claviger) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try (RecordingUpstream upstream = new RecordingUpstream(); Balancer balancer = new Balancer()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            String token = claviger.token(claviger.client(tenant, "employees.readonly"));
            Replica first = added(claviger, balancer);
            Replica second = added(claviger, balancer);
            String request = "GET " + PATH + " HTTP/1.1\r\nHost: " + tenant.host() + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
            List<Caller> callers = new ArrayList<>();
            List<Future<?>> calling = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Caller caller = new Caller(balancer, request);
                callers.add(caller);
                calling.add(threads.submit(caller));
            }

            Replica third = replaced(claviger, balancer, first);
            Replica fourth = replaced(claviger, balancer, second);

            callers.forEach(Caller::stop);
            for (Future<?> one : calling) {
                one.get();
            }
            assertThat(callers).allSatisfy(caller -> assertThat(caller.answered()).as("answers to one caller").isGreaterThan(10));
            end(balancer, third);
            end(balancer, fourth);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Replica replaced(TestClaviger claviger, Balancer balancer, Replica old) throws Exception {
        Replica successor = added(claviger, balancer);
        end(balancer, old);
        return successor;
    }

    private static Replica added(TestClaviger claviger, Balancer balancer) {
        Replica replica = claviger.installation().addReplica(Service.GATEWAY, WITH_TIME_TO_LEAVE);
        replica.process().awaitReady();
        balancer.add(replica);
        claviger.await(Duration.ofSeconds(5), () -> balancer.sendsTo(replica));
        return replica;
    }

    private static void end(Balancer balancer, Replica replica) {
        replica.process().terminate();
        assertThat(replica.process().awaitEnd()).isIn(0, 143);
        balancer.remove(replica);
    }
}
