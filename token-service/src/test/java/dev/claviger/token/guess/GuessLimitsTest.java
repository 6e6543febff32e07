package dev.claviger.token.guess;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestSettings;
import dev.claviger.token.error.OAuthException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("RFC 6749 §10.10: guessing is slowed down, and locks out nobody")
class GuessLimitsTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GuessLimits limits = new GuessLimits(
            TestSettings.of(GuessConfig.class, Map.of("claviger.verification.failures-per-minute", "2")), clock, meters);
    private final ClientId client = Identifiers.newClientId();
    private final Promise<String> answer = Promise.promise();

    @Test
    void below_the_limit_any_number_is_asked_at_a_time() {
        limits.failed(ADDRESS);
        assertThat(ask(ADDRESS, 50)).noneMatch(GuessLimitsTest::isRefused);
    }

    @Test
    @DisplayName("beyond the limit an address has four questions at a time, and the next as soon as one is answered")
    void an_address_has_four_places() {
        limits.failed(ADDRESS);
        limits.failed(ADDRESS);
        List<Future<String>> asked = ask(ADDRESS, 5);
        assertThat(asked.subList(0, 4)).noneMatch(Future::isComplete);
        assertThat(asked.get(4)).matches(GuessLimitsTest::isRefused);
        assertThat(ask(ELSEWHERE, 5)).noneMatch(GuessLimitsTest::isRefused);
        assertThat(meters.get("claviger.verification.throttled").tag("by", "address").counter().count()).isEqualTo(1);

        answer.complete("yes");
        assertThat(ask(ADDRESS, 1).get(0).result()).isEqualTo("yes");
    }

    @Test
    @DisplayName("beyond the limit a client has four questions at a time from everywhere together")
    void a_client_has_four_places() {
        limits.failed(ADDRESS, client);
        limits.failed(ELSEWHERE, client);
        List<Future<String>> asked = Stream.of("192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7").map(this::askAboutTheClient).toList();
        assertThat(asked.subList(0, 4)).noneMatch(Future::isComplete);
        assertThat(asked.get(4)).matches(GuessLimitsTest::isRefused);
        assertThat(limits.ask("192.0.2.3", Identifiers.newClientId(), answer::future)).matches(other -> !other.isComplete());
        assertThat(meters.get("claviger.verification.throttled").tag("by", "client").counter().count()).isEqualTo(1);
    }

    @Test
    @DisplayName("a place that was taken is given back: when the other lane is full, when the question fails, when it throws")
    void places_are_given_back() {
        limits.failed(ADDRESS, client);
        limits.failed(ADDRESS, client);
        limits.failed(ELSEWHERE);
        limits.failed(ELSEWHERE);
        List<Future<String>> full = Stream.generate(() -> askAboutTheClient(ADDRESS)).limit(4).toList();
        assertThat(Stream.generate(() -> askAboutTheClient(ELSEWHERE)).limit(9)).allMatch(GuessLimitsTest::isRefused);
        assertThat(ask(ELSEWHERE, 4)).as("none of the nine kept a place").noneMatch(Future::isComplete);
        answer.fail("down");
        assertThat(full).allMatch(Future::failed);
        for (int i = 0; i < 9; i++) {
            assertThat(limits.ask(ADDRESS, () -> {
                throw new IllegalStateException("thrown");
            }).cause()).hasMessage("thrown");
        }
    }

    @Test
    void a_minute_after_its_first_failure_there_is_room_again() {
        limits.failed(ADDRESS);
        clock.pass(Duration.ofSeconds(59));
        limits.failed(ADDRESS);
        assertThat(ask(ADDRESS, 5)).anyMatch(GuessLimitsTest::isRefused);
        clock.pass(Duration.ofSeconds(1));
        assertThat(ask(ADDRESS, 5)).noneMatch(GuessLimitsTest::isRefused);
        limits.failed(ADDRESS);
        assertThat(ask(ADDRESS, 5)).as("counted anew").noneMatch(GuessLimitsTest::isRefused);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1,      2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1,      2001:db8:1:3::1,      false",
        "192.0.2.1,            192.0.2.2,            false",
        "::ffff:192.0.2.1,     ::ffff:192.0.2.2,     false",
        "::1,                  ::2,                  false",
        "0:0:0:0:0:0:0:1,      127.0.0.1,            false",
    })
    void an_ipv6_network_counts_as_one_caller(String one, String other, boolean together) {
        assertThat(CallerNetwork.of(one).equals(CallerNetwork.of(other))).isEqualTo(together);
    }

    private List<Future<String>> ask(String address, int times) {
        return Stream.generate(() -> limits.ask(address, answer::future)).limit(times).toList();
    }

    private Future<String> askAboutTheClient(String address) {
        return limits.ask(address, client, answer::future);
    }

    private static boolean isRefused(Future<String> asked) {
        return asked.cause() instanceof OAuthException refusal && refusal.status() == 429;
    }
}
