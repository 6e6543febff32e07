package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.Demo;
import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.LocalCertificates;
import dev.claviger.quickstart.installation.Ports;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code --tls}: the same, all of it over https under a certificate authority of the folder's own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("apart")
class TlsTest {

    private static TestClaviger claviger;

    /** As in the middle of a rotation: two authorities are believed, and certificate and key are replaced while the others' tests run. */
    @BeforeAll
    static void start() throws Exception {
        Blueprint other = TestClaviger.blueprint("another authority", true, Map.of());
        Path both = Path.of("target", "installation over https", "both.pem").toAbsolutePath();
        Blueprint blueprint = TestClaviger.blueprint("installation over https", true,
                Map.of("claviger.tls.trust-file", both.toString()));
        for (Blueprint authority : List.of(other, blueprint)) {
            Files.createDirectories(authority.folder());
            LocalCertificates.make(authority);
        }
        Files.writeString(both, Files.readString(other.folder().resolve("ca.pem")) + Files.readString(blueprint.folder().resolve("ca.pem")));
        claviger = TestClaviger.start(blueprint);
        LocalCertificates.renew(blueprint);
    }

    @AfterAll
    static void stop() {
        claviger.close();
    }

    @Test
    void the_story_is_told_over_https() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Demo.tell(new PrintStream(out, true, StandardCharsets.UTF_8), claviger.local());

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("curl -s --cacert").contains("https://")
                .doesNotContain("http://").containsPattern("\\d+ ms from the revocation");
    }

    @Test
    @DisplayName("A client that writes https:// itself, as Lucidtech's SDKs do, needs only the authority")
    void a_client_that_insists_on_https_works() {
        Shell shell = new Shell(claviger);
        String token = shell.run("""
                curl -s --cacert ca.pem -X POST "$ISSUER/oauth2/token?grant_type=client_credentials" \
                  -u "$CLIENT_ID:$CLIENT_SECRET" | sed 's/.*"access_token":"//; s/".*//'""");

        assertThat(shell.status("--cacert ca.pem -H \"Host: $GATEWAY_HOST\" -H 'Authorization: Bearer " + token
                + "' \"$GATEWAY_URL$PROTECTED_PATH\"")).isEqualTo(200);
        assertThat(shell.status("--cacert ca.pem --resolve " + DemoData.HOST + ":" + port() + ":127.0.0.1 -H 'Authorization: Bearer "
                + token + "' \"https://$GATEWAY_HOST:" + port() + "$PROTECTED_PATH\"")).as("by name").isEqualTo(200);
    }

    @Test
    @DisplayName("Lucidtech's credentials file has no scheme in it, and means https")
    void a_token_is_fetched_over_https_with_the_credentials_file_and_the_authority(@TempDir Path home) throws Exception {
        Path folder = claviger.installation().blueprint().folder();
        String file = claviger.installation().blueprint().clientsFolder().resolve("lucidtech.cfg").toString();

        CommandLine.Said token = new CommandLine(home).run(Map.of(), "token", "--credentials", file, "--cacert", folder.resolve("ca.pem").toString());
        CommandLine.Said stranger = new CommandLine(home).run(Map.of(), "token", "--credentials", file);

        assertThat(token.status()).as(token.err()).isZero();
        assertThat(claviger.get("lucidtech.api.localhost", "/v1/documents", token.out().strip()).status()).isEqualTo(200);
        assertThat(stranger.status()).as("an authority nobody trusts").isEqualTo(1);
    }

    @Test
    void the_doctor_sees_the_certificates_as_callers_do(@TempDir Path home) throws Exception {
        Blueprint blueprint = claviger.installation().blueprint();
        String[] where = {"doctor", "--issuer", blueprint.issuer(), "--gateway", blueprint.gateway().toString(), "--admin", blueprint.credentialService().toString()};
        String[] trusting = Stream.concat(Stream.of(where), Stream.of("--cacert", blueprint.folder().resolve("ca.pem").toString())).toArray(String[]::new);

        CommandLine.Said said = new CommandLine(home).run(Map.of(), trusting);
        CommandLine.Said stranger = new CommandLine(home).run(Map.of(), where);

        assertThat(said.out().lines()).as(said.err()).filteredOn(line -> line.startsWith("ok    tls")).hasSize(3).allMatch(line -> line.contains("more days"));
        assertThat(said.status()).isZero();
        assertThat(stranger.out().lines()).filteredOn(line -> line.startsWith("FAIL  tls")).hasSize(3).allMatch(line -> line.contains("whom nobody here trusts"));
        assertThat(stranger.status()).isEqualTo(2);
    }

    @Test
    void nobody_answers_in_clear() {
        Shell shell = new Shell(claviger);

        assertThat(shell.status("\"http://localhost:" + claviger.installation().blueprint().ports().token() + "/oauth2/jwks\""))
                .isNotEqualTo(200);
        assertThat(shell.status("\"http://127.0.0.1:" + port() + "$PROTECTED_PATH\"")).isNotIn(200, 401);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("docs/operations/rotation.md: the gateway reads its certificate again, the others with their next start")
    void every_service_serves_the_renewed_certificate() throws Exception {
        Path folder = claviger.installation().blueprint().folder();
        X509Certificate renewed;
        try (InputStream pem = Files.newInputStream(folder.resolve("tls/certificate.pem"))) {
            renewed = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        Ports ports = claviger.installation().blueprint().ports();
        claviger.await(Duration.ofSeconds(10), () -> renewed.equals(served(folder.resolve("ca.pem"), ports.gateway())));
        for (Service service : List.of(Service.CREDENTIAL, Service.TOKEN)) {
            ServiceProcess process = claviger.installation().service(service);
            process.terminate();
            process.awaitEnd();
            process.start();
            process.awaitReady();
        }
        assertThat(served(folder.resolve("ca.pem"), ports.token())).isEqualTo(renewed);
        assertThat(served(folder.resolve("ca.pem"), ports.credential())).isEqualTo(renewed);
    }

    /** By a context of its own each time, which remembers no session. */
    private static Certificate served(Path authority, int port) {
        try (SSLSocket socket = (SSLSocket) LocalCertificates.trust(authority).getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException("on port " + port, e);
        }
    }

    private static int port() {
        return claviger.installation().blueprint().ports().gateway();
    }
}
