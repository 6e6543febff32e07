package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("WebSockets and event streams: begun with a token, ended with it")
class OpenStreamsTest {

    private static TestGateway gateway;
    private final AtomicReference<ServerWebSocket> atUpstream = new AtomicReference<>();
    private final JsonObject claims = TestIssuer.claims("any");

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true"));
        // Vert.x' client names the host it connects to.
        gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of(TestGateway.HOST, "localhost"),
                List.of(gateway.acme.url()), "urn:claviger:acme:prod", List.of(), false, List.of(), EnvironmentLimits.NONE)));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == 2);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void echo() {
        gateway.acme.answerWith(request -> request.toWebSocket().onSuccess(socket -> {
            atUpstream.set(socket);
            socket.handler(bytes -> socket.writeBinaryMessage(bytes));
        }));
    }

    private String authorization() {
        return "Bearer " + gateway.issuer.token(claims);
    }

    private WebSocket connected() throws Exception {
        return TestGateway.await(gateway.vertx.createWebSocketClient().connect(new WebSocketConnectOptions().setHost("localhost").setPort(gateway.port()).setURI("/any/socket?a=b").addSubProtocol("chat").addHeader("X-Stream", "1")
                .addHeader("Authorization", authorization()).addHeader("Claviger-Client", "forged")));
    }

    private static String upgrade(String... headers) {
        String[] all = new String[headers.length + 5];
        System.arraycopy(headers, 0, all, 5, headers.length);
        System.arraycopy(new String[] {"Connection: keep-alive, Upgrade", "Upgrade: WebSocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "X-Stream: 1"}, 0, all, 0, 5);
        return TestGateway.request("GET", TestGateway.HOST, "/any/socket", all);
    }

    private static CompletableFuture<Short> closeCode(WebSocket socket) {
        CompletableFuture<Short> code = new CompletableFuture<>();
        try {
            socket.closeHandler(closed -> code.complete(socket.closeStatusCode()));
        } catch (IllegalStateException closedAlready) {
            code.complete(socket.closeStatusCode());
        }
        return code;
    }

    private static void revoke(JsonObject claims) {
        gateway.services.revoke(TestRevocations.ofToken(claims.getString("jti")));
    }

    @Test
    @DisplayName("RFC 6455 §4: decided on as any request; headers and subprotocol pass, credentials do not")
    void carries_messages_both_ways() throws Exception {
        WebSocket socket = connected();
        CompletableFuture<Buffer> echoed = new CompletableFuture<>();
        socket.handler(echoed::complete);
        socket.writeBinaryMessage(Buffer.buffer("hello"));
        assertThat(echoed.get(5, TimeUnit.SECONDS).toString()).isEqualTo("hello");
        TestUpstream.Received received = gateway.acme.last();
        assertThat(received.uri()).isEqualTo("/any/socket?a=b");
        assertThat(received.headers().get("Upgrade")).isEqualTo("websocket");
        assertThat(received.headers().get("Sec-WebSocket-Protocol")).isEqualTo("chat");
        assertThat(received.headers().getAll("Claviger-Client")).containsExactly(TestIssuer.CLIENT);
        assertThat(received.headers().contains("Authorization")).isFalse();
        CompletableFuture<Short> code = closeCode(socket);
        atUpstream.get().close((short) 4001, "bye");
        assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 4001);
    }

    @Test
    void carries_much_at_the_pace_of_a_slow_reader() throws Exception {
        WebSocket socket = connected();
        CompletableFuture<Void> all = new CompletableFuture<>();
        long[] read = {0};
        int mebibyte = 1024 * 1024;
        socket.handler(bytes -> {
            read[0] += bytes.length();
            if (read[0] == 16L * mebibyte) {
                all.complete(null);
            }
        });
        socket.pause();
        for (int i = 0; i < 256; i++) {
            atUpstream.get().writeBinaryMessage(Buffer.buffer(new byte[mebibyte / 16]));
        }
        gateway.vertx.setTimer(200, later -> socket.resume());
        all.get(10, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("RFC 9110 §11.6: without a token nothing reaches the upstream")
    void checks_the_token_before_the_upgrade() throws Exception {
        int before = gateway.reached();
        assertThat(Wire.exchange(gateway.port(), upgrade()).status()).isEqualTo(401);
        assertThat(Wire.exchange(gateway.port(), upgrade("Authorization: " + authorization() + "x")).status()).isEqualTo(401);
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 426})
    void passes_on_what_an_upstream_answers_instead_and_reads_the_next_request_then(int status) throws Exception {
        gateway.acme.answerWith(request -> request.response().setStatusCode(status).end("no socket here"));
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(upgrade("Authorization: " + authorization()) + TestGateway.request("GET", TestGateway.HOST, "/nothing"));
            Wire.Answer answer = wire.read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo("no socket here");
            assertThat(answer.header("Upgrade")).isNull();
            assertThat(wire.read().status()).isEqualTo(404);
            assertThat(wire.write(upgrade() + TestGateway.request("GET", TestGateway.HOST, "/nothing")).read().status()).isEqualTo(401);
            assertThat(wire.read().status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("One environment's WebSockets do not take all the connections there are: beyond its number 503, until one has ended")
    void bounds_the_sockets_of_an_environment() throws Exception {
        try (TestGateway small = TestGateway.started(Map.of("claviger.upstream.websockets", "2")); Wire first = new Wire(small.port()); Wire second = new Wire(small.port())) {
            small.acme.answerWith(request -> request.toWebSocket());
            small.globex.answerWith(request -> request.toWebSocket());
            for (Wire wire : List.of(first, second)) {
                wire.write(upgradeAt(TestGateway.HOST)).readRaw("101 Switching Protocols", "\r\n\r\n");
            }
            Wire.Answer refused = Wire.exchange(small.port(), upgradeAt(TestGateway.HOST));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(small.acme.received()).hasSize(2);
            assertThat(small.registry.get("claviger.gateway.requests").tag("reason", "upstream_busy").counter().count()).isEqualTo(1);
            try (Wire other = new Wire(small.port())) {
                other.write(upgradeAt(TestGateway.OTHER_HOST)).readRaw("101 Switching Protocols", "\r\n\r\n");
            }
            first.close();
            small.acme.answerWith(request -> request.response().setStatusCode(426).end());
            TestGateway.eventually(() -> status(small) == 426);
            assertThat(status(small)).as("an answer that is none takes no place for long").isEqualTo(426);
        }
    }

    private static String upgradeAt(String host) {
        return TestGateway.request("GET", host, "/open", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "X-Stream: 1");
    }

    private static int status(TestGateway asked) {
        try {
            return Wire.exchange(asked.port(), upgradeAt(TestGateway.HOST)).status();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: foo", "Upgrade: h2c", "Upgrade: websocket, foo"})
    @DisplayName("RFC 9110 §7.8: any other upgrade is ignored")
    void ignores_other_upgrades(String header) throws Exception {
        gateway.acme.answerWith(request -> request.response().end("plain"));
        try (Wire wire = new Wire(gateway.port())) {
            String request = TestGateway.request("GET", TestGateway.HOST, "/open", "Connection: Upgrade", header);
            assertThat(wire.write(request + request).read().body()).isEqualTo("plain");
            assertThat(wire.read().body()).isEqualTo("plain");
        }
        assertThat(gateway.acme.last().headers().contains("Upgrade")).isFalse();
    }

    /** A masked frame of a client, with the mask of zeros. */
    private static String masked(String text) {
        return "\u0082" + (char) (0x80 | text.length()) + "\u0000\u0000\u0000\u0000" + text;
    }

    @Test
    void passes_on_frames_that_came_with_the_request() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(upgrade("Authorization: " + authorization()) + masked("early"));
            String head = wire.readRaw("101 Switching Protocols", "\r\n\r\n");
            assertThat(head).containsIgnoringCase("upgrade: websocket").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(wire.readRaw("early", "early")).endsWith("early");
            assertThat(wire.write(masked("later")).readRaw("later", "later")).endsWith("later");
        }
        TestGateway.eventually(() -> atUpstream.get().isClosed());
        TestGateway.eventually(() -> !gateway.parts.exchanges().areUnderWay());
    }

    @Test
    @DisplayName("RFC 6455 §7.4.1: 1008 when the token is revoked, at once")
    void closes_a_socket_whose_token_is_revoked() throws Exception {
        WebSocket socket = connected();
        ServerWebSocket itsEnd = atUpstream.get();
        WebSocket other = new OpenStreamsTest().connected();
        CompletableFuture<Short> code = closeCode(socket);
        revoke(claims);
        assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 1008);
        TestGateway.eventually(itsEnd::isClosed);
        assertThat(other.isClosed()).isFalse();
        other.close();
    }

    @Test
    @DisplayName("RFC 6455 §5.4: the close frame waits for the end of the frame under way")
    void closes_between_frames() throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            gateway.acme.answerWith(request -> {
                request.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
                request.toNetSocket().onSuccess(socket -> {
                    socket.write(Buffer.buffer(new byte[] {(byte) 0x82, 10, 'h', 'a', 'l', 'f'}));
                    gateway.vertx.setTimer(300, later -> socket.write("-whole" + "\u0001never"));
                });
            });
            wire.write(upgrade("Authorization: " + authorization()));
            wire.readRaw("half", "half");
            revoke(claims);
            String rest = wire.readRaw("-whole", "\u00f0");
            assertThat(rest).isEqualTo("-whole\u0088\u0002\u0003\u00f0");
            assertThat(wire.isClosed()).as("also when the caller answers nothing").isTrue();
        }
    }

    @Test
    void closes_a_socket_whose_client_is_disabled() throws Exception {
        claims.put("client_id", "fedcba9876543210").put("sub", "fedcba9876543210");
        CompletableFuture<Short> code = closeCode(connected());
        gateway.services.revoke(RevocationTarget.client(new TenantId("acme"), new ClientId("fedcba9876543210")));
        assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 1008);
    }

    @Test
    @DisplayName("With its API key, and with nothing else that changes about the key's client")
    void closes_a_socket_whose_api_key_is_deleted() throws Exception {
        ApiKey key = gateway.services.apiKeys.issue("keyed", TestIssuer.CLIENT);
        claims.put("env", "keyed").put("aud", "urn:claviger:acme:keyed");
        String request = upgrade("Authorization: " + authorization(), "x-api-key: " + key.reveal()).replace("Host: " + TestGateway.HOST, "Host: " + TestGateway.KEYED_HOST);
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(request).readRaw("101 Switching Protocols", "\r\n\r\n");
            long both = gateway.parts.snapshots().position() + 2;
            gateway.services.record(new AccessEvent.ClientChanged(new TenantId("acme"), new ClientId(TestIssuer.CLIENT)));
            // Whatever is recorded about revocations has all that is open looked at.
            revoke(TestIssuer.claims("any"));
            TestGateway.eventually(() -> gateway.parts.snapshots().position() >= both);
            assertThat(wire.write(masked("alive")).readRaw("alive", "alive")).endsWith("alive");
            gateway.services.record(new AccessEvent.ApiKeyDeleted(new TenantId("acme"), new ClientId(TestIssuer.CLIENT), key.id()));
            assertThat(wire.readRaw("\u0088", "\u00f0")).isEqualTo("\u0088\u0002\u0003\u00f0");
        }
    }

    @Test
    @DisplayName("RFC 7517 §5: with the key that signed its token, once that is no longer published")
    void ends_an_event_stream_whose_signing_key_is_withdrawn() throws Exception {
        try (TestGateway rotating = TestGateway.started(Map.of("claviger.jwks.refresh-interval", "PT0.1S")); Wire wire = new Wire(rotating.port()); Wire open = new Wire(rotating.port())) {
            TestIssuer next = TestIssuer.es256("key-2");
            rotating.acme.answerWith(request -> request.response().setChunked(true).putHeader("Content-Type", "text/event-stream").write("data: 1\n\n"));
            wire.write(TestGateway.request("GET", TestGateway.HOST, "/any/events", "Authorization: Bearer " + rotating.issuer.token("any"))).readRaw("data: 1", "\n\n");
            open.write(TestGateway.request("GET", TestGateway.HOST, "/open")).readRaw("data: 1", "\n\n");
            rotating.services.publishKeys(TestIssuer.jwks(next));
            assertThatThrownBy(() -> wire.readRaw("\r\n0\r\n", "\r\n")).isInstanceOf(IOException.class).hasMessageNotContaining("timed out");
            assertThat(rotating.parts.exchanges().areUnderWay()).as("what asks for no token goes on").isTrue();
        }
    }

    @Test
    @DisplayName("RFC 6455 §7.4.1: 1013 when a revocation could be missing, and an event stream breaks off")
    void ends_all_when_the_feed_has_been_silent_too_long() throws Exception {
        try (TestGateway cut = TestGateway.started(Map.of("claviger.feed.max-staleness", "PT0.5S")); Wire socket = new Wire(cut.port()); Wire events = new Wire(cut.port())) {
            cut.acme.answerWith(request -> request.toWebSocket());
            socket.write(upgradeAt(TestGateway.HOST)).readRaw("101 Switching Protocols", "\r\n\r\n");
            cut.acme.answerWith(request -> request.response().setChunked(true).putHeader("Content-Type", "text/event-stream").write("data: 1\n\n"));
            events.write(TestGateway.request("GET", TestGateway.HOST, "/open")).readRaw("data: 1", "\n\n");
            cut.services.fallSilent();
            assertThat(socket.readRaw("\u0088", "\u00f5")).isEqualTo("\u0088\u0002\u0003\u00f5");
            assertThat(socket.isClosed()).isTrue();
            assertThatThrownBy(() -> events.readRaw("\r\n0\r\n", "\r\n")).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST HTTP/1.1", "GET HTTP/1.0"})
    @DisplayName("RFC 6455 §4.1: a WebSocket is asked for by a GET of HTTP/1.1; in any other request the upgrade is ignored")
    void upgrades_no_other_request(String form) throws Exception {
        gateway.acme.answerWith(request -> request.response().end("plain"));
        String request = upgradeAt(TestGateway.HOST).replace("GET", form.split(" ")[0]).replace("HTTP/1.1", form.split(" ")[1]);
        assertThat(Wire.exchange(gateway.port(), request).body()).isEqualTo("plain");
        assertThat(gateway.acme.last().headers().contains("Upgrade")).isFalse();
    }

    @Test
    void ends_an_event_stream_whose_token_has_expired() throws Exception {
        answersWithEvents("text/event-stream");
        claims.put("iat", Instant.now().getEpochSecond() - 60).put("exp", Instant.now().getEpochSecond() - 3);
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.HOST, "/any/events", "Authorization: " + authorization())).readRaw("data: 1", "\n\n");
            assertThatThrownBy(() -> wire.readRaw("\r\n0\r\n", "\r\n")).isInstanceOf(IOException.class).hasMessageNotContaining("timed out");
        }
    }

    @Test
    void closes_a_socket_whose_token_has_expired() throws Exception {
        claims.put("iat", Instant.now().getEpochSecond() - 60).put("exp", Instant.now().getEpochSecond() - 3);
        CompletableFuture<Short> code = closeCode(connected());
        assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 1008);
    }

    @Test
    @DisplayName("RFC 6455 §7.4.1: 1001 when the gateway goes away")
    void closes_sockets_on_shutdown() throws Exception {
        CompletableFuture<Short> code = closeCode(connected());
        gateway.parts.forwarders().leave();
        assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 1001);
        assertThat(closeCode(connected()).get(5, TimeUnit.SECONDS)).as("who comes back at once").isEqualTo((short) 1001);
        TestGateway.eventually(() -> !gateway.parts.exchanges().areUnderWay());
        // Who leaves does not come back.
        stop();
        start();
    }

    private AtomicReference<HttpServerResponse> answersWithEvents(String type) {
        AtomicReference<HttpServerResponse> events = new AtomicReference<>();
        gateway.acme.answerWith((HttpServerRequest request) -> {
            events.set(request.response().setChunked(true).putHeader("Content-Type", type));
            events.get().write("data: 1\n\n");
        });
        return events;
    }

    @Test
    @DisplayName("HTML §9.2: each event passes as it comes, and the stream ends with its token")
    void ends_an_event_stream_over_http_1() throws Exception {
        AtomicReference<HttpServerResponse> events = answersWithEvents("text/event-stream;charset=utf-8");
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.HOST, "/any/events", "Authorization: " + authorization()));
            wire.readRaw("data: 1", "\n\n");
            events.get().write("data: 2\n\n");
            wire.readRaw("data: 2", "\n\n");
            revoke(claims);
            assertThatThrownBy(() -> wire.readRaw("\r\n0\r\n", "\r\n")).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("RFC 9113 §5.4.2: over HTTP/2 its stream ends, and no other")
    void ends_an_event_stream_over_http_2() throws Exception {
        AtomicReference<HttpServerResponse> events = answersWithEvents("text/event-stream");
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            int stream = wire.open(true, Http2Wire.request("GET", TestGateway.HOST, "/any/events", "authorization: " + authorization()));
            assertThat(wire.readBody(stream, 9)).isEqualTo("data: 1\n\n");
            events.get().write("data: 2\n\n");
            assertThat(wire.readBody(stream, 18)).endsWith("data: 2\n\n");
            revoke(claims);
            assertThat(wire.read(stream).reset()).isNotNull();
            assertThat(wire.exchange("GET", TestGateway.HOST, "/nothing").status()).isEqualTo(404);
        }
    }

    @Test
    void lets_a_download_end_that_began_in_time() throws Exception {
        AtomicReference<HttpServerResponse> events = answersWithEvents("application/octet-stream");
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.HOST, "/any/download", "Authorization: " + authorization()));
            wire.readRaw("data: 1", "\n\n");
            revoke(claims);
            TestGateway.eventually(() -> {
                try {
                    return gateway.get("/any/x", gateway.issuer.token(claims)).status() == 401;
                } catch (Exception unexpected) {
                    throw new IllegalStateException(unexpected);
                }
            });
            events.get().end("the end");
            wire.readRaw("the end", "\r\n0\r\n\r\n");
        }
    }

    @Test
    void ends_with_its_environment() throws Exception {
        CompletableFuture<Short> code = closeCode(connected());
        gateway.services.record(new AccessEvent.EnvironmentDeleted(new TenantId("acme"), new EnvironmentName("sandbox")));
        gateway.services.record(new AccessEvent.EnvironmentDeleted(new TenantId("acme"), new EnvironmentName("prod")));
        assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 1008);
        assertThat(gateway.get("/any/x", gateway.issuer.token("any")).status()).isEqualTo(421);
        gateway.close();
        start();
    }
}
