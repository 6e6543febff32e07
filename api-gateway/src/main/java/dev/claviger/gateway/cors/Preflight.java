package dev.claviger.gateway.cors;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/**
 * The question a browser asks before a script's request (Fetch §3.2.2). It carries no token and never reaches an upstream; the answer says what the
 * route table says, to everybody alike, and no more.
 */
public final class Preflight {

    private static final String REMEMBERED_SECONDS = "600";
    /** {@code *} does not stand for Authorization (Fetch §3.2.3). */
    private static final String ALLOWED_HEADERS = "*, Authorization";

    private Preflight() {
    }

    /** Any other OPTIONS is an ordinary request, with a body too, as is each where the environment leaves other origins to its upstream. */
    public static boolean mayBe(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD) && !CallerStream.hasBody(request);
    }

    /**
     * @param methods what the host has on this path
     * @throws Refused 404 when that is none
     */
    public static void answer(HttpServerRequest request, Environment environment, Set<String> methods) {
        if (methods.isEmpty()) {
            throw new Refused(Refusal.PATH_UNKNOWN);
        }
        HttpServerResponse response = request.response().setStatusCode(204);
        if (CorsHeaders.allowed(environment.corsOrigins(), request.headers()) != null) {
            response.putHeader(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
            response.putHeader(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
            response.putHeader(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS);
        }
        response.end();
    }
}
