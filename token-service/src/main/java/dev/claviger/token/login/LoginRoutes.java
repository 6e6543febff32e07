package dev.claviger.token.login;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where the forms of signing in are sent. */
@ApplicationScoped
class LoginRoutes {

    void register(@Observes Router router, LoginEndpoint endpoint) {
        router.post(LoginPage.ACTION).handler(endpoint::password);
        router.post(LoginPage.CODE_ACTION).handler(endpoint::oneTimePassword);
    }
}
