package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TLS at the data port")
class TlsTest {

    private static Path folder;
    private static TestCertificate standard;
    private static TestCertificate acme;
    private static TestCertificate renewed;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        folder = Files.createTempDirectory("tls");
        standard = TestCertificate.make(folder, "standard", "standard", "localhost");
        acme = TestCertificate.make(folder, "acme", "acme", "acme.api.test", "*.acme.test");
        renewed = TestCertificate.make(folder, "renewed", "acme", "acme.api.test", "*.acme.test");
        gateway = TestGateway.started(Map.of("claviger.gateway.tls.certificate-file", standard.certificateFile().toString(), "claviger.gateway.tls.key-file", standard.keyFile().toString(),
                "claviger.gateway.tls.certificates.acme.certificate-file", acme.certificateFile().toString(), "claviger.gateway.tls.certificates.acme.key-file", acme.keyFile().toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    /** Believes every certificate, so that a test can look at it. */
    private static final X509TrustManager CREDULOUS = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private static SSLSocket connect(String host, String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {CREDULOUS}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(new Socket("127.0.0.1", gateway.port()), "127.0.0.1", gateway.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if (host != null) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate shownTo(String host) throws Exception {
        try (SSLSocket socket = connect(host)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String get(SSLSocket socket, String host) throws IOException {
        socket.getOutputStream().write(TestGateway.request("GET", host, "/open", "Connection: close").getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void serves_https_and_tells_the_upstream() throws Exception {
        try (SSLSocket socket = connect(null)) {
            assertThat(get(socket, TestGateway.HOST)).startsWith("HTTP/1.1 200").endsWith("answer of acme");
        }
        assertThat(gateway.acme.last().headers().get("X-Forwarded-Proto")).isEqualTo("https");
    }

    @Test
    @DisplayName("RFC 9113 §3.2: HTTP/2 is agreed on by ALPN, HTTP/1.1 for who wants that")
    void speaks_http_2_with_who_asks_for_it() throws Exception {
        try (SSLSocket socket = connect(TestGateway.HOST, "h2", "http/1.1"); Http2Wire wire = new Http2Wire(socket)) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open").body()).isEqualTo("answer of acme");
            assertThat(gateway.acme.last().headers().get("X-Forwarded-Proto")).isEqualTo("https");
        }
        try (SSLSocket socket = connect(TestGateway.HOST, "http/1.1")) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
            assertThat(get(socket, TestGateway.HOST)).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource({"acme.api.test, acme", "ACME.api.test, acme", "sandbox.acme.test, acme", "a.b.acme.test, standard", "acme.test, standard", "globex.api.test, standard", "localhost, standard"})
    @DisplayName("RFC 9525 §6.3: each host gets the certificate that names it; a wildcard stands for one label")
    void shows_each_host_its_certificate(String host, String name) throws Exception {
        assertThat(shownTo(host).getSubjectX500Principal().getName()).isEqualTo("CN=" + name);
    }

    @Test
    void shows_the_standard_certificate_to_who_names_no_host() throws Exception {
        assertThat(shownTo(null)).isEqualTo(standard.certificate());
    }

    @ParameterizedTest
    @CsvSource({"acme.api.test, globex.api.test, 421", "acme.api.test, sandbox.acme.test, 421", "acme.api.test, acme.api.test, 200", "unknown.test, globex.api.test, 200", "a.acme.test, acme.api.test, 200"})
    @DisplayName("RFC 9110 §7.4: a connection made for one environment's host carries no request for another's")
    void refuses_requests_for_another_environment_than_the_connection(String named, String asked, int status) throws Exception {
        try (SSLSocket socket = connect(named)) {
            assertThat(get(socket, asked)).startsWith("HTTP/1.1 " + status);
        }
        try (SSLSocket socket = connect(named, "h2"); Http2Wire wire = new Http2Wire(socket)) {
            assertThat(wire.exchange("GET", asked, "/open").status()).isEqualTo(status);
        }
    }

    @Test
    void serves_changed_certificates_without_dropping_a_connection_and_never_broken_ones() throws Exception {
        try (SSLSocket kept = connect(TestGateway.HOST, "h2"); Http2Wire wire = new Http2Wire(kept)) {
            Files.writeString(acme.certificateFile(), "no certificate");
            TestGateway.eventually(() -> gateway.parts.certificates().problem().isPresent());
            assertThat(gateway.parts.certificates().problem().get()).contains("certificates.acme").contains("no certificate chain");
            assertThat(gateway.registry.counter("claviger.tls.reload", "outcome", "refused").count()).isPositive();
            assertThat(shownTo(TestGateway.HOST)).isEqualTo(acme.certificate());

            Files.copy(renewed.certificateFile(), acme.certificateFile(), StandardCopyOption.REPLACE_EXISTING);
            TestGateway.eventually(() -> gateway.parts.certificates().problem().filter(told -> told.contains("not that of the certificate")).isPresent());
            assertThat(shownTo(TestGateway.HOST)).isEqualTo(acme.certificate());

            Files.copy(renewed.keyFile(), acme.keyFile(), StandardCopyOption.REPLACE_EXISTING);
            TestGateway.eventually(() -> gateway.parts.certificates().problem().isEmpty());
            assertThat(shownTo(TestGateway.HOST)).isEqualTo(renewed.certificate());
            assertThat(gateway.registry.counter("claviger.tls.reload", "outcome", "accepted").count()).isEqualTo(1);
            assertThat(wire.exchange("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        }
    }

    @Test
    void does_not_start_with_a_certificate_that_cannot_be_served() throws Exception {
        TestCertificate ended = TestCertificate.make(folder, "ended", "ended", Instant.now().minus(Duration.ofDays(30)), Instant.now().minus(Duration.ofDays(29)), "localhost");
        assertThatThrownBy(() -> TestGateway.started(Map.of("claviger.gateway.tls.certificate-file", ended.certificateFile().toString(), "claviger.gateway.tls.key-file", ended.keyFile().toString())))
                .hasStackTraceContaining("valid only from");
        assertThatThrownBy(() -> TestGateway.started(Map.of("claviger.gateway.tls.certificate-file", ended.certificateFile().toString())))
                .hasStackTraceContaining("go together");
    }
}
