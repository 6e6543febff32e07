package dev.claviger.token.endpoint;

import dev.claviger.token.authorize.AuthorizationRefusal;
import dev.claviger.token.endpoint.AuthorizationEndpoint.Step;
import dev.claviger.token.page.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Locale;

/** Authorization requests by outcome: every label is a word of ours, never one of the request's. */
@ApplicationScoped
class AuthorizationMetrics {

    private final MeterRegistry meters;

    @Inject
    AuthorizationMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Step step) {
        count(step.name().toLowerCase(Locale.ROOT));
    }

    void count(Throwable failure) {
        if (failure instanceof AuthorizationRefusal refusal) {
            count(refusal.code());
        } else {
            count(failure instanceof Problem ? "error_page" : "failed");
        }
    }

    private void count(String outcome) {
        Counter.builder("claviger.authorization.requests").description("Authorization requests by outcome").tag("outcome", outcome)
                .register(meters).increment();
    }
}
