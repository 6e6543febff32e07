package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An upstream whose connections are neither made nor refused")
class UpstreamBlackHoleTest {

    private final List<Socket> waiting = new ArrayList<>();
    private ServerSocket full;
    private TestGateway gateway;

    /** Whoever connects to a socket whose queue is full hears nothing. */
    @BeforeEach
    void start() throws Exception {
        full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        while (connects()) {
            assertThat(waiting).hasSizeLessThan(100);
        }
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true", "claviger.upstream.connect-timeout", "PT0.2S", "claviger.upstream.pool-size", "1"));
        gateway.lead("hole.test", "http://127.0.0.1:" + full.getLocalPort());
    }

    private boolean connects() throws IOException {
        Socket one = new Socket();
        waiting.add(one);
        try {
            one.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()), 100);
            return true;
        } catch (SocketTimeoutException nobodyHears) {
            return false;
        }
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        for (Socket one : waiting) {
            one.close();
        }
        full.close();
    }

    private double unreached() {
        return gateway.registry.get("claviger.gateway.requests").tag("reason", "upstream_connect_timeout").counter().count();
    }

    @Test
    @DisplayName("RFC 9110 §15.6.5: 504 in the time a connection may take, whatever the method and version; the place is free again, and its neighbours notice nothing")
    void is_given_up_in_time() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            Wire.Answer answer = gateway.send("GET", "hole.test", "/open");
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.json().getString("detail")).isEqualTo("The upstream did not answer in time");
            assertThat(Wire.exchange(gateway.port(), TestGateway.request("POST", "hole.test", "/open", "Content-Length: 3") + "abc").status()).isEqualTo(504);
            int stream = wire.open(true, Http2Wire.request("GET", "hole.test", "/open"));
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
            assertThat(wire.read(stream).status()).isEqualTo(504);
        }
        TestGateway.eventually(() -> unreached() == 3);
    }
}
