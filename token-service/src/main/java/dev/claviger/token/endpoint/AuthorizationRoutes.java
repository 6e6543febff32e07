package dev.claviger.token.endpoint;

import dev.claviger.token.authorize.AuthorizationPath;
import dev.claviger.token.dialect.BodyEncoding;
import dev.claviger.token.exchange.RequestBody;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import java.util.Optional;

/**
 * Puts the authorization endpoint on its paths. A request that is posted (RFC 6749 §3.1, OpenID Connect Core §3.1.2.1) goes on as the same request by
 * GET: the browser, which sends no cookie along with another site's form, does so then.
 */
@ApplicationScoped
class AuthorizationRoutes {

    /** Lines of requests longer than this are not read (quarkus.http.limits.max-initial-line-length). */
    private static final int LONGEST_QUERY = 15_000;

    void register(@Observes Router router, AuthorizationEndpoint endpoint) {
        for (AuthorizationPath path : AuthorizationPath.values()) {
            router.get(path.path()).handler(http -> endpoint.handle(http, path));
            router.post(path.path()).handler(http -> goOnByGet(http, path));
        }
    }

    private static void goOnByGet(RoutingContext http, AuthorizationPath path) {
        if (BodyEncoding.of(http.request().getHeader("Content-Type")).filter(BodyEncoding.FORM::equals).isEmpty()) {
            ErrorPage.show(http, Problem.malformedRequest());
            return;
        }
        RequestBody.read(http.request())
                .onSuccess(body -> goOnByGet(http, path, query(http.request(), body.toString())))
                .onFailure(failure -> ErrorPage.show(http, Problem.malformedRequest()));
    }

    private static void goOnByGet(RoutingContext http, AuthorizationPath path, String query) {
        if (query.length() > LONGEST_QUERY || !query.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#')) {
            ErrorPage.show(http, Problem.malformedRequest());
        } else {
            Pages.leadTo(http, path.path() + "?" + query);
        }
    }

    /** What came in both places is found to be repeated there. */
    private static String query(HttpServerRequest request, String form) {
        return Optional.ofNullable(request.query()).filter(query -> !query.isEmpty()).map(query -> query + "&" + form).orElse(form);
    }
}
