package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 9110 §7.6.3: requests that come by again")
class UpstreamLoopTest {

    private static TestGateway gateway() throws Exception {
        return new TestGateway(Map.of(), new AddressResolverOptions().setHostsValue(Buffer.buffer("127.0.0.1 front.test\n127.0.0.1 circle.test\n"))).ready();
    }

    private static String at(String host, TestGateway gateway) {
        return "http://" + host + ":" + gateway.port();
    }

    @Test
    void may_go_from_one_environment_to_another() throws Exception {
        try (TestGateway one = gateway(); TestGateway two = gateway()) {
            one.lead("outer.test", at("front.test", two));
            two.lead("front.test", two.acme.url());
            assertThat(one.send("GET", "outer.test", "/open").body()).isEqualTo("answer of acme");
            assertThat(two.acme.last().headers().getAll("Via")).containsExactly("1.1 claviger", "1.1 claviger");
        }
    }

    @Test
    @DisplayName("Between two replicas, where neither is the other's own port: 508 after three rounds")
    void end_when_they_go_in_circles() throws Exception {
        try (TestGateway one = gateway(); TestGateway two = gateway()) {
            one.lead("circle.test", at("circle.test", two));
            two.lead("circle.test", at("circle.test", one));
            Wire.Answer answer = one.send("GET", "circle.test", "/open");
            assertThat(answer.status()).isEqualTo(508);
            assertThat(answer.json().getString("title")).isEqualTo("Loop Detected");
            assertThat(refused(one) + refused(two)).isEqualTo(1);
        }
    }

    @Test
    void are_told_apart_by_their_installations_names() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.upstream.via", "edge-1"))) {
            assertThat(gateway.send("GET", TestGateway.HOST, "/open", "Via: 1.1 claviger, 1.1 claviger, 1.1 claviger, 1.1 claviger").status()).isEqualTo(200);
            assertThat(gateway.acme.last().headers().getAll("Via")).last().isEqualTo("1.1 edge-1");
            assertThat(gateway.send("GET", TestGateway.HOST, "/open", "Via: 1.1 edge-1, 1.1 edge-1", "Via: 1.1 edge-1").status()).isEqualTo(508);
        }
    }

    private static double refused(TestGateway gateway) {
        return gateway.registry.get("claviger.gateway.requests").tag("reason", "loop_detected").counter().count();
    }
}
