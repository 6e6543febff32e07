package dev.claviger.token.logout;

import dev.claviger.token.browser.PostedRequests;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts the end session endpoint on its paths. */
@ApplicationScoped
class LogoutRoutes {

    private static final String PATH = "/logout";

    void register(@Observes Router router, LogoutEndpoint endpoint) {
        router.get(PATH).handler(endpoint::handle);
        router.post(PATH).handler(http -> PostedRequests.goOnByGet(http, PATH));
        router.post(LogoutPage.ACTION).handler(endpoint::confirm);
    }
}
