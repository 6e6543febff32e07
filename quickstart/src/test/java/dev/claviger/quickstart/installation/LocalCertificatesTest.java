package dev.claviger.quickstart.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificatesTest {

    @TempDir
    private Path folder;

    @Test
    void the_authority_vouches_for_every_name_the_demo_uses_and_is_made_once() throws Exception {
        Blueprint blueprint = TestBlueprint.in(folder, true, Map.of());
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

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
