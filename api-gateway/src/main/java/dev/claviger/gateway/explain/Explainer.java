package dev.claviger.gateway.explain;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;
import dev.claviger.gateway.decide.Decision;
import dev.claviger.gateway.explain.Explanation.Outcome;
import dev.claviger.gateway.explain.Explanation.Step;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.follow.Snapshot;
import dev.claviger.gateway.limit.RateLimiters;
import dev.claviger.gateway.limit.count.Standing;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the decision on a question. What a request is refused with names the check that failed; those before it were passed, or it would not have
 * been reached. Nothing is forwarded, and of limits it is only foreseen how the request would stand.
 */
public final class Explainer {

    private final Decision decision;
    private final RateLimiters limiters;
    private final LiveSnapshot snapshots;
    private final String issuer;

    /** @param issuer the one whose tokens are believed */
    public Explainer(Decision decision, RateLimiters limiters, LiveSnapshot snapshots, String issuer) {
        this.decision = decision;
        this.limiters = limiters;
        this.snapshots = snapshots;
        this.issuer = issuer;
    }

    Future<Explanation> explain(Question question) {
        Trail trail = new Trail(question);
        return Future.succeededFuture(trail).compose(this::decide).map(decided -> explanation(trail, null))
                .recover(failure -> failure instanceof Refused refused ? Future.succeededFuture(explanation(trail, refused)) : Future.failedFuture(failure));
    }

    private Future<Void> decide(Trail trail) {
        if (trail.question().client().isPresent()) {
            Question.Client client = trail.question().client().get();
            decision.foresee(trail, snapshot -> nextToken(client, snapshot));
            goOn(trail, trail.needsNoToken() ? null : client.id());
            return Future.succeededFuture();
        }
        return decision.decide(trail).map(permit -> goOn(trail, permit.token() == null ? null : permit.token().claims().client()));
    }

    /** What a request with a permit meets. */
    private Void goOn(Trail trail, ClientId client) {
        trail.found(limiters.foresee(trail.environment(), trail.route(), client)).standing().ifPresent(Explainer::requireRoom);
        requireUpstream(trail);
        return null;
    }

    private static void requireRoom(Standing standing) {
        if (!standing.admitted()) {
            throw Refused.tooMany(standing.limit().key().scope().refusal(), standing.seconds());
        }
    }

    /** A token path leads to token-service instead, which always is one. */
    private static void requireUpstream(Trail trail) {
        if (trail.environment().upstreams().isEmpty() && !trail.environment().isTokenPath(trail.asked().path())) {
            throw new Refused(Refusal.NO_UPSTREAM);
        }
    }

    /** What token-service would put into it. */
    private AccessTokenClaims nextToken(Question.Client client, Snapshot snapshot) {
        String audience = snapshot.environments().named(client.tenant(), client.environment()).map(Environment::audience)
                .orElseThrow(() -> new IllegalArgumentException("environment: the tenant has none of this name"));
        return new AccessTokenClaims(issuer, "client", audience, client.id(), client.tenant(), client.environment(), Identifiers.newCredentialId(),
                Optional.empty(), client.scopes(), "none", Instant.EPOCH, Instant.EPOCH, snapshots.position(), List.of());
    }

    private Explanation explanation(Trail trail, Refused refused) {
        Details details = new Details(trail, refused, issuer, snapshots);
        Check failed = refused == null ? null : Check.of(refused.refusal());
        List<Step> steps = new ArrayList<>();
        for (Check check : Check.values()) {
            Outcome outcome = outcome(check, failed, trail);
            steps.add(new Step(check, outcome, outcome == Outcome.NOT_NEEDED || outcome == Outcome.NOT_REACHED ? "" : details.of(check)));
        }
        return new Explanation(refused == null ? null : refused.refusal(), steps);
    }

    private static Outcome outcome(Check check, Check failed, Trail trail) {
        if (check == failed) {
            return Outcome.FAILED;
        }
        if (failed != null && check.compareTo(failed) > 0) {
            return Outcome.NOT_REACHED;
        }
        if (check == Check.LIMITS && trail.foreseen().isOpen()) {
            return Outcome.NOT_ASKED;
        }
        return isNeeded(check, trail) ? Outcome.PASSED : Outcome.NOT_NEEDED;
    }

    private static boolean isNeeded(Check check, Trail trail) {
        if (check == Check.LIMITS) {
            return !trail.foreseen().limits().isEmpty();
        }
        boolean keyDemanded = trail.environment() != null && trail.environment().requiresApiKey() || trail.route() != null && trail.route().requiresApiKey();
        if (check.isOfToken() && trail.needsNoToken() || (check == Check.API_KEY || check == Check.API_KEY_OWNER) && !keyDemanded) {
            return false;
        }
        return trail.question().client().isEmpty() || !check.needsTokenItself();
    }
}
