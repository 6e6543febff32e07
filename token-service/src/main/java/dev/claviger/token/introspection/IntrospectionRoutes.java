package dev.claviger.token.introspection;

import dev.claviger.token.dialect.LifecycleDialect;
import dev.claviger.token.dialect.MessageForm;
import dev.claviger.token.exchange.Exchanges;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts the introspection endpoint on its paths. */
@ApplicationScoped
class IntrospectionRoutes {

    void register(@Observes Router router, IntrospectionEndpoint endpoint, Exchanges exchanges) {
        for (LifecycleDialect dialect : LifecycleDialect.values()) {
            router.route(dialect.introspectionPath())
                    .handler(context -> endpoint.handle(exchanges.begin(context, MessageForm.LIFECYCLE), dialect.introspectionAnswer()));
        }
    }
}
