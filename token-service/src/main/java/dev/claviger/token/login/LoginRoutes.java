package dev.claviger.token.login;

import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where the forms of signing in are sent. */
@ApplicationScoped
class LoginRoutes {

    void register(@Observes Router router, LoginEndpoint endpoint) {
        router.post(LoginPage.ACTION).handler(endpoint::password);
        router.post(LoginPage.CODE_ACTION).handler(endpoint::oneTimePassword);
        router.get(LoginPage.ACTION).handler(LoginRoutes::explain);
        router.get(LoginPage.CODE_ACTION).handler(LoginRoutes::explain);
    }

    /** Whoever opens the address of a form instead of sending it. */
    private static void explain(RoutingContext http) {
        ErrorPage.show(http, Problem.notToBeOpened());
    }
}
