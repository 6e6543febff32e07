package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Upstreams over TLS and HTTP/2")
class UpstreamProtocolTest {

    private static final String NAMES = "127.0.0.1 right.test\n127.0.0.1 wrong.test\n";
    @TempDir
    private static Path folder;
    private static Vertx vertx;
    private static TestCertificate certificate;
    private static TestGateway gateway;
    private static HttpServer modern;
    private static final List<HttpServerRequest> REACHED = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        certificate = TestCertificate.make(folder, "right", "right.test", "right.test");
        gateway = gateway(Map.of("claviger.upstream.trust-file", certificate.certificateFile().toString(), "claviger.upstream.http2", "true", "claviger.upstream.response-timeout", "PT1.5S"));
        modern = listening(new HttpServerOptions().setUseAlpn(true));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        TestGateway.await(vertx.close());
    }

    @BeforeEach
    void forget() {
        REACHED.clear();
    }

    private static TestGateway gateway(Map<String, String> settings) throws Exception {
        return new TestGateway(settings, new AddressResolverOptions().setHostsValue(Buffer.buffer(NAMES))).ready();
    }

    private static HttpServer listening(HttpServerOptions options) throws Exception {
        return TestGateway.await(vertx.createHttpServer(options.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(certificate.certificateFile().toString()).setKeyPath(certificate.keyFile().toString())))
                .requestHandler(UpstreamProtocolTest::answer).listen(0, "127.0.0.1"));
    }

    private static void answer(HttpServerRequest request) {
        REACHED.add(request);
        request.response().end("from " + request.version());
    }

    private static Wire.Answer ask(TestGateway through, String host, String upstream) throws Exception {
        through.lead(host, upstream);
        return through.send("GET", host, "/open");
    }

    @Test
    @DisplayName("RFC 7301: HTTP/2 where the upstream agrees")
    void agrees_with_an_upstream_on_http_2() throws Exception {
        assertThat(ask(gateway, "alpn.test", "https://right.test:" + modern.actualPort()).body()).isEqualTo("from HTTP_2");
        HttpServerRequest reached = REACHED.get(0);
        assertThat(reached.authority().toString()).isEqualTo("right.test:" + modern.actualPort());
        assertThat(reached.headers().getAll("Via")).containsExactly("1.1 claviger");
    }

    @Test
    void speaks_http_1_with_an_upstream_that_knows_no_other() throws Exception {
        HttpServer old = listening(new HttpServerOptions());
        assertThat(ask(gateway, "old.test", "https://right.test:" + old.actualPort()).body()).isEqualTo("from HTTP_1_1");
    }

    @Test
    void does_not_speak_http_2_over_tls_unless_it_is_told_to() throws Exception {
        try (TestGateway plain = gateway(Map.of("claviger.upstream.trust-file", certificate.certificateFile().toString()))) {
            assertThat(ask(plain, "alpn.test", "https://right.test:" + modern.actualPort()).body()).isEqualTo("from HTTP_1_1");
        }
    }

    @Test
    @DisplayName("RFC 9110 §4.3.4: a certificate for another name is another server's, whatever its address")
    void believes_no_certificate_for_another_name() throws Exception {
        assertThat(ask(gateway, "wrong-name.test", "https://wrong.test:" + modern.actualPort()).status()).isEqualTo(502);
        assertThat(REACHED).isEmpty();
    }

    @Test
    void believes_no_certificate_of_an_authority_nobody_named() throws Exception {
        try (TestGateway strict = gateway(Map.of())) {
            assertThat(ask(strict, "unknown.test", "https://right.test:" + modern.actualPort()).status()).isEqualTo(502);
            assertThat(REACHED).isEmpty();
        }
    }

    private static HttpServer h2c(Handler<HttpServerRequest> handler) throws Exception {
        return TestGateway.await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    }

    @Test
    @DisplayName("RFC 9113 §3.3: h2c with prior knowledge, one connection for all, bodies and trailers both ways as far as they go")
    void speaks_http_2_without_tls_where_the_upstream_is_known_to() throws Exception {
        Set<Object> connections = new HashSet<>();
        HttpServer server = h2c(request -> {
            REACHED.add(request);
            connections.add(request.connection());
            request.body().onSuccess(body -> {
                request.response().putHeader("X-Version", request.version().name()).putTrailer("Grpc-Status", "0").write(body);
                request.response().end();
            });
        });
        gateway.lead("h2c.test", "h2c://127.0.0.1:" + server.actualPort());
        for (int i = 0; i < 3; i++) {
            try (Wire wire = new Wire(gateway.port())) {
                String answer = wire.write(TestGateway.request("POST", "h2c.test", "/open", "Content-Length: 4", "TE: trailers", "Connection: TE") + "body").readRaw("grpc-status", "\r\n\r\n");
                assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("x-version: HTTP_2").contains("body").contains("Via: 2 claviger");
            }
        }
        assertThat(connections).hasSize(1);
        HttpServerRequest reached = REACHED.get(0);
        assertThat(reached.authority().toString()).isEqualTo("127.0.0.1:" + server.actualPort());
        assertThat(reached.headers().get("te")).isEqualTo("trailers");
        assertThat(reached.headers().names()).doesNotContain("transfer-encoding", "connection");
    }

    @Test
    @DisplayName("RFC 9113 §8.7: what the upstream says it has not processed may be sent again, a POST too")
    void sends_again_what_was_refused_unprocessed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = h2c(request -> {
            if (asked.incrementAndGet() == 1) {
                request.response().reset(7);
            } else {
                request.response().end("second");
            }
        });
        gateway.lead("refused.test", "h2c://127.0.0.1:" + server.actualPort());
        assertThat(gateway.send("POST", "refused.test", "/open", "Content-Length: 0").body()).isEqualTo("second");
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("RFC 9110 §9.2.2: a request that died with a kept connection is sent again on one that nobody has used, over HTTP/2 too and each time")
    void sends_again_on_a_connection_of_its_own() throws Exception {
        Map<HttpConnection, Integer> asked = new ConcurrentHashMap<>();
        HttpServer server = h2c(request -> {
            if (asked.merge(request.connection(), 1, Integer::sum) == 2) {
                request.connection().close();
            } else {
                request.response().end("whole");
            }
        });
        gateway.lead("dying.test", "h2c://127.0.0.1:" + server.actualPort());
        for (int i = 0; i < 6; i++) {
            assertThat(gateway.send("GET", "dying.test", "/open").body()).isEqualTo("whole");
        }
        assertThat(asked.values()).containsExactlyInAnyOrder(2, 1, 2, 1, 2, 1);
    }

    @Test
    void ends_one_stream_without_the_others() throws Exception {
        AtomicBoolean reset = new AtomicBoolean();
        Set<Object> connections = new HashSet<>();
        HttpServer server = h2c(request -> {
            connections.add(request.connection());
            if (request.headers().contains("X-Hang")) {
                request.response().exceptionHandler(ended -> reset.set(true));
            } else if (request.headers().contains("X-Slow")) {
                request.response().setChunked(true).write("slow");
                vertx.setTimer(900, later -> request.response().end("ly"));
            } else {
                request.response().end("first");
            }
        });
        gateway.lead("streams.test", "h2c://127.0.0.1:" + server.actualPort());
        assertThat(gateway.send("GET", "streams.test", "/open").body()).isEqualTo("first");
        try (Wire slow = new Wire(gateway.port()); Wire hung = new Wire(gateway.port())) {
            slow.write(TestGateway.request("GET", "streams.test", "/open", "X-Slow: 1"));
            hung.write(TestGateway.request("GET", "streams.test", "/open", "X-Hang: 1"));
            assertThat(hung.read().status()).isEqualTo(504);
            assertThat(slow.read().body()).isEqualTo("slowly");
        }
        TestGateway.eventually(reset::get);
        assertThat(connections).hasSize(1);
    }
}
