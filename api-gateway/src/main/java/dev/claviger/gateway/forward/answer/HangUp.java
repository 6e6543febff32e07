package dev.claviger.gateway.forward.answer;

import dev.claviger.gateway.caller.Closing;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends an exchange with an upstream before it is over. */
public final class HangUp {

    /** RFC 9113 §7: the stream is no longer needed. */
    private static final long CANCEL = 8;

    private HangUp() {
    }

    /** HTTP/2 ends one stream, HTTP/1.1 the connection. */
    public static void on(HttpClientRequest outbound) {
        outbound.reset(CANCEL);
        if (outbound.version() != HttpVersion.HTTP_2 && outbound.connection() instanceof ConnectionBase connection) {
            Closing.of(connection);
        }
    }
}
