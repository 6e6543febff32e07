package dev.claviger.token.logout;

import dev.claviger.token.dialect.BodyEncoding;
import dev.claviger.token.exchange.RequestBody;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Puts the end session endpoint on its paths. A request that is posted goes on as the same request by GET: the browser, which sends no cookie along with
 * another site's form, does so then.
 */
@ApplicationScoped
class LogoutRoutes {

    private static final String PATH = "/logout";
    /** Lines of requests longer than this are not read (quarkus.http.limits.max-initial-line-length). */
    private static final int LONGEST_QUERY = 15_000;

    void register(@Observes Router router, LogoutEndpoint endpoint) {
        router.get(PATH).handler(endpoint::handle);
        router.post(PATH).handler(LogoutRoutes::goOnByGet);
        router.post(LogoutPage.ACTION).handler(endpoint::confirm);
    }

    private static void goOnByGet(RoutingContext http) {
        if (BodyEncoding.of(http.request().getHeader("Content-Type")).filter(BodyEncoding.FORM::equals).isEmpty()) {
            ErrorPage.show(http, Problem.malformedRequest());
            return;
        }
        RequestBody.read(http.request()).onSuccess(body -> goOnByGet(http, body.toString()))
                .onFailure(failure -> ErrorPage.show(http, Problem.malformedRequest()));
    }

    private static void goOnByGet(RoutingContext http, String form) {
        if (form.length() > LONGEST_QUERY || !form.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#')) {
            ErrorPage.show(http, Problem.malformedRequest());
        } else {
            Pages.leadTo(http, PATH + "?" + form);
        }
    }
}
