package dev.claviger.token.page;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** How every page is answered: whole, and with everything forbidden that it does not need. */
public final class Pages {

    private Pages() {
    }

    public static void show(RoutingContext http, int status, TemplateInstance page) {
        show(http, status, page, Optional.empty());
    }

    /** @param redirect where the answer to the page's form may lead */
    public static void show(RoutingContext http, int status, TemplateInstance page, Optional<URI> redirect) {
        String html = page.render();
        secured(http, redirect).setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8").end(html);
    }

    /** To another page, by GET whatever was sent here (RFC 9110 §15.4.4). */
    public static void leadTo(RoutingContext http, String location) {
        secured(http, Optional.empty()).setStatusCode(303).putHeader("Location", location).end();
    }

    /** Of a page that is shown once something else is known: what goes wrong about it is a failure as well, and not a browser that waits for ever. */
    public static <T> Function<T, Future<Void>> once(Consumer<T> page) {
        return known -> {
            page.accept(known);
            return Future.succeededFuture();
        };
    }

    private static HttpServerResponse secured(RoutingContext http, Optional<URI> redirect) {
        return http.response()
                .putHeader("Content-Security-Policy", ContentSecurity.policy(redirect))
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
