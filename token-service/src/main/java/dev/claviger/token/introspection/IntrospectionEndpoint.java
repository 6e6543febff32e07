package dev.claviger.token.introspection;

import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.client.ClientAuthentication;
import dev.claviger.token.dialect.AnswerShape;
import dev.claviger.token.exchange.Exchange;
import dev.claviger.token.exchange.Message;
import dev.claviger.token.usage.UsageLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.util.Optional;

/** The introspection endpoint (RFC 7662 §2): what happens to a question, from top to bottom. */
@ApplicationScoped
class IntrospectionEndpoint {

    private final ClientAuthentication authentication;
    private final Introspection introspection;
    private final UsageLog usage;
    private final MeterRegistry meters;
    private final Clock clock;

    @Inject
    IntrospectionEndpoint(ClientAuthentication authentication, Introspection introspection, UsageLog usage, MeterRegistry meters, Clock clock) {
        this.authentication = authentication;
        this.introspection = introspection;
        this.usage = usage;
        this.meters = meters;
        this.clock = clock;
    }

    void handle(Exchange exchange, AnswerShape shape) {
        exchange.read()
                .compose(message -> authenticate(message).compose(client -> ask(client, message)))
                .onSuccess(token -> answer(token, exchange, shape))
                .onFailure(failure -> count(exchange.refuse(failure).outcome()));
    }

    /** RFC 7662 §2.1: without it, whoever found a token could ask what it is good for. */
    private Future<AuthenticatedClient> authenticate(Message message) {
        return authentication.authenticate(message.client())
                .onSuccess(client -> usage.used(client.client().credential(), message.client().callerAddress()));
    }

    private Future<Optional<ActiveToken>> ask(AuthenticatedClient client, Message message) {
        return introspection.of(client.client(), message.require("token"), message.client().callerAddress());
    }

    private void answer(Optional<ActiveToken> token, Exchange exchange, AnswerShape shape) {
        exchange.answer(IntrospectionResponse.of(token, shape, clock.instant()));
        count(token.isPresent() ? "active" : "inactive");
    }

    private void count(String outcome) {
        meters.counter("claviger.introspection.requests", "outcome", outcome).increment();
    }
}
