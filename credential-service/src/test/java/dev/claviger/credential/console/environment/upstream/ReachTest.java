package dev.claviger.credential.console.environment.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.usage.fact.Activity;
import dev.claviger.credential.usage.gateway.GatewayState;
import dev.claviger.credential.usage.gateway.UnwellUpstream;

class ReachTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String A = "http://a.test:8080";

    private static final Traffic BUSY = new Traffic(7, 0);

    private static Reach reach(GatewayState... gateways) {
        return reach(BUSY, gateways);
    }

    private static Reach reach(Traffic lately, GatewayState... gateways) {
        EnvironmentView environment = new EnvironmentView("acme", "prod", List.of(), List.of(A), "", List.of(), false, List.of(), null, null, null, null, NOW);
        return Reach.of(environment, List.of(gateways), lately).get(0);
    }

    private static GatewayState well(String replica) {
        return new GatewayState(replica, true, Optional.of(NOW), Optional.empty(), List.of(), 0);
    }

    private static GatewayState old(String replica) {
        return new GatewayState(replica, true, Optional.empty(), Optional.empty(), List.of(), 0);
    }

    private static GatewayState unwell(String replica, String origin, String state, String reason) {
        return new GatewayState(replica, true, Optional.of(NOW), Optional.empty(),
                List.of(new UnwellUpstream(new TenantId("acme"), new EnvironmentName("prod"), origin, state, Optional.ofNullable(reason), NOW.minusSeconds(60))), 0);
    }

    @Test
    @DisplayName("silence is not taken for health: nobody, and gateways of an earlier release, have not told")
    void who_does_not_tell_is_not_taken_for_well() {
        assertThat(reach()).returns("Not told", Reach::badge).returns("No gateway has reported within the hour", Reach::summary);
        assertThat(reach(old("gw-1"))).returns("Not told", Reach::badge).returns("Gateways of an earlier release do not tell", Reach::summary);
        assertThat(reach(well("gw-1"), old("gw-2"))).returns("No trouble", Reach::badge).returns("No trouble at 1 gateway; 1 of an earlier release does not tell", Reach::summary);
        GatewayState overrun = new GatewayState("gw-1", true, Optional.of(NOW), Optional.empty(), List.of(), 9);
        assertThat(reach(overrun)).returns("Not told", Reach::badge);
    }

    @Test
    void all_that_tell_have_no_trouble() {
        assertThat(reach(well("gw-1"), well("gw-2"))).returns("good", Reach::kind).returns("No trouble at 2 gateways", Reach::summary);
        assertThat(reach(unwell("gw-1", "http://other.test", "ejected", null))).returns("good", Reach::kind);
    }

    @Test
    void tells_which_gateway_has_trouble_since_when_and_why() {
        Reach some = reach(well("gw-1"), unwell("gw-2", A, "ejected", "upstream_timeout"));
        assertThat(some).returns("Not reached by all", Reach::badge).returns("1 of 2 gateways has trouble", Reach::summary);
        assertThat(some.troubles()).containsExactly(new Reach.Trouble("gw-2", "It gets no requests for a while, but for one now and then that tries it", "the API behind the gateway did not answer in time", NOW.minusSeconds(60), NOW));
        assertThat(reach(unwell("gw-1", A, "unhealthy", null), unwell("gw-2", A, "failing", "of_a_later_release"))).returns("Not reached", Reach::badge).returns("2 of 2 gateways have trouble", Reach::summary)
                .extracting(reach -> reach.troubles().stream().map(Reach.Trouble::reason).toList()).isEqualTo(List.of("", "of a later release"));
    }

    @Test
    @DisplayName("a gateway that fell silent is neither well nor in trouble: how many there are is told beside what the others say")
    void who_is_silent_does_not_count() {
        assertThat(reach(well("gw-1"), silent(unwell("gw-2", A, "ejected", "upstream_timeout")))).returns("No trouble", Reach::badge).returns("No trouble at 1 gateway; 1 that is silent does not count", Reach::summary);
        assertThat(reach(unwell("gw-1", A, "ejected", null), silent(well("gw-2")), silent(well("gw-3")))).returns("Not reached", Reach::badge)
                .returns("1 of 1 gateway has trouble; 2 that are silent do not count", Reach::summary);
        assertThat(reach(silent(well("gw-1")), silent(unwell("gw-2", A, "failing", null)))).returns("Not told", Reach::badge).returns("off", Reach::kind)
                .returns("No gateway has reported within the last minute; 2 that are silent do not count", Reach::summary);
    }

    private static GatewayState silent(GatewayState state) {
        return new GatewayState(state.replica(), false, state.toldAt(), state.routes(), state.unwell(), state.more());
    }

    @Test
    @DisplayName("without a request in this or the last hour nothing is known; what failed and was given up is told")
    void no_requests_are_no_health() {
        assertThat(reach(new Traffic(0, 0), well("gw-1"))).returns("Not known", Reach::badge).returns("off", Reach::kind)
                .returns("No request went through in this or the last hour, so nothing is known at 1 gateway", Reach::summary);
        assertThat(reach(new Traffic(9, 3), well("gw-1"))).returns("Some failed", Reach::badge)
                .returns("No trouble now at 1 gateway. But behind the gateways, 3 of the environment's 12 requests of this and the last hour failed", Reach::summary);
        assertThat(reach(new Traffic(0, 2), well("gw-1"))).returns("Some failed", Reach::badge);
        assertThat(reach(new Traffic(0, 0), unwell("gw-1", A, "unhealthy", null))).as("it was asked how it is").returns("Not reached", Reach::badge);
    }

    @Test
    void only_what_upstreams_were_asked_for_counts() {
        assertThat(Traffic.of(List.of(activity("forwarded", null, 4), activity("forwarded", null, 3), activity("aborted", null, 5), activity("refused", "scope_missing", 9),
                activity("refused", "upstream_timeout", 1), activity("refused", "upstreams_ejected", 2)))).isEqualTo(new Traffic(7, 3));
    }

    private static Activity activity(String outcome, String reason, long requests) {
        return new Activity(NOW, "prod", "gateway", outcome, reason, requests);
    }

    @ParameterizedTest
    @CsvSource({"http://a.test:80, http://a.test", "https://a.test:443, https://a.test", "h2c://a.test:80, h2c://a.test", "http://a.test:443, http://a.test:443", "https://[::1]:443, https://[::1]", "https://a.test, https://a.test"})
    void compares_origins_without_the_port_of_their_scheme(String registered, String told) {
        assertThat(Reach.plain(registered)).isEqualTo(told);
    }
}
