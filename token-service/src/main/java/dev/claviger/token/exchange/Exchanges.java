package dev.claviger.token.exchange;

import dev.claviger.token.dialect.MessageForm;
import dev.claviger.token.usage.CallerAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Where requests become exchanges. */
@ApplicationScoped
public class Exchanges {

    private final CallerAddress callerAddress;

    @Inject
    Exchanges(CallerAddress callerAddress) {
        this.callerAddress = callerAddress;
    }

    public Exchange begin(RoutingContext context, MessageForm form) {
        forbidStoring(context.request());
        return new Exchange(context.request(), form, callerAddress.of(context.request()), context.vertx());
    }

    /** RFC 6749 §5.1, and for errors just the same: nothing said here is for a cache. */
    private static void forbidStoring(HttpServerRequest http) {
        http.response().putHeader("Cache-Control", "no-store").putHeader("Pragma", "no-cache");
    }
}
