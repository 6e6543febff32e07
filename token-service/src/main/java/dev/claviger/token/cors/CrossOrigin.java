package dev.claviger.token.cors;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.application.Application;
import dev.claviger.token.authorize.Applications;
import dev.claviger.token.client.ClientEvidence;
import dev.claviger.token.exchange.Exchange;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Lets pages of an origin read an answer, where the client that the request is of has registered the origin. Costs nothing where there is no origin. */
@ApplicationScoped
public class CrossOrigin {

    private final Origins origins;
    private final Applications applications;

    @Inject
    CrossOrigin(Origins origins, Applications applications) {
        this.origins = origins;
        this.applications = applications;
    }

    /**
     * A public client is whoever it says it is; of any other, pages read the answer only once the client is proven, so nobody learns by this which
     * secret is wrong. Never fails: what cannot be told is not allowed.
     */
    public Future<Void> admit(Exchange exchange, ClientEvidence client) {
        return exchange.origin().flatMap(origin -> client.namedClient()).map(named -> admit(exchange, named)).orElseGet(Future::succeededFuture);
    }

    public Future<Void> admit(Exchange exchange, ClientId client) {
        return exchange.origin().map(origin -> origins.isAllowed(origin)
                .compose(allowed -> allowed ? applications.find(client).map(answer -> admit(exchange, origin, answer.application())) : Future.succeededFuture())
                .<Void>mapEmpty().otherwiseEmpty()).orElseGet(Future::succeededFuture);
    }

    private static Void admit(Exchange exchange, String origin, Optional<Application> client) {
        client.filter(known -> known.allowedOrigins().contains(origin)).ifPresent(known -> exchange.permitOrigin(origin, known.isPublic()));
        return null;
    }
}
