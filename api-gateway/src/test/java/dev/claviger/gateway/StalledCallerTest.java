package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Callers that ask and then take nothing")
class StalledCallerTest {

    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int LARGE = 32 * 1024 * 1024;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true", "claviger.gateway.limits.idle-timeout", "PT0.4S", "claviger.upstream.pool-size", "1",
                "claviger.upstream.response-timeout", "PT3S", "claviger.upstream.idle-timeout", "PT3S"));
        gateway.acme.answerWith(request -> request.response().end(Buffer.buffer(new byte[LARGE])));
        gateway.globex.answerWith(request -> request.response().end("short"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static Http2Wire withWindow(int bytes) throws Exception {
        byte[] setting = ByteBufUtil.getBytes(Unpooled.buffer().writeShort(INITIAL_WINDOW_SIZE).writeInt(bytes));
        return new Http2Wire(gateway.port()).frame(Http2Wire.SETTINGS, 0, 0, setting);
    }

    @Test
    @DisplayName("RFC 9113 §10.5: a stream whose window stays shut ends, however lively its connection, and its environment's place is free")
    void ends_a_stream_whose_window_never_opens() throws Exception {
        try (Http2Wire wire = withWindow(0)) {
            int stream = wire.open(true, Http2Wire.request("GET", TestGateway.HOST, "/open"));
            Thread pinging = new Thread(() -> ping(wire));
            pinging.start();
            Http2Wire.Answer answer = wire.read(stream);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.reset()).isNotNull();
            assertThat(wire.exchange("HEAD", TestGateway.HOST, "/nothing").status()).as("the connection lives on").isEqualTo(404);
            pinging.interrupt();
            pinging.join();
        }
        TestGateway.eventually(() -> status() == 200);
    }

    @Test
    @DisplayName("RFC 9113 §5.4.2: a caller that resets one stream keeps the others, whatever still waited for it")
    void keeps_the_connection_of_a_caller_that_takes_no_more_of_one_answer() throws Exception {
        try (Http2Wire wire = withWindow(1000)) {
            int stream = wire.open(true, Http2Wire.request("GET", TestGateway.HOST, "/open"));
            assertThat(wire.readBody(stream, 1000)).hasSize(1000);
            wire.frame(Http2Wire.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            assertThat(wire.exchange("GET", TestGateway.OTHER_HOST, "/open").body()).isEqualTo("short");
        }
        TestGateway.eventually(() -> status() == 200);
    }

    private static void ping(Http2Wire wire) {
        try {
            while (true) {
                Thread.sleep(100);
                wire.frame(Http2Wire.PING, 0, 0, new byte[8]);
            }
        } catch (Exception over) {
            // the test is
        }
    }

    @Test
    void ends_a_connection_that_is_not_read_from() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.HOST, "/open"));
            TestGateway.eventually(() -> gateway.registry.get("claviger.gateway.requests").tag("outcome", "aborted").counter().count() > 0);
            TestGateway.eventually(() -> status() == 200);
        }
    }

    @Test
    @DisplayName("A connection that is not read from ends, however much comes from it")
    void ends_a_connection_that_only_speaks() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.HOST, "/open"));
            TestGateway.eventually(() -> isGone(wire));
        }
    }

    private static boolean isGone(Wire wire) {
        try {
            wire.write("G");
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    /** With one place, and the other's answer in it, this would wait. */
    private static int status() {
        try {
            return gateway.send("HEAD", TestGateway.HOST, "/open").status();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void leaves_a_slow_reader_its_time() throws Exception {
        try (Http2Wire wire = withWindow(0)) {
            int stream = wire.open(true, Http2Wire.request("GET", TestGateway.HOST, "/open"));
            byte[] more = ByteBufUtil.getBytes(Unpooled.buffer().writeInt(200_000));
            wire.frame(Http2Wire.WINDOW_UPDATE, 0, 0, ByteBufUtil.getBytes(Unpooled.buffer().writeInt(LARGE)));
            for (int taken = 1; taken <= 6; taken++) {
                Thread.sleep(150);
                wire.frame(Http2Wire.WINDOW_UPDATE, 0, stream, more);
                assertThat(wire.readBody(stream, taken * 200_000)).hasSize(taken * 200_000);
            }
        }
    }
}
