package dev.claviger.token.revocation;

import dev.claviger.token.dialect.LifecycleDialect;
import dev.claviger.token.dialect.MessageForm;
import dev.claviger.token.exchange.Exchanges;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts the revocation endpoint on its paths. */
@ApplicationScoped
class RevocationRoutes {

    void register(@Observes Router router, RevocationEndpoint endpoint, Exchanges exchanges) {
        for (LifecycleDialect dialect : LifecycleDialect.values()) {
            router.route(dialect.revocationPath()).handler(context -> endpoint.handle(exchanges.begin(context, MessageForm.LIFECYCLE)));
        }
    }
}
