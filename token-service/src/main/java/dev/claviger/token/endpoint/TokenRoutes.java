package dev.claviger.token.endpoint;

import dev.claviger.token.dialect.Dialect;
import dev.claviger.token.exchange.Exchanges;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Puts the token endpoint on every path of every dialect. Plain Vert.x routes: the endpoint decides itself about methods,
 * media types, sizes and missing bodies, because each of them must be answered in the caller's dialect.
 */
@ApplicationScoped
class TokenRoutes {

    void register(@Observes Router router, TokenEndpoint endpoint, Exchanges exchanges) {
        for (Dialect dialect : Dialect.values()) {
            dialect.paths().forEach(path -> router.route(path).handler(context -> endpoint.handle(exchanges.begin(context, dialect.form()), dialect)));
        }
    }
}
