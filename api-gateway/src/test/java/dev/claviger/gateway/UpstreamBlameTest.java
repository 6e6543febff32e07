package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What callers break is not held against upstreams")
class UpstreamBlameTest {

    private static final int ROUNDS = 6;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true", "claviger.upstream.ejection.failures", "2", "claviger.upstream.ejection.time", "PT60S"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    /** Begins a body, and ends it as none may end once the upstream has the head. */
    private interface Broken {
        void upload(Runnable untilItHasBegun) throws Exception;
    }

    private static void isNotHeldAgainst(String host, Broken broken) throws Exception {
        RawUpstream.Behaviour awaiting = (request, connection) -> { };
        try (RawUpstream one = new RawUpstream(awaiting); RawUpstream two = new RawUpstream(awaiting)) {
            gateway.lead(host, one.url(), two.url());
            for (int round = 1; round <= ROUNDS; round++) {
                int begun = round;
                broken.upload(() -> eventually(() -> one.connections() + two.connections() == begun && !one.requests().isEmpty()));
                TestGateway.eventually(() -> one.left() + two.left() == begun);
            }
            one.behave(RawUpstream.OK);
            two.behave(RawUpstream.OK);
            assertThat(gateway.registry.get("claviger.upstream.ejected").gauge().value()).isZero();
            assertThat(gateway.send("GET", host, "/open").status()).isEqualTo(200);
        }
    }

    private static void eventually(java.util.function.BooleanSupplier condition) {
        try {
            TestGateway.eventually(condition);
        } catch (Exception interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    @DisplayName("RFC 9113 §8.1: uploads that are reset")
    void resets() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            isNotHeldAgainst("reset.test", begun -> {
                int stream = wire.open(false, Http2Wire.request("POST", "reset.test", "/open"));
                wire.data(stream, false, "abc");
                begun.run();
                wire.frame(Http2Wire.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            });
        }
    }

    @Test
    @DisplayName("RFC 9112 §7.1: chunks that are none")
    void broken_chunks() throws Exception {
        isNotHeldAgainst("chunks.test", begun -> {
            try (Wire wire = new Wire(gateway.port())) {
                wire.write(TestGateway.request("POST", "chunks.test", "/open", "Transfer-Encoding: chunked") + "3\r\nabc\r\n");
                begun.run();
                wire.write("zz\r\n");
                assertThat(wire.isClosed()).isTrue();
            }
        });
    }

    @Test
    void uploads_whose_caller_leaves() throws Exception {
        isNotHeldAgainst("left.test", begun -> {
            try (Wire wire = new Wire(gateway.port())) {
                wire.write(TestGateway.request("POST", "left.test", "/open", "Transfer-Encoding: chunked") + "3\r\nabc\r\n");
                begun.run();
            }
        });
    }
}
