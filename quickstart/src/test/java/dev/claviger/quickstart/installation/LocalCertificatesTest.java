package dev.claviger.quickstart.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificatesTest {

    /** Of all tests: an authority is made once in a folder, by whoever comes first. */
    @TempDir
    private static Path folder;

    @Test
    void the_authority_vouches_for_every_name_the_demo_uses_and_is_made_once() throws Exception {
        Blueprint blueprint = TestBlueprint.in(folder.resolve("old"), true, Map.of());
        LocalCertificates.make(blueprint);
        X509Certificate authority = certificate(LocalCertificates.authority(blueprint));
        X509Certificate server = certificate(LocalCertificates.certificate(blueprint));

        server.verify(authority.getPublicKey());
        assertThat(server.getSubjectAlternativeNames()).extracting(name -> (Object) name.get(1)).containsAll(List.of(
                "localhost", "*.localhost", "acme.api.localhost", "*.api.localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(Files.readString(LocalCertificates.key(blueprint))).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(LocalCertificates.trust(LocalCertificates.authority(blueprint))).isNotNull();

        LocalCertificates.make(blueprint);
        assertThat(certificate(LocalCertificates.authority(blueprint))).isEqualTo(authority);
    }

    @Test
    void while_one_authority_follows_another_both_are_believed() throws Exception {
        Blueprint old = TestBlueprint.in(folder.resolve("old"), true, Map.of());
        Blueprint successor = TestBlueprint.in(folder.resolve("new"), true, Map.of());
        LocalCertificates.make(old);
        LocalCertificates.make(successor);
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(LocalCertificates.authority(old)) + Files.readString(LocalCertificates.authority(successor)));

        X509TrustManager trust = LocalCertificates.trustManager(Optional.of(both));
        assertThat(trust.getAcceptedIssuers()).containsExactlyInAnyOrder(certificate(LocalCertificates.authority(old)), certificate(LocalCertificates.authority(successor)));
        trust.checkServerTrusted(new X509Certificate[] {certificate(LocalCertificates.certificate(successor))}, "ECDHE_ECDSA");
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
