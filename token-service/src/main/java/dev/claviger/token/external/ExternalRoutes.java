package dev.claviger.token.external;

import dev.claviger.token.login.LoginPage;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Problem;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where browsers leave for a tenant's provider, and come back from it. */
@ApplicationScoped
class ExternalRoutes {

    void register(@Observes Router router, DepartureEndpoint departure, ReturnEndpoint arrival) {
        router.post(LoginPage.ELSEWHERE).handler(departure::handle);
        router.get(LoginPage.ELSEWHERE).handler(http -> ErrorPage.show(http, Problem.notToBeOpened()));
        router.get(Providers.PATH + ":tenant").handler(arrival::handle);
    }
}
