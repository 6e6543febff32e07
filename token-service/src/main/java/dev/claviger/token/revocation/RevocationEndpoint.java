package dev.claviger.token.revocation;

import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.client.ClientAuthentication;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.cors.CrossOrigin;
import dev.claviger.token.exchange.Exchange;
import dev.claviger.token.exchange.Message;
import dev.claviger.token.outbox.Delivery;
import dev.claviger.token.usage.UsageLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The revocation endpoint (RFC 7009 §2): what happens to a request, from top to bottom. */
@ApplicationScoped
class RevocationEndpoint {

    private static final long PATIENCE_MILLIS = 1_000;

    private final ClientAuthentication authentication;
    private final TokenRevocation revocation;
    private final CrossOrigin crossOrigin;
    private final UsageLog usage;
    private final MeterRegistry meters;

    @Inject
    RevocationEndpoint(ClientAuthentication authentication, TokenRevocation revocation, CrossOrigin crossOrigin, UsageLog usage, MeterRegistry meters) {
        this.authentication = authentication;
        this.revocation = revocation;
        this.crossOrigin = crossOrigin;
        this.usage = usage;
        this.meters = meters;
    }

    void handle(Exchange exchange) {
        exchange.read()
                .compose(message -> crossOrigin.admit(exchange, message.client()).map(message))
                .compose(message -> authenticate(message).compose(client -> revoke(message.require("token"), client)))
                .onSuccess(done -> answer(exchange))
                .onFailure(failure -> count(exchange.refuse(failure).outcome()));
    }

    /** RFC 7009 §2.1: a public client names itself, and may end what is its own. */
    private Future<AuthenticatedClient> authenticate(Message message) {
        return authentication.recognize(message.client())
                .onSuccess(client -> usage.used(client.client().credential(), message.client().callerAddress()));
    }

    /** 200 promises that the token is good for nothing, so it waits until the feed carries that to every gateway. */
    private Future<Void> revoke(String token, AuthenticatedClient client) {
        return revocation.revoke(token, client.client())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .compose(RevocationEndpoint::delivered, RevocationEndpoint::late);
    }

    private static Future<Void> delivered(Delivery delivery) {
        return delivery == Delivery.DELIVERED ? Future.succeededFuture() : Future.failedFuture(OAuthException.revocationPending());
    }

    private static Future<Void> late(Throwable failure) {
        return Future.failedFuture(failure instanceof TimeoutException ? OAuthException.revocationPending() : failure);
    }

    private void answer(Exchange exchange) {
        exchange.answer();
        count("done");
    }

    private void count(String outcome) {
        meters.counter("claviger.revocation.requests", "outcome", outcome).increment();
    }
}
