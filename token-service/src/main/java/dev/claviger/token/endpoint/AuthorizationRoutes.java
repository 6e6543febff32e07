package dev.claviger.token.endpoint;

import dev.claviger.token.authorize.AuthorizationPath;
import dev.claviger.token.browser.PostedRequests;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts the authorization endpoint on its paths. */
@ApplicationScoped
class AuthorizationRoutes {

    void register(@Observes Router router, AuthorizationEndpoint endpoint) {
        for (AuthorizationPath path : AuthorizationPath.values()) {
            router.get(path.path()).handler(http -> endpoint.handle(http, path));
            router.post(path.path()).handler(http -> PostedRequests.goOnByGet(http, path.path()));
        }
    }
}
