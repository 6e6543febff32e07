package dev.claviger.credential.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.TrustOptions;

/** The JDK's certificate authorities and those of a PEM file, together: an own CA must not shut out the public ones. */
final class TrustedAuthorities {

    private TrustedAuthorities() {
    }

    static TrustOptions withThoseIn(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authorities.setCertificateEntry("own-" + authorities.size(), own);
            }
            for (Certificate known : manager(null).getAcceptedIssuers()) {
                authorities.setCertificateEntry("jdk-" + authorities.size(), known);
            }
            return TrustOptions.wrap(manager(authorities));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new ConfigurationException("claviger.tls.trust-file: " + file + " is not a readable PEM file of certificates", unreadable);
        }
    }

    private static X509TrustManager manager(KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }
}
