package dev.claviger.quickstart.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What a server shows who connects: whether the chain leads to a trusted authority, is for this name, and for how long. Two handshakes: the first takes any
 * certificate, only to look at it, and nothing is sent through; the second is strict.
 */
final class CertificateCheck {

    private static final String SUBJECT = "tls";
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HTTPS = 443;
    private static final Duration SOON = Duration.ofDays(21);
    private static final Duration VERY_SOON = Duration.ofDays(3);
    private static final String RENEW = "renew it (docs/operations/runbook/CertificateExpiring.md)";

    private final X509TrustManager trusted;
    private final Clock clock;

    CertificateCheck(X509TrustManager trusted, Clock clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    Finding examine(URI url) {
        String server = url.getHost() + ":" + port(url);
        X509Certificate[] chain;
        try {
            chain = handshake(url, new Looking(), false);
        } catch (IOException | GeneralSecurityException e) {
            return Finding.failure(SUBJECT, server + " makes no TLS connection: " + e.getMessage(), "see whether it listens there, and with TLS");
        }
        Finding life = life(server, chain);
        if (life.level() == Finding.Level.FAILURE) {
            return life;
        }
        try {
            trusted.checkServerTrusted(chain, "UNKNOWN");
        } catch (CertificateException e) {
            return Finding.failure(SUBJECT, server + " shows a certificate of " + chain[chain.length - 1].getIssuerX500Principal() + ", whom nobody here trusts",
                    "let it send its whole chain, or name the authority: --cacert FILE here, claviger.tls.trust-file for the services");
        }
        try {
            handshake(url, trusted, true);
            return life;
        } catch (IOException | GeneralSecurityException e) {
            return Finding.failure(SUBJECT, server + " shows a certificate for another name: " + e.getMessage(), "issue one with " + url.getHost() + " among its subject alternative names");
        }
    }

    /** The first of the chain to end decides. */
    private Finding life(String server, X509Certificate[] chain) {
        Instant now = clock.instant();
        Instant end = Arrays.stream(chain).map(certificate -> certificate.getNotAfter().toInstant()).min(Comparator.naturalOrder()).orElseThrow();
        Duration left = Duration.between(now, end);
        String text = server + " has a certificate for " + left.toDays() + " more days";
        if (left.isNegative() || chain[0].getNotBefore().toInstant().isAfter(now)) {
            return Finding.failure(SUBJECT, server + " shows a certificate that " + (left.isNegative() ? "ended on " + end : "begins only on " + chain[0].getNotBefore().toInstant())
                    + ": every caller refuses it", RENEW);
        }
        if (left.compareTo(VERY_SOON) < 0) {
            return Finding.failure(SUBJECT, text + ": then every caller refuses it", RENEW);
        }
        return left.compareTo(SOON) < 0 ? Finding.warning(SUBJECT, text + ": whatever renews it should have done so", RENEW) : Finding.well(SUBJECT, text);
    }

    private static X509Certificate[] handshake(URI url, X509TrustManager judge, boolean forName) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {judge}, null);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(url.getHost(), port(url)), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, url.getHost(), port(url), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                if (forName) {
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                }
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return Arrays.copyOf(socket.getSession().getPeerCertificates(), socket.getSession().getPeerCertificates().length, X509Certificate[].class);
            }
        }
    }

    private static int port(URI url) {
        return url.getPort() < 0 ? HTTPS : url.getPort();
    }

    /** Believes everything, for what goes through its connections is only looked at. */
    private static final class Looking implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authentication) {
            // no client connects here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authentication) {
            // judged afterwards, when it is known what there is to judge
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
