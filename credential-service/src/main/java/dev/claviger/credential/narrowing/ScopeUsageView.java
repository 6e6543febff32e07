package dev.claviger.credential.narrowing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;

import dev.claviger.contract.Scopes;
import dev.claviger.credential.usage.fact.RouteUse;

/**
 * What a client did with its scopes, and what fewer would do to it.
 *
 * @param since                 from when on requests count: thirty days ago, unless the client was made later, or gateways began to count later
 * @param seenDays              how many whole days that is; with fewer than {@link #JUDGED_DAYS} what is done seldom may be missing from all the rest
 * @param proposal              the scopes that would have sufficed; null when nothing was seen to judge by
 * @param requestsOfUnknownNeed at routes whose needs are too long to tell, and of clients a gateway had no place to count; while there are any, nothing is proposed
 * @param preview               of the scopes asked about, else of the proposal; null without either
 * @param taken                 what was taken from the client and not given back; null where nothing was
 */
public record ScopeUsageView(String clientId, Instant since, long seenDays, List<RegisteredScope> scopes, List<RouteView> routes, SortedSet<String> proposal,
        long requestsOfUnknownNeed, Preview preview, Taken taken) {

    /** What is done once a month is used. */
    public static final int JUDGED_DAYS = 30;

    /**
     * One route the client was let through by, or one kind of token it was given.
     *
     * @param source {@code gateway}, or {@code token-service}: then the route is the grant type, and needed is what the request named
     * @param needs  sets of scopes of which one is needed whole
     * @param days   on how many there were such requests
     */
    public record RouteView(String source, String environment, String route, List<SortedSet<String>> needs, long requests, long days, LocalDate lastOn) {

        static RouteView of(RouteUse use) {
            return new RouteView(use.source(), use.environment(), use.route(), use.needs().alternatives().stream().map(Scopes::names).toList(), use.requests(), use.days(), use.lastOn());
        }
    }

    /**
     * What would have been refused with these scopes alone.
     *
     * @param requests      at gateways
     * @param tokenRequests that named a scope which would be gone
     */
    public record Preview(SortedSet<String> scopes, long requests, long tokenRequests, List<RouteView> refused) {

        static Preview of(Scopes kept, Narrowing narrowing) {
            List<RouteUse> refused = narrowing.refusedWith(kept);
            return new Preview(kept.names(), Narrowing.sum(refused.stream().filter(RouteUse::isAtGateway).toList()),
                    Narrowing.sum(refused.stream().filter(use -> !use.isAtGateway()).toList()), refused.stream().map(RouteView::of).toList());
        }
    }

    /** Scopes that the last change which took some has taken. */
    public record Taken(SortedSet<String> scopes, Instant at) {
    }
}
