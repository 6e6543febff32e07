package dev.claviger.token.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.TenantId;
import dev.claviger.token.TestPool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the places to wait for providers in")
class PlacesTest {

    private final Vertx vertx = Vertx.vertx();
    private final Places places = new Places(vertx);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() {
        over.countDown();
        TestPool.await(vertx.close());
    }

    @Test
    @DisplayName("a tenant has a share, wherever its people are; others sign in meanwhile")
    void a_tenants_share() {
        IntStream.range(0, 10).forEach(i -> assertThat(waiting("acme", "192.0.2." + i)).isFalse());
        assertThat(waiting("acme", "192.0.2.99")).isTrue();
        assertThat(waiting("other", "192.0.2.99")).isFalse();
    }

    @Test
    @DisplayName("an address has a share, at whichever tenants it asks; an IPv6 network is one")
    void a_callers_share() {
        IntStream.range(0, 4).forEach(i -> assertThat(waiting("acme" + i, "2001:db8:1:1::" + i)).isFalse());
        assertThat(waiting("acme9", "2001:db8:1:1:ffff::")).isTrue();
        assertThat(waiting("acme9", "2001:db8:1:2::")).isFalse();
    }

    @Test
    @DisplayName("all is bounded, and what is over gives its place back, also when it fails")
    void places_are_given_back() {
        List<Future<Object>> full = IntStream.range(0, 40).mapToObj(i -> run("acme" + i, "192.0.2." + i)).toList();
        assertThat(waiting("more", "198.51.100.1")).isTrue();
        over.countDown();
        full.forEach(one -> TestPool.await(one.otherwiseEmpty()));
        assertThat(IntStream.range(0, 4).mapToObj(i -> run("acme0", "192.0.2.0"))).allSatisfy(one -> assertThat(TestPool.await(one.otherwise(Throwable::getMessage))).isEqualTo("over"));
    }

    /** Whether there was no place. */
    private boolean waiting(String tenant, String address) {
        return run(tenant, address).failed();
    }

    private Future<Object> run(String tenant, String address) {
        return places.run(new TenantId(tenant), address, () -> {
            over.await();
            throw new IllegalStateException("over");
        });
    }
}
