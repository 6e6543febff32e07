package dev.claviger.gateway.usage;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.EnvironmentKey;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came through one event loop since it was last asked. Only that loop touches it, so a request costs three look-ups and one increment: nothing is
 * allocated, locked or shared.
 *
 * <p>No caller can make a place here but by a verified token on a configured route. Whoever is not known counts with its host's environment, or with nobody's.
 */
public final class LoopCounts {

    private final int most;
    private final UsageMetrics metrics;
    private Map<EnvironmentKey, OfEnvironment> environments = new HashMap<>();
    private Tally stray = new Tally();
    private int places;

    /** @param most clients' routes counted by themselves between two reports; of one environment at most half as many */
    LoopCounts(int most, UsageMetrics metrics) {
        this.most = most;
        this.metrics = metrics;
    }

    private static final class OfEnvironment {
        private final Map<ClientId, Map<Route, Tally>> clients = new HashMap<>();
        private final Tally unknown = new Tally();
        private final Tally others = new Tally();
        private int places;
    }

    /**
     * @param environment null when the host is nobody's
     * @param token       what it says; null when none was verified
     * @param refusal     null when the request was forwarded
     */
    public void requestEnded(Environment environment, AccessTokenClaims token, Route route, Refusal refusal, boolean complete) {
        tally(environment, token, route, refusal).add(refusal, complete);
    }

    private Tally tally(Environment environment, AccessTokenClaims token, Route route, Refusal refusal) {
        if (environment == null) {
            return stray;
        }
        OfEnvironment of = environments.get(environment.key());
        if (of == null) {
            of = new OfEnvironment();
            environments.put(environment.key(), of);
        }
        if (token == null || refusal != null && isOfAnother(token, environment)) {
            return of.unknown;
        }
        Map<Route, Tally> routes = of.clients.get(token.client());
        Tally tally = routes == null ? null : routes.get(route);
        return tally == null ? placed(of, token.client(), route) : tally;
    }

    /** What a permit rules out: then its client is no business of this tenant's. */
    private static boolean isOfAnother(AccessTokenClaims token, Environment environment) {
        return !token.tenant().equals(environment.tenant()) || !token.environment().equals(environment.name());
    }

    private Tally placed(OfEnvironment of, ClientId client, Route route) {
        if (places >= most || of.places >= most / 2) {
            metrics.uncounted();
            return of.others;
        }
        places++;
        of.places++;
        Tally tally = new Tally();
        of.clients.computeIfAbsent(client, first -> new HashMap<>()).put(route, tally);
        return tally;
    }

    /** Hands over everything and begins anew; on the loop. */
    void takeInto(Map<Fact, Long> facts, long hour) {
        tell(stray, new Fact(hour, null, null, null, null, null, null), facts);
        environments.forEach((key, of) -> tell(key, of, facts, hour));
        environments = new HashMap<>();
        stray = new Tally();
        places = 0;
    }

    private static void tell(EnvironmentKey key, OfEnvironment of, Map<Fact, Long> facts, long hour) {
        tell(of.unknown, new Fact(hour, key, null, null, null, null, null), facts);
        tell(of.others, new Fact(hour, key, Fact.OTHER, null, null, null, null), facts);
        of.clients.forEach((client, routes) -> routes.forEach((route, tally) -> {
            List<String> needs = Fact.needsOf(route);
            tell(tally, new Fact(hour, key, client.value(), route.id(), needs, null, null), facts);
        }));
    }

    private static void tell(Tally tally, Fact of, Map<Fact, Long> facts) {
        tally.tell((outcome, reason, count) -> facts.merge(of.ended(outcome, reason), count, Long::sum));
    }
}
