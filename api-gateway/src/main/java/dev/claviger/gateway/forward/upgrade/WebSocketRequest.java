package dev.claviger.gateway.forward.upgrade;

import dev.claviger.gateway.caller.CallerStream;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** The request for a WebSocket (RFC 6455 §4.1). Every other upgrade is ignored, as a server may (RFC 9110 §7.8). */
public final class WebSocketRequest {

    static final String PROTOCOL = "websocket";

    private WebSocketRequest() {
    }

    public static boolean is(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return headers.contains(HttpHeaders.UPGRADE) && request.version() == HttpVersion.HTTP_1_1 && request.method() == HttpMethod.GET
                && PROTOCOL.equalsIgnoreCase(headers.get(HttpHeaders.UPGRADE)) && namesUpgrade(headers)
                && !CallerStream.hasBody(request);
    }

    /** RFC 9110 §7.8: {@code Connection} is a list. */
    private static boolean namesUpgrade(MultiMap headers) {
        for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : value.split(",")) {
                if (name.trim().equalsIgnoreCase("upgrade")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What belongs to the connection was not copied. */
    public static void write(MultiMap outbound) {
        outbound.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE).set(HttpHeaders.UPGRADE, PROTOCOL);
    }
}
