package dev.claviger.gateway.authenticate.apikey;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.Snapshot;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;

/**
 * From the {@code x-api-key} of a request to its owner, where environment or route demand one; elsewhere the header means nothing. A token was
 * verified before, so that who has none can make us ask nobody.
 */
public final class ApiKeyVerifier {

    private static final Future<ApiKeyProof> NOT_DEMANDED = Future.succeededFuture(new NotDemanded());

    private final OwnerCall call;
    private final GatewayMetrics metrics;
    private final RememberedOwners remembered;
    private final OwnerQuestions questions = new OwnerQuestions();
    private final ApiKeyDigest.Digester digester = new ApiKeyDigest.Digester();

    record Verified(ApiKeyVerification answer, ApiKeyVerification.Owner owner) implements ApiKeyProof {
        /** Another client's key beside a stolen token, or the other way round, is worth no more than either alone. */
        @Override
        public boolean suffices(Environment environment, Route route, VerifiedToken token) {
            AccessTokenClaims claims = token.claims();
            return owner.client().equals(claims.client()) && owner.tenant().equals(claims.tenant()) && owner.environment().equals(claims.environment());
        }

        @Override
        public boolean outlasts(Snapshot snapshot) {
            return snapshot.keeps(answer);
        }
    }

    record NotDemanded() implements ApiKeyProof {
        @Override
        public boolean suffices(Environment environment, Route route, VerifiedToken token) {
            return !demanded(environment, route);
        }

        @Override
        public boolean outlasts(Snapshot snapshot) {
            return true;
        }
    }

    public ApiKeyVerifier(OwnerCall call, GatewayMetrics metrics, Ticker ticker) {
        this.call = call;
        this.metrics = metrics;
        this.remembered = new RememberedOwners(ticker);
    }

    /**
     * @return complete at once unless credential-service has to be asked; fails with a {@link Refused} as well
     * @throws Refused 401 without a key or with one that is not well-formed, 400 with more than one
     */
    public Future<ApiKeyProof> verify(MultiMap headers, VerifiedToken token, Environment environment, Route route, Snapshot snapshot) {
        if (!demanded(environment, route)) {
            return NOT_DEMANDED;
        }
        String text = ApiKeyHeader.of(headers);
        ApiKeyDigest digest = digester.digest(text);
        ApiKeyVerification known = remembered.find(digest);
        if (known != null && snapshot.upholds(known)) {
            metrics.apiKeyCacheHit();
            return Future.succeededFuture(proven(known));
        }
        metrics.apiKeyCacheMiss();
        ApiKey key = ApiKey.parse(text).orElseThrow(() -> new Refused(Refusal.API_KEY_MALFORMED));
        return questions.ask(digest, token.claims().client(), () -> call.ask(key)).map(answer -> remember(digest, answer));
    }

    private static boolean demanded(Environment environment, Route route) {
        return environment.requiresApiKey() || route.requiresApiKey();
    }

    /** A no is not remembered: it would outlive what made it one, and guesses would push out those who have a right to be here. */
    private ApiKeyProof remember(ApiKeyDigest digest, ApiKeyVerification answer) {
        ApiKeyProof proof = proven(answer);
        remembered.remember(digest, answer);
        return proof;
    }

    private static ApiKeyProof proven(ApiKeyVerification answer) {
        return new Verified(answer, answer.owner().orElseThrow(() -> new Refused(Refusal.API_KEY_WRONG)));
    }
}
