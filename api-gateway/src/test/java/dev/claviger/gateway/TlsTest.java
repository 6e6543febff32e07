package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class TlsTest {

    @Test
    void serves_https_from_pem_files_and_tells_the_upstream() throws Exception {
        Path folder = Files.createTempDirectory("tls");
        Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias", "a", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
                "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-storepass", "changeit", "-keystore", folder.resolve("k.p12").toString()).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(folder.resolve("k.p12").toFile(), "changeit".toCharArray());
        Path certificate = pem(folder.resolve("cert.pem"), "CERTIFICATE", store.getCertificate("a").getEncoded());
        Path key = pem(folder.resolve("key.pem"), "PRIVATE KEY", store.getKey("a", "changeit".toCharArray()).getEncoded());

        try (TestGateway gateway = TestGateway.started(Map.of("claviger.gateway.tls.certificate-file", certificate.toString(), "claviger.gateway.tls.key-file", key.toString(),
                "claviger.tls.trust-file", certificate.toString()))) {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            SSLContext context = SSLContext.getInstance("TLS");
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("a", store.getCertificate("a"));
            trust.init(anchors);
            context.init(null, trust.getTrustManagers(), null);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", gateway.port())) {
                socket.getOutputStream().write(TestGateway.request("GET", TestGateway.HOST, "/open", "Connection: close").getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200").endsWith("answer of acme");
            }
            assertThat(gateway.acme.last().headers().get("X-Forwarded-Proto")).isEqualTo("https");
        }
    }

    private static Path pem(Path file, String type, byte[] der) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
