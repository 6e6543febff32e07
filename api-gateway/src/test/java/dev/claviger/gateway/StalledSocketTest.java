package dev.claviger.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("WebSockets whose caller takes nothing any more")
class StalledSocketTest {

    private static final int PART = 64 * 1024;
    private final CompletableFuture<Void> endOfUpstream = new CompletableFuture<>();
    private final AtomicLong sent = new AtomicLong();

    @Test
    @DisplayName("In the middle of a frame that never ends, both sides are cut off when the token is revoked")
    void ends_within_a_frame() throws Exception {
        endsWhileSending(Buffer.buffer(new byte[] {(byte) 0x82, 127, 0, 1, 0, 0, 0, 0, 0, 0}), Buffer.buffer(new byte[PART]));
    }

    @Test
    @DisplayName("Between two frames as well, though nobody takes the close frame")
    void ends_between_two_frames() throws Exception {
        Buffer empty = Buffer.buffer();
        while (empty.length() < PART) {
            empty.appendBytes(new byte[] {(byte) 0x82, 0});
        }
        endsWhileSending(Buffer.buffer(), empty);
    }

    /** The caller's is the gateway's only connection. */
    private void endsWhileSending(Buffer first, Buffer part) throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of()); Wire stalled = new Wire(gateway.port())) {
            JsonObject claims = TestIssuer.claims("any");
            gateway.acme.answerWith(request -> accept(request, first, part));
            stalled.write(TestGateway.request("GET", TestGateway.HOST, "/any/socket", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13", "X-Stream: 1", "Authorization: Bearer " + gateway.issuer.token(claims))).readRaw("HTTP/1.1 101", "\r\n\r\n");
            untilNobodyTakesMore();
            gateway.services.revoke(TestRevocations.ofToken(claims.getString("jti")));
            endOfUpstream.get(10, TimeUnit.SECONDS);
            TestGateway.eventually(() -> gateway.registry.get("claviger.gateway.connections").gauge().value() == 0);
            TestGateway.eventually(() -> !gateway.parts.exchanges().areUnderWay());
        }
    }

    private void accept(HttpServerRequest request, Buffer first, Buffer part) {
        request.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
        request.toNetSocket().onSuccess(socket -> {
            socket.closeHandler(closed -> endOfUpstream.complete(null));
            socket.write(first);
            send(socket, part);
        });
    }

    private void send(NetSocket upstream, Buffer part) {
        while (!upstream.writeQueueFull()) {
            upstream.write(part);
            sent.addAndGet(part.length());
        }
        upstream.drainHandler(drained -> send(upstream, part));
    }

    /** All the buffers on the way are full. */
    private void untilNobodyTakesMore() throws Exception {
        for (long before = 0; before == 0 || sent.get() != before; Thread.sleep(300)) {
            before = sent.get();
        }
    }
}
