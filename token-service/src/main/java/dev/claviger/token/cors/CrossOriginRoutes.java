package dev.claviger.token.cors;

import dev.claviger.token.dialect.Dialect;
import dev.claviger.token.dialect.LifecycleDialect;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;

/**
 * Answers preflights (Fetch §4.8) where clients may be pages, and has every answer there say that another origin would be told something else.
 * Introspection is for servers.
 */
@ApplicationScoped
class CrossOriginRoutes {

    private static final int BEFORE_THE_ENDPOINTS = -1;
    private static final String TEN_MINUTES = "600";

    void register(@Observes Router router, Origins origins) {
        Arrays.stream(Dialect.values()).flatMap(dialect -> dialect.paths().stream()).forEach(path -> register(router, path, "POST", origins));
        Arrays.stream(LifecycleDialect.values()).forEach(dialect -> register(router, dialect.revocationPath(), "POST", origins));
        register(router, "/oauth2/userinfo", "GET, POST", origins);
    }

    private static void register(Router router, String path, String methods, Origins origins) {
        router.route(path).order(BEFORE_THE_ENDPOINTS).handler(CrossOriginRoutes::vary);
        router.options(path).order(BEFORE_THE_ENDPOINTS).handler(http -> preflight(http, methods, origins));
    }

    private static void vary(RoutingContext http) {
        http.response().putHeader("Vary", "Origin");
        http.next();
    }

    private static void preflight(RoutingContext http, String methods, Origins origins) {
        String origin = http.request().getHeader("Origin");
        if (origin == null || http.request().getHeader("Access-Control-Request-Method") == null) {
            http.next();
            return;
        }
        origins.isAllowed(origin).onSuccess(allowed -> answer(http.response(), allowed, origin, methods));
    }

    private static void answer(HttpServerResponse response, boolean isAllowed, String origin, String methods) {
        if (isAllowed) {
            response.putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Access-Control-Allow-Methods", methods)
                    .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type")
                    .putHeader("Access-Control-Max-Age", TEN_MINUTES);
        }
        response.setStatusCode(isAllowed ? 204 : 403).putHeader("Cache-Control", "no-store").end();
    }
}
