package dev.claviger.gateway.port.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A certificate that can be served: with its chain, its key, and the hosts it is for. Its text tells nothing of the key. */
final class ServedCertificate {

    private static final int DNS_NAME = 2;

    private final X509Certificate[] chain;
    private final PrivateKey key;

    ServedCertificate(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain.clone();
        this.key = key;
    }

    X509Certificate[] chain() {
        return chain.clone();
    }

    PrivateKey key() {
        return key;
    }

    String keyType() {
        return key.getAlgorithm();
    }

    Instant end() {
        return chain[0].getNotAfter().toInstant();
    }

    /** Lower case; RFC 9525 §6.3: of the subject's alternative names alone. {@code *.x} stands for one label. */
    List<String> hosts() {
        try {
            Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
            List<String> hosts = new ArrayList<>();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(DNS_NAME)) {
                    hosts.add(name.get(1).toString().toLowerCase(Locale.ROOT));
                }
            }
            return hosts;
        } catch (CertificateParsingException malformed) {
            throw new UnusableCertificate("its alternative names cannot be read");
        }
    }
}
