package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.TenantId;
import dev.claviger.gateway.limit.store.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas that count in one store. */
class SharedLimitTest {

    private final List<TestGateway> gateways = new ArrayList<>();
    private TestRedis redis;

    @BeforeEach
    void start() throws Exception {
        redis = TestRedis.started();
    }

    @AfterEach
    void stop() throws Exception {
        for (TestGateway gateway : gateways) {
            gateway.close();
        }
        redis.close();
    }

    /** A replica whose tenant acme has this limit. */
    private TestGateway replica(long requests, String... settings) throws Exception {
        Map<String, String> all = settings.length == 0 ? Map.of("claviger.limits.store.url", redis.url(), "claviger.limits.store.timeout", "PT5S")
                : Map.of("claviger.limits.store.url", redis.url(), settings[0], settings[1]);
        TestGateway gateway = TestGateway.started(all);
        gateways.add(gateway);
        limit(gateway, requests);
        TestGateway.eventually(() -> isReached(gateway));
        return gateway;
    }

    private static void limit(TestGateway gateway, long requests) throws Exception {
        gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of(TestGateway.HOST),
                List.of(gateway.acme.url()), "urn:claviger:acme:prod", List.of(), false, List.of(),
                new EnvironmentLimits(Optional.of(new RateLimit(requests, Duration.ofDays(1))), Optional.empty(), Optional.empty(), Optional.empty()))));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == 2);
    }

    private static boolean isReached(TestGateway gateway) {
        return gateway.parts.limiters().storeIsReached().orElseThrow();
    }

    private static Wire.Answer get(TestGateway gateway) throws Exception {
        return gateway.get("/items", gateway.issuer.token("items.read"));
    }

    private static double questions(TestGateway gateway, String outcome) {
        return gateway.registry.get("claviger.limits.store.questions").tag("outcome", outcome).counter().count();
    }

    @Test
    void two_replicas_admit_exactly_the_limit_together() throws Exception {
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (TestGateway gateway : List.of(replica(30), replica(30))) {
            callers.add(new Thread(() -> {
                for (int n = 0; n < 30; n++) {
                    try {
                        int status = get(gateway).status();
                        (status == 200 ? admitted : status == 429 ? refused : new AtomicInteger()).incrementAndGet();
                    } catch (Exception broken) {
                        throw new IllegalStateException(broken);
                    }
                }
            }));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(admitted).hasValue(30);
        assertThat(refused).hasValue(30);
        assertThat(gateways.get(0).reached() + gateways.get(1).reached()).isEqualTo(30);
        assertThat(get(gateways.get(1)).header("RateLimit")).startsWith("\"environment\";r=0;t=");
    }

    @Test
    void counts_by_itself_while_the_store_is_away_and_in_it_again_afterwards() throws Exception {
        TestGateway gateway = replica(2);
        assertThat(get(gateway).status()).isEqualTo(200);
        assertThat(get(gateway).status()).isEqualTo(200);
        assertThat(get(gateway).status()).isEqualTo(429);
        redis.stop();
        TestGateway.eventually(() -> !isReached(gateway));

        assertThat(get(gateway).header("RateLimit")).startsWith("\"environment\";r=1;");
        assertThat(get(gateway).status()).isEqualTo(200);
        assertThat(get(gateway).status()).isEqualTo(429);
        assertThat(questions(gateway, "unanswered")).isEqualTo(3);
        redis.start();
        TestGateway.eventually(() -> isReached(gateway));
        assertThat(get(gateway).header("RateLimit")).startsWith("\"environment\";r=1;");
        assertThat(questions(gateway, "answered")).isEqualTo(4);
    }

    @Test
    void serves_before_the_store_is_there_and_counts_in_it_from_then_on() throws Exception {
        redis.stop();
        TestGateway gateway = TestGateway.started(Map.of("claviger.limits.store.url", redis.url(), "claviger.limits.store.timeout", "PT5S"));
        gateways.add(gateway);
        limit(gateway, 2);
        assertThat(get(gateway).header("RateLimit")).startsWith("\"environment\";r=1;");
        assertThat(isReached(gateway)).isFalse();
        redis.start();
        TestGateway.eventually(() -> isReached(gateway));

        assertThat(get(gateway).status()).isEqualTo(200);
        assertThat(get(gateway).status()).isEqualTo(200);
        assertThat(get(gateway).status()).isEqualTo(429);
        assertThat(redis.command("KEYS *")).contains("claviger:limits:{acme/prod}:environment");
    }

    @Test
    void refuses_while_the_store_is_away_when_told_so() throws Exception {
        TestGateway gateway = replica(100, "claviger.limits.store.when-down", "refuse");
        redis.stop();
        TestGateway.eventually(() -> !isReached(gateway));
        int reached = gateway.reached();

        Wire.Answer refused = get(gateway);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(gateway.reached()).isEqualTo(reached);
        assertThat(gateway.get(TestGateway.OTHER_HOST, "/open", "not-needed").status()).isEqualTo(200);
        assertThat(gateway.registry.get("claviger.gateway.requests").tag("reason", "limits_unavailable").counter().count()).isEqualTo(1);
    }

    @Test
    void does_not_wait_for_a_store_that_hangs_and_asks_again_when_it_has_caught_up() throws Exception {
        TestGateway patient = replica(100);
        TestGateway hasty = replica(100, "claviger.limits.store.timeout", "PT0.05S");
        redis.command("CLIENT PAUSE 800");

        assertThat(get(hasty).header("RateLimit")).startsWith("\"environment\";r=99;");
        assertThat(get(hasty).header("RateLimit")).startsWith("\"environment\";r=98;");
        assertThat(questions(hasty, "unanswered")).isEqualTo(2);
        assertThat(get(patient).status()).isEqualTo(200);
        assertThat(questions(patient, "answered")).isEqualTo(1);
        TestGateway.eventually(() -> {
            Wire.Answer answer = unchecked(hasty);
            return answer.status() == 200 && questions(hasty, "answered") > 0;
        });
        assertThat(isReached(hasty)).isTrue();
    }

    private static Wire.Answer unchecked(TestGateway gateway) {
        try {
            return get(gateway);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
