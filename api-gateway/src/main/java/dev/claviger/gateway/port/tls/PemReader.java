package dev.claviger.gateway.port.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import javax.net.ssl.X509KeyManager;

/** Reads a certificate with its key, and finds out before callers do that they do not belong together or are not valid now. */
final class PemReader {

    private static final List<String> KEY_TYPES = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");
    private static final byte[] PROBE = {1, 2, 3};

    private final Vertx vertx;
    private final Clock clock;

    PemReader(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** @throws UnusableCertificate without any of the files' content in its message */
    ServedCertificate read(byte[] certificate, byte[] key) {
        try {
            X509KeyManager pair = (X509KeyManager) new PemKeyCertOptions().setCertValue(Buffer.buffer(certificate)).setKeyValue(Buffer.buffer(key))
                    .getKeyManagerFactory(vertx).getKeyManagers()[0];
            for (String type : KEY_TYPES) {
                String[] aliases = pair.getServerAliases(type, null);
                if (aliases != null && aliases.length > 0) {
                    return checked(pair.getCertificateChain(aliases[0]), pair.getPrivateKey(aliases[0]));
                }
            }
        } catch (UnusableCertificate unusable) {
            throw unusable;
        } catch (Exception malformed) {
            throw new UnusableCertificate("no certificate chain and private key in PEM");
        }
        throw new UnusableCertificate("the key is of no kind that TLS knows");
    }

    private ServedCertificate checked(X509Certificate[] chain, PrivateKey key) throws GeneralSecurityException {
        Date now = Date.from(clock.instant());
        if (now.after(chain[0].getNotAfter()) || now.before(chain[0].getNotBefore())) {
            throw new UnusableCertificate("valid only from " + chain[0].getNotBefore().toInstant() + " to " + chain[0].getNotAfter().toInstant());
        }
        if (!belongTogether(chain[0], key)) {
            throw new UnusableCertificate("the key is not that of the certificate");
        }
        return new ServedCertificate(chain, key);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        });
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
