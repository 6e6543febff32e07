package dev.claviger.gateway.port.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate of a handshake by the host the caller names (RFC 6066 §3). The certificates can be replaced at any time: handshakes
 * begin with the new ones at once, and those under way and connections that are up do not notice.
 */
final class CertificateChoice extends X509ExtendedKeyManager {

    private volatile CertificatesByHost current;
    private volatile CertificatesByHost before;

    CertificateChoice(CertificatesByHost first) {
        this.current = first;
        this.before = first;
    }

    void replace(CertificatesByHost next) {
        before = current;
        current = next;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return current.alias(keyType, named(engine));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        ServedCertificate certificate = certificate(alias);
        return certificate == null ? null : certificate.chain();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        ServedCertificate certificate = certificate(alias);
        return certificate == null ? null : certificate.key();
    }

    private ServedCertificate certificate(String alias) {
        ServedCertificate certificate = current.certificate(alias);
        return certificate == null ? before.certificate(alias) : certificate;
    }

    private static String named(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return null;
    }

    /** Sockets and clients have no part in the data port. */
    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
