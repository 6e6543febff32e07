package dev.claviger.gateway.caller;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;

/** The host a caller named before TLS was up (RFC 6066 §3). */
public final class ServerName {

    private ServerName() {
    }

    /** @return lower case; null without TLS, and when none was named */
    public static String of(HttpServerRequest request) {
        if (request.isSSL() && request.connection().sslSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName named : session.getRequestedServerNames()) {
                if (named instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return null;
    }
}
