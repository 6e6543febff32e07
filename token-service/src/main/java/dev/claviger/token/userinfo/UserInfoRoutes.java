package dev.claviger.token.userinfo;

import dev.claviger.token.dialect.MessageForm;
import dev.claviger.token.exchange.Exchanges;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts the userinfo endpoint on its path. */
@ApplicationScoped
class UserInfoRoutes {

    void register(@Observes Router router, UserInfoEndpoint endpoint, Exchanges exchanges) {
        router.route("/oauth2/userinfo").handler(http -> endpoint.handle(exchanges.begin(http, MessageForm.LIFECYCLE)));
    }
}
