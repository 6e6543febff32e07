package dev.claviger.token.signing;

import org.jboss.logging.Logger;

import java.lang.reflect.InvocationTargetException;

/**
 * The Amazon Corretto Crypto Provider where its native code loads, which signs several times faster than the JDK's own;
 * the JDK's where it does not. Tokens are the same.
 */
final class CryptoProvider {

    private static final Logger LOG = Logger.getLogger(CryptoProvider.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private CryptoProvider() {
    }

    static void install() {
        try {
            // By name: there is a jar for some platforms only, and none may be needed to compile or to start.
            Class<?> corretto = Class.forName(CORRETTO);
            corretto.getMethod("install").invoke(null);
            Object provider = corretto.getField("INSTANCE").get(null);
            corretto.getMethod("assertHealthy").invoke(provider);
            LOG.infof("Signing with %s", provider);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException absent) {
            LOG.infof("Signing with the JDK's own cryptography (%s)", reason(absent));
        }
    }

    private static String reason(Throwable absent) {
        return absent instanceof InvocationTargetException wrapped ? wrapped.getCause().toString() : absent.toString();
    }
}
