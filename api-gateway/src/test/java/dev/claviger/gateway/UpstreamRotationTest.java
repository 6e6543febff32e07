package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("An environment with several upstreams")
class UpstreamRotationTest {

    private static final String NOBODY = "http://127.0.0.1:1";
    private static final RawUpstream.Behaviour BREAKS_OFF = (request, connection) -> connection.close();
    @RegisterExtension
    static final LeadingGateway gateway = new LeadingGateway(Map.of("claviger.upstream.ejection.failures", "2", "claviger.upstream.ejection.time", "PT0.2S"));

    private static long asked(RawUpstream upstream) {
        return upstream.requests().size();
    }

    @Test
    void lets_them_take_turns() throws Exception {
        try (RawUpstream one = new RawUpstream(RawUpstream.OK); RawUpstream two = new RawUpstream(RawUpstream.OK)) {
            gateway.lead("turns.test", one.url(), two.url());
            for (int i = 0; i < 6; i++) {
                assertThat(gateway.ask("turns.test")).isEqualTo(200);
            }
            assertThat(asked(one)).isEqualTo(3);
            assertThat(asked(two)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("Nothing was sent, so that even a POST may go to the next")
    void goes_to_the_next_when_one_cannot_be_connected_to() throws Exception {
        try (RawUpstream there = new RawUpstream(RawUpstream.OK)) {
            gateway.lead("half.test", NOBODY, there.url());
            for (int i = 0; i < 8; i++) {
                assertThat(Wire.exchange(gateway.port(), TestGateway.request("POST", "half.test", "/open", "Content-Length: 2") + "{}").status()).isEqualTo(200);
            }
            assertThat(asked(there)).isEqualTo(8);
        }
    }

    @Test
    void leaves_one_out_that_keeps_failing_and_tries_it_again_later() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (RawUpstream failing = new RawUpstream((request, connection) -> (broken.get() ? BREAKS_OFF : RawUpstream.OK).answer(request, connection)); RawUpstream good = new RawUpstream(RawUpstream.OK)) {
            gateway.lead("failing.test", failing.url(), good.url());
            double before = gateway.ejected();
            while (gateway.ejected() == before) {
                assertThat(gateway.ask("failing.test")).isIn(200, 502);
            }
            assertThat(asked(failing)).isEqualTo(2);
            for (int i = 0; i < 4; i++) {
                assertThat(gateway.ask("failing.test")).isEqualTo(200);
            }
            broken.set(false);
            TestGateway.eventually(() -> {
                try {
                    return gateway.ask("failing.test") == 200 && gateway.ejected() == before;
                } catch (Exception unexpected) {
                    throw new IllegalStateException(unexpected);
                }
            });
            assertThat(asked(failing)).isGreaterThan(2);
        }
    }

    @Test
    void answers_503_while_all_are_left_out() throws Exception {
        gateway.lead("dead-all.test", NOBODY, NOBODY.replace(":1", ":3"));
        TestGateway.eventually(() -> {
            try {
                return gateway.ask("dead-all.test") == 503;
            } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
            }
        });
        Wire.Answer answer = gateway.send("GET", "dead-all.test", "/open");
        assertThat(answer.status()).isIn(502, 503);
        assertThat(gateway.registry().get("claviger.gateway.requests").tag("reason", "upstreams_ejected").counter().count()).isPositive();
    }

    @Test
    void never_leaves_out_the_only_one() throws Exception {
        try (RawUpstream only = new RawUpstream(BREAKS_OFF)) {
            gateway.lead("only.test", only.url());
            for (int i = 0; i < 5; i++) {
                assertThat(gateway.ask("only.test")).isEqualTo(502);
            }
            only.behave(RawUpstream.OK);
            assertThat(gateway.ask("only.test")).isEqualTo(200);
        }
    }
}
