package dev.claviger.gateway.explain;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Identifiers;
import dev.claviger.gateway.decide.Decision;
import dev.claviger.gateway.explain.Explanation.Outcome;
import dev.claviger.gateway.explain.Explanation.Step;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.follow.Snapshot;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the decision on a question. What a request is refused with names the check that failed; those before it were passed, or it would not have
 * been reached. Nothing is forwarded, and no limit is used up.
 */
public final class Explainer {

    private final Decision decision;
    private final LiveSnapshot snapshots;
    private final String issuer;

    /** @param issuer the one whose tokens are believed */
    public Explainer(Decision decision, LiveSnapshot snapshots, String issuer) {
        this.decision = decision;
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
            decision.foresee(trail, snapshot -> nextToken(trail.question().client().get(), snapshot));
            return Future.succeededFuture(trail).map(Explainer::requireUpstream);
        }
        return decision.decide(trail).map(permit -> requireUpstream(trail));
    }

    /** A token path leads to token-service instead, which always is one. */
    private static Void requireUpstream(Trail trail) {
        if (trail.environment().upstreams().isEmpty() && !trail.environment().isTokenPath(trail.asked().path())) {
            throw new Refused(Refusal.NO_UPSTREAM);
        }
        return null;
    }

    /** What token-service would put into it. */
    private AccessTokenClaims nextToken(Question.Client client, Snapshot snapshot) {
        String audience = snapshot.environments().named(client.tenant(), client.environment()).map(Environment::audience)
                .orElseThrow(() -> new IllegalArgumentException("environment: the tenant has none of this name"));
        return new AccessTokenClaims(issuer, "client", audience, Identifiers.newClientId(), client.tenant(), client.environment(), Identifiers.newCredentialId(),
                Optional.empty(), client.scopes(), "none", Instant.EPOCH, Instant.EPOCH, snapshots.position(), List.of());
    }

    private Explanation explanation(Trail trail, Refused refused) {
        Details details = new Details(trail, refused, issuer, snapshots);
        Check failed = refused == null ? null : Check.of(refused.refusal());
        List<Step> steps = new ArrayList<>();
        for (Check check : Check.values()) {
            Outcome outcome = outcome(check, failed, trail);
            steps.add(new Step(check, outcome, outcome == Outcome.PASSED || outcome == Outcome.FAILED ? details.of(check) : ""));
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
        return isNeeded(check, trail) ? Outcome.PASSED : Outcome.NOT_NEEDED;
    }

    private static boolean isNeeded(Check check, Trail trail) {
        boolean keyDemanded = trail.environment() != null && trail.environment().requiresApiKey() || trail.route() != null && trail.route().requiresApiKey();
        if (check.isOfToken() && trail.needsNoToken() || (check == Check.API_KEY || check == Check.API_KEY_OWNER) && !keyDemanded) {
            return false;
        }
        return trail.question().client().isEmpty() || !check.needsTokenItself();
    }
}
