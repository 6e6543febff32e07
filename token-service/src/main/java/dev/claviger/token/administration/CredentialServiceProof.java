package dev.claviger.token.administration;

import dev.claviger.contract.CallProof;
import dev.claviger.contract.TenantId;
import dev.claviger.token.internal.InternalConfig;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.util.List;

/**
 * Whether credential-service asks: it proves to know this service's own key, which nobody else does. Sent again within a minute a call has the effect it
 * had, so no nonce is remembered.
 */
@ApplicationScoped
class CredentialServiceProof {

    private static final byte[] NO_BODY = {};

    private final String key;
    private final Clock clock;

    @Inject
    CredentialServiceProof(InternalConfig config, Clock clock) {
        this.key = config.key().orElseThrow();
        this.clock = clock;
    }

    /** It has judged who asks, and asks for whom it names. Fails with a {@link Refusal} for everybody else. */
    Future<TenantId> admit(String tenant, HttpServerRequest request) {
        if (!isProven(request)) {
            return Future.failedFuture(Refusal.unproven());
        }
        return TenantId.isWellFormed(tenant) ? Future.succeededFuture(new TenantId(tenant)) : Future.failedFuture(Refusal.notFound());
    }

    private boolean isProven(HttpServerRequest request) {
        List<String> sent = request.headers().getAll(CallProof.HEADER);
        return sent.size() == 1 && CallProof.parse(sent.get(0)).filter(proof -> proof.isTimely(clock.instant()))
                .filter(proof -> proof.isBy(key, request.method() + " " + request.path(), NO_BODY)).isPresent();
    }
}
