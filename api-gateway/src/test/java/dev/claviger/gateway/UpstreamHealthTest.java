package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Upstreams that are asked how they are")
class UpstreamHealthTest {

    @RegisterExtension
    static final LeadingGateway gateway = new LeadingGateway(Map.of("claviger.upstream.health.path", "/up", "claviger.upstream.health.interval", "PT0.05S"));

    private static long reached(RawUpstream upstream) {
        return upstream.requests().stream().filter(request -> request.line().contains("/open")).count();
    }

    private static long checked(RawUpstream upstream) {
        return upstream.requests().stream().filter(request -> request.line().equals("GET /up HTTP/1.1")).count();
    }

    /** The next is asked when the one before has been heard: of four, at least two in a row say how it is from now on. */
    private static void awaitChecks(RawUpstream upstream) throws Exception {
        long before = checked(upstream);
        TestGateway.eventually(() -> checked(upstream) >= before + 4);
    }

    @Test
    void leaves_one_out_that_says_it_is_not_well() throws Exception {
        AtomicBoolean well = new AtomicBoolean(true);
        RawUpstream.Behaviour honest = (request, connection) -> {
            if (well.get() || !request.line().startsWith("GET /up ")) {
                RawUpstream.OK.answer(request, connection);
            } else {
                RawUpstream.write(connection, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
            }
        };
        try (RawUpstream ill = new RawUpstream(honest); RawUpstream other = new RawUpstream(RawUpstream.OK)) {
            gateway.lead("ill.test", ill.url(), other.url());
            assertThat(gateway.ask("ill.test")).isEqualTo(200);
            well.set(false);
            awaitChecks(ill);
            long seen = reached(ill);
            for (int i = 0; i < 4; i++) {
                assertThat(gateway.ask("ill.test")).isEqualTo(200);
            }
            assertThat(reached(ill)).isEqualTo(seen);
            well.set(true);
            awaitChecks(ill);
            assertThat(gateway.ask("ill.test")).isEqualTo(200);
            assertThat(gateway.ask("ill.test")).isEqualTo(200);
            assertThat(reached(ill)).isEqualTo(seen + 1);
        }
    }

    @Test
    @DisplayName("A redirect is nobody's word that it is well, and is not followed")
    void leaves_one_out_that_sends_elsewhere() throws Exception {
        try (RawUpstream elsewhere = new RawUpstream(RawUpstream.OK); RawUpstream other = new RawUpstream(RawUpstream.OK)) {
            RawUpstream.Behaviour sending = (request, connection) -> RawUpstream.write(connection, request.line().startsWith("GET /up ")
                    ? "HTTP/1.1 302 Found\r\nLocation: " + elsewhere.url() + "/up\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nraw");
            try (RawUpstream redirecting = new RawUpstream(sending)) {
                gateway.lead("elsewhere.test", redirecting.url(), other.url());
                assertThat(gateway.ask("elsewhere.test")).isEqualTo(200);
                awaitChecks(redirecting);
                long seen = reached(redirecting);
                for (int i = 0; i < 4; i++) {
                    assertThat(gateway.ask("elsewhere.test")).isEqualTo(200);
                }
                assertThat(reached(redirecting)).isEqualTo(seen);
                assertThat(elsewhere.requests()).isEmpty();
                redirecting.behave(RawUpstream.OK);
                awaitChecks(redirecting);
                assertThat(gateway.ask("elsewhere.test")).isEqualTo(200);
                assertThat(gateway.ask("elsewhere.test")).isEqualTo(200);
                assertThat(reached(redirecting)).isEqualTo(seen + 1);
            }
        }
    }

    @Test
    void leaves_an_answer_that_does_not_end() throws Exception {
        RawUpstream.Behaviour endless = (request, connection) -> {
            if (request.line().startsWith("GET /up ")) {
                RawUpstream.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n");
            } else {
                RawUpstream.OK.answer(request, connection);
            }
        };
        try (RawUpstream one = new RawUpstream(endless); RawUpstream two = new RawUpstream(endless)) {
            gateway.lead("endless.test", one.url(), two.url());
            assertThat(gateway.ask("endless.test")).isEqualTo(200);
            TestGateway.eventually(() -> checked(one) > 2 && one.left() > 1);
        }
    }

    @Test
    void leaves_an_only_upstream_in_peace() throws Exception {
        try (RawUpstream only = new RawUpstream(RawUpstream.OK); RawUpstream one = new RawUpstream(RawUpstream.OK); RawUpstream two = new RawUpstream(RawUpstream.OK)) {
            gateway.lead("only.test", only.url());
            gateway.lead("two.test", one.url(), two.url());
            assertThat(gateway.ask("only.test")).isEqualTo(200);
            assertThat(gateway.ask("two.test")).isEqualTo(200);
            TestGateway.eventually(() -> checked(one) > 1 && checked(two) > 1);
            assertThat(checked(only)).isZero();
            assertThat(one.requests()).allMatch(request -> request.header("Host").equals(one.url().substring("http://".length())));
        }
    }
}
