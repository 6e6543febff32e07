package dev.claviger.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.claviger.quickstart.installation.LocalCertificates;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server with a certificate for 127.0.0.1, for a hundred days from now, and clocks that are elsewhere. */
class CertificateCheckTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;
    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("server.p12");
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-validity", "100", "-ext", "san=ip:127.0.0.1",
                "-ext", "bc:c=ca:true", "-alias", "test", "-keystore", store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(keys.getCertificate("test").getEncoded()) + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write('x');
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | ok    tls | for 99 more days", "85 | WARN  tls | for 14 more days", "98 | FAIL  tls | for 1 more days: then every caller refuses it", "101 | FAIL  tls | that ended on",
        "-3 | FAIL  tls | begins only on"})
    void the_life_of_a_certificate_is_told_in_time(int days, String start, String words) {
        CertificateCheck check = new CertificateCheck(LocalCertificates.trustManager(Optional.of(folder.resolve("ca.pem"))), Clock.offset(Clock.systemUTC(), Duration.ofDays(days)));
        assertThat(check.examine(at("127.0.0.1")).line()).startsWith(start).contains(words);
    }

    @Test
    void a_certificate_of_nobody_we_trust_is_a_failure() {
        CertificateCheck check = new CertificateCheck(LocalCertificates.trustManager(Optional.empty()), Clock.systemUTC());
        assertThat(check.examine(at("127.0.0.1")).line()).startsWith("FAIL  tls").contains("CN=test, whom nobody here trusts", "--cacert");
    }

    @Test
    void a_certificate_for_another_name_is_a_failure() {
        CertificateCheck check = new CertificateCheck(LocalCertificates.trustManager(Optional.of(folder.resolve("ca.pem"))), Clock.systemUTC());
        assertThat(check.examine(at("127.0.0.2")).line()).startsWith("FAIL  tls").contains("for another name", "issue one with 127.0.0.2");
    }

    @Test
    void a_port_nobody_listens_on_is_a_failure() {
        CertificateCheck check = new CertificateCheck(LocalCertificates.trustManager(Optional.empty()), Clock.systemUTC());
        assertThat(check.examine(URI.create("https://127.0.0.1:9")).line()).startsWith("FAIL  tls").contains("makes no TLS connection");
    }

    private static URI at(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort());
    }
}
