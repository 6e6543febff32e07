package dev.claviger.gateway;

import dev.claviger.gateway.forward.UpstreamConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Makes the clients for outgoing connections. Every default of Vert.x that matters is set here: its pool of 5, its
 * endless queue and its 60 seconds of keeping idle connections, which most servers have closed by then.
 */
final class OutgoingConnections {

    private static final int WAITING_PER_CONNECTION = 4;
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final int LARGEST_HEAD = 64 * 1024;

    private final UpstreamConfig config;
    private final Optional<TrustOptions> trust;

    OutgoingConnections(UpstreamConfig config, Optional<Path> trustFile) {
        this.config = config;
        this.trust = trustFile.map(OutgoingConnections::trusting);
    }

    /** To upstreams, for one event loop. */
    HttpClient upstreams(Vertx vertx) {
        int most = config.poolSize();
        return vertx.createHttpClient(options(), new PoolOptions().setHttp1MaxSize(most).setMaxWaitQueueSize(most * WAITING_PER_CONNECTION));
    }

    /** To token-service's keys. */
    HttpClient issuer(Vertx vertx) {
        return vertx.createHttpClient(options(), new PoolOptions().setHttp1MaxSize(2).setMaxWaitQueueSize(WAITING_PER_CONNECTION));
    }

    private HttpClientOptions options() {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS).setMaxHeaderSize(LARGEST_HEAD).setTcpNoDelay(true);
        trust.ifPresent(options::setTrustOptions);
        return options;
    }

    private static TrustOptions trusting(Path file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (X509Certificate authority : authoritiesOfTheJdk()) {
                store.setCertificateEntry("jdk-" + count++, authority);
            }
            try (InputStream pem = Files.newInputStream(file)) {
                for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    store.setCertificateEntry("file-" + count++, authority);
                }
            }
            return TrustOptions.wrap((X509TrustManager) managers(store)[0]);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException("claviger.tls.trust-file: " + file + " is no PEM file of certificates", unusable);
        }
    }

    private static X509Certificate[] authoritiesOfTheJdk() throws GeneralSecurityException {
        return ((X509TrustManager) managers(null)[0]).getAcceptedIssuers();
    }

    /** @param store null for the JDK's own */
    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
