package dev.claviger.gateway.limit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.TestCertificate;
import dev.claviger.gateway.limit.count.Counters;
import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.LimitScope;
import dev.claviger.gateway.limit.count.Standing;
import dev.claviger.gateway.limit.count.TestLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitStoreTest {

    private static final RuntimeException ASKED_ELSEWHERE = new RuntimeException("asked elsewhere");
    private static final Counters ELSEWHERE = limits -> Future.failedFuture(ASKED_ELSEWHERE);

    private static Vertx vertx;
    private static TestRedis redis;
    private static Counters store;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        redis = TestRedis.started("p@ss:word/");
        store = connected(Map.of("password", "p@ss:word/", "username", "default", "timeout", "PT5S"));
    }

    @AfterAll
    static void stop() throws Exception {
        await(vertx.close());
        redis.close();
    }

    @BeforeEach
    void forget() throws Exception {
        redis.command("AUTH p@ss:word/\r\nFLUSHALL");
    }

    private static LimitStore store(Map<String, String> settings) {
        return store(settings, Optional.empty());
    }

    private static LimitStore store(Map<String, String> settings, Optional<Path> trustFile) {
        Map<String, String> all = new HashMap<>(Map.of("claviger.limits.store.url", redis.url()));
        settings.forEach((key, value) -> all.put("claviger.limits.store." + key, value));
        StoreConfig config = new SmallRyeConfigBuilder().addDiscoveredConverters().withDefaultValues(all).withMapping(StoreConfig.class).build().getConfigMapping(StoreConfig.class);
        return new LimitStore(config, URI.create(all.get("claviger.limits.store.url")), trustFile, new SimpleMeterRegistry());
    }

    private static Counters connected(Map<String, String> settings) throws Exception {
        LimitStore store = store(settings);
        Counters counters = onLoop(store);
        for (int n = 0; n < 500 && !store.isReached(); n++) {
            Thread.sleep(10);
        }
        assertThat(store.isReached()).isTrue();
        return counters;
    }

    private static Counters onLoop(LimitStore store) throws Exception {
        Promise<Counters> made = Promise.promise();
        vertx.runOnContext(now -> made.complete(store.counters(vertx, ELSEWHERE)));
        Counters counters = await(made.future());
        return limits -> {
            Promise<Standing> answer = Promise.promise();
            vertx.getOrCreateContext().runOnContext(now -> counters.count(limits).onComplete(answer));
            return answer.future();
        };
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Standing count(Limit... limits) throws Exception {
        return await(store.count(List.of(limits)));
    }

    private static Limit rate(long requests, String per) {
        return TestLimits.of(LimitScope.ENVIRONMENT, requests, per);
    }

    private static Limit client(long requests) {
        return TestLimits.of(LimitScope.CLIENT, requests, "PT1H");
    }

    private static Limit quota(long requests) {
        return TestLimits.of(LimitScope.ENVIRONMENT_QUOTA, requests, "P31D");
    }

    @ParameterizedTest
    @CsvSource({"1, PT1H", "7, PT1H", "50, P31D", "999, P1D"})
    void admits_exactly_as_many_as_it_says(int requests, String per) throws Exception {
        Limit limit = rate(requests, per);
        for (int n = 1; n <= requests; n++) {
            Standing standing = count(limit);
            assertThat(standing.admitted()).isTrue();
            assertThat(standing.remaining()).isEqualTo(requests - n);
        }
        Standing refused = count(limit);
        assertThat(refused.admitted()).isFalse();
        assertThat(refused.seconds()).isBetween(1L, limit.rate().per().toSeconds() / requests + 1);
    }

    @Test
    void refills_by_the_store_s_clock() throws Exception {
        Limit limit = rate(5, "PT1S");
        while (count(limit).admitted()) {
            // until it is empty
        }
        Thread.sleep(210);
        assertThat(count(limit).admitted()).isTrue();
    }

    @Test
    void begins_a_quota_anew_with_the_next_window() throws Exception {
        Limit limit = TestLimits.of(LimitScope.CLIENT_QUOTA, 2, "PT1S");
        while (count(limit).admitted()) {
            // until it is used up
        }
        Thread.sleep(1000);
        assertThat(count(limit)).extracting(Standing::admitted, Standing::remaining, Standing::seconds).containsExactly(true, 1L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"1000000000, PT1S", "1000000000, P31D", "1, P31D"})
    void bears_the_largest_limits(long requests, String per) throws Exception {
        Limit limit = rate(requests, per);
        assertThat(count(limit)).isEqualTo(new Standing(limit, true, requests - 1, requests == 1 ? limit.rate().per().toSeconds() : 1));
    }

    @Test
    void counts_against_none_when_one_refuses_and_tells_which() throws Exception {
        assertThat(count(quota(1)).admitted()).isTrue();
        for (int n = 0; n < 5; n++) {
            assertThat(count(client(3), rate(3, "PT1H"), quota(1)).limit()).isEqualTo(quota(1));
        }
        assertThat(count(client(3), rate(3, "PT1H")).remaining()).isEqualTo(2);
    }

    @Test
    void tells_the_tightest() throws Exception {
        assertThat(count(client(5), rate(3, "PT1H"), quota(9)).limit()).isEqualTo(rate(3, "PT1H"));
        assertThat(count(client(5), quota(4)).limit()).isEqualTo(quota(4));
    }

    @Test
    void a_changed_limit_counts_at_once_and_refills_nothing() throws Exception {
        assertThat(count(rate(1, "P1D"), quota(1)).admitted()).isTrue();

        assertThat(count(rate(100, "P1D")).admitted()).isFalse();
        assertThat(count(quota(2))).extracting(Standing::admitted, Standing::remaining).containsExactly(true, 0L);
        assertThat(count(TestLimits.of(LimitScope.ENVIRONMENT_QUOTA, 2, "P1D")).admitted()).isFalse();
    }

    @Test
    @DisplayName("Keys are ids, all of an environment in one place of a cluster, and are gone when they say nothing any more")
    void keeps_only_what_it_needs() throws Exception {
        count(client(10), TestLimits.of(LimitScope.CLIENT_ON_ROUTE, 10, "PT10S"), rate(2, "PT10S"));

        assertThat(redis.command("AUTH p@ss:word/\r\nKEYS *")).contains("claviger:limits:{acme/prod}:client:0123456789abcdef\r\n",
                "claviger:limits:{acme/prod}:client-on-route:0123456789abcdef:read\r\n", "claviger:limits:{acme/prod}:environment\r\n").contains("*3\r\n");
        String ttl = redis.command("AUTH p@ss:word/\r\nPTTL claviger:limits:{acme/prod}:environment");
        assertThat(Integer.parseInt(ttl.replaceAll("(?s).*:(\\d+).*", "$1"))).isBetween(1000, 5000);
    }

    @Test
    void goes_on_when_the_store_has_forgotten_the_script() throws Exception {
        count(rate(3, "PT1H"));
        redis.command("AUTH p@ss:word/\r\nSCRIPT FLUSH");

        assertThat(count(rate(3, "PT1H")).remaining()).isEqualTo(1);
        assertThat(count(rate(3, "PT1H")).remaining()).isZero();
    }

    @Test
    void a_wrong_password_is_as_good_as_no_store_and_is_never_told() throws Exception {
        LimitStore wrong = store(Map.of("password", "wrong-and-secret"));
        Counters counters = onLoop(wrong);

        assertThatThrownBy(() -> await(counters.count(List.of(rate(1, "PT1H"))))).hasRootCause(ASKED_ELSEWHERE);
        assertThat(wrong.isReached()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "127.0.0.2, false"})
    @DisplayName("With TLS the store shows a certificate of its host, of an authority that is believed")
    void believes_only_the_store_s_own_certificate(String certified, boolean reached) throws Exception {
        TestCertificate certificate = TestCertificate.make(Files.createTempDirectory("store"), "store", "store", certified);
        NetServer tls = await(vertx.createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(new PemKeyCertOptions().setCertPath(certificate.certificateFile().toString())
                .setKeyPath(certificate.keyFile().toString()))).connectHandler(LimitStoreTest::passOn).listen(0, "127.0.0.1"));
        LimitStore store = store(Map.of("url", "rediss://127.0.0.1:" + tls.actualPort(), "password", "p@ss:word/", "timeout", "PT5S"), Optional.of(certificate.certificateFile()));
        Counters counters = onLoop(store);
        for (int n = 0; n < (reached ? 500 : 50) && !store.isReached(); n++) {
            Thread.sleep(10);
        }

        assertThat(store.isReached()).isEqualTo(reached);
        if (reached) {
            assertThat(await(counters.count(List.of(rate(2, "PT1H")))).remaining()).isEqualTo(1);
        }
    }

    private static void passOn(NetSocket caller) {
        caller.pause();
        vertx.createNetClient().connect(Integer.parseInt(redis.url().replaceAll(".*:", "")), "127.0.0.1").onSuccess(server -> {
            server.pipeTo(caller);
            caller.pipeTo(server);
            caller.resume();
        });
    }

    @ParameterizedTest
    @CsvSource({"url, http://store.test", "url, redis://user:secret@store.test", "url, redis:store", "url, redis://store.test?password=secret", "timeout, PT0S", "timeout, PT6S"})
    void refuses_settings_that_cannot_work_or_would_show_a_password(String key, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> store(Map.of(key, value))).withMessageStartingWith("claviger.limits.store." + key).withMessageNotContaining("secret");
    }
}
