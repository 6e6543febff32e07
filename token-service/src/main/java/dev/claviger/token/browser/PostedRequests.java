package dev.claviger.token.browser;

import dev.claviger.token.dialect.BodyEncoding;
import dev.claviger.token.exchange.RequestBody;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.util.Optional;

/**
 * Requests that may be posted from another site (RFC 6749 §3.1, OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2). They go on as the same request
 * by GET: the browser, which sends no cookie along with another site's form, does so then.
 */
public final class PostedRequests {

    /** Lines of requests longer than this are not read (quarkus.http.limits.max-initial-line-length). */
    private static final int LONGEST_QUERY = 15_000;

    private PostedRequests() {
    }

    /** @param path where the request goes on; what came in its query as well as in its form is found to be repeated there */
    public static void goOnByGet(RoutingContext http, String path) {
        if (BodyEncoding.of(http.request().getHeader("Content-Type")).filter(BodyEncoding.FORM::equals).isEmpty()) {
            ErrorPage.show(http, Problem.malformedRequest());
            return;
        }
        RequestBody.read(http.request())
                .onSuccess(body -> goOnByGet(http, path, query(http.request(), body.toString())))
                .onFailure(failure -> ErrorPage.show(http, Problem.malformedRequest()));
    }

    private static void goOnByGet(RoutingContext http, String path, String query) {
        if (query.length() > LONGEST_QUERY || !query.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#')) {
            ErrorPage.show(http, Problem.malformedRequest());
        } else {
            Pages.leadTo(http, path + "?" + query);
        }
    }

    private static String query(HttpServerRequest request, String form) {
        return Optional.ofNullable(request.query()).filter(query -> !query.isEmpty()).map(query -> query + "&" + form).orElse(form);
    }
}
